"""How many were killed or hurt and where, asked of a sentence that tells it in passing."""

from __future__ import annotations

import re

from assistant.mentions import named, numbers

_VERBS = {
    "kill": "killed", "injur": "injured", "wound": "wounded", "arrest": "arrested",
    "evacuat": "evacuated", "rescu": "rescued", "displac": "displaced", "detain": "detained",
}  # fmt: skip
_DONE_TO = re.compile(rf"\b(?P<verb>{'|'.join(_VERBS)})(?:ed|ing) $")
_WHERE = re.compile(
    r"(?P<noun>(?: [a-z]+)?) (?P<place>(?:in|at|near|across|on) (?:the )?)(?=[A-Z])"
)


def how_many_hurt(sentence: str) -> str:
    """Ask for a toll: "A storm killed 20 people in Orlu" -> "How many people were killed in ...".

    Nothing where no named place follows: "The storm killed 20 people."
    """
    for start, end in numbers(sentence):
        verb = _DONE_TO.search(sentence[:start])
        where = _WHERE.match(sentence, end)
        if verb and where:
            place = next((sentence[a:b] for a, b in named(sentence) if a == where.end()), "")
            counted = re.search(r"[a-z]+$", sentence[start:end])
            noun = where["noun"].strip() or (counted[0] if counted else "")
            done = f"{_VERBS[verb['verb']]} {where['place']}{place}"
            return f"How many {noun} were {done}?" if place and noun.endswith(_PLURALS) else ""
    return ""


_PLURALS = ("s", "people", "children", "men", "women")
