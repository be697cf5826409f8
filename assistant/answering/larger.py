"""Which of two short answers is more: figures in one unit, or days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answering.quotation import Quote
from assistant.answering.values import figures
from assistant.text.dates import PartialDate, partial_dates
from assistant.text.quantities import Quantity
from assistant.text.words import stems


def which_is_more(short: Sequence[Quote | None], larger: int) -> str:
    """Say which of two figures in one unit is more, or yes or no where that was asked.

    `larger` is 1 where the first is asked to be more, -1 for less, or 0; "" where in doubt.
    """
    told = [_measure(each) for each in short]
    one, other = (told[0], told[1]) if len(told) == 2 else (None, None)
    if one is None or other is None or not one.comparable(other) or one.same(other):
        return ""
    first, second = _size(one), _size(other)
    if first == second or len(first) != len(second):
        return ""
    if larger:
        return "Yes." if (first > second) is (larger > 0) else "No."
    more, less = (one, other) if first > second else (other, one)
    if not (_is_plain(more) and _is_plain(less)):
        return ""
    return f"{more.text} is more than {less.text}."


def _is_plain(measure: Quantity | PartialDate) -> bool:
    """Tell whether a measure is a figure to begin a sentence with: "three-year" is none."""
    text = measure.text.lstrip("$£€¥₹")
    return isinstance(measure, Quantity) and text[:1].isdigit() and "-" not in text


def are_changed(told: Sequence[Quote]) -> str:
    """Say yes where the only figures of two quotes, of one unit or one noun, differ; else ""."""
    figured = [(each.text, figures(each.text)) for each in told]
    if len(told) != 2 or any(len(found) != 1 for _, found in figured):
        return ""
    (first, (one,)), (second, (other,)) = figured
    counted = [_next_stem(first, one), _next_stem(second, other)]
    alike = one.comparable(other) and (one.unit or counted[0] == counted[1])
    return "Yes." if alike and not one.same(other) else ""


def _next_stem(text: str, figure: Quantity) -> list[str]:
    """Return what a figure counts: "12 people died" -> people."""
    return stems(" ".join(text[figure.end :].split()[:1]))


def which_is_later(days: Sequence[date | None], later: int) -> str:
    """Say yes or no to whether the first of two days is the later (1) or the earlier (-1)."""
    one, other = days
    if one is None or other is None or one == other:
        return ""
    return "Yes." if (one > other) is (later > 0) else "No."


def _measure(short: Quote | None) -> Quantity | PartialDate | None:
    """Return the one figure or date that a short answer is."""
    if short is None:
        return None
    found: list[Quantity | PartialDate] = list(figures(short.text))
    found += partial_dates(short.text)
    return found[0] if len(found) == 1 else None


def _size(measure: Quantity | PartialDate) -> tuple[float, ...]:
    """Return what two measures are compared by: a value, or the parts of a day with its year."""
    if isinstance(measure, Quantity):
        return (measure.value,)
    parts = measure.year, measure.month, measure.day
    return tuple(part for part in parts if part) if measure.year else ()
