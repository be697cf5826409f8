"""What a set must reach: `hit@1>=0.67`."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.cases import CITED
from assistant.evaluation.measures import GROUPED, MEASURES, Figure

_COMPARISONS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
_WRITTEN = re.compile(r"\s*(?P<name>[^\s<>=]+)\s*(?P<sign>>=|<=|>|<)\s*(?P<bound>\d*\.?\d+)\s*")
_SECONDS = re.compile(r"\w+\.p(50|95)")
NAMES = (*(each.name for each in MEASURES), *(f"{name}/{CITED}" for name in GROUPED))


@dataclass(frozen=True, slots=True)
class Requirement:
    """A figure's name, how it is compared, and with what."""

    name: str
    sign: str
    bound: float

    def unmet(self, found: Sequence[Figure]) -> str:
        """Say what is wrong; nothing if the requirement is met."""
        value = next((each.value for each in found if each.name == self.name), None)
        if value is None:
            return f"{self.name} cannot be measured on these questions, and is required"
        if _COMPARISONS[self.sign](value, self.bound):
            return ""
        return f"{self.name} is {value:.3f}, and {self.sign} {self.bound:g} is required"


def read_requirement(text: str) -> Requirement:
    """Read `hit@1>=0.67`; a ValueError says what is wrong with it."""
    written = _WRITTEN.fullmatch(text)
    if not written:
        raise ValueError(f"{text!r} is no requirement; write it as hit@1>=0.67.")
    name = written["name"]
    if name not in NAMES and not _SECONDS.fullmatch(name):
        raise ValueError(f"{name!r} is no figure; those are {', '.join(NAMES)}, total.p95.")
    return Requirement(name, written["sign"], float(written["bound"]))
