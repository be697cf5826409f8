"""Comparative words, and the questions that they leave open: "heavier" asks how heavy."""

from __future__ import annotations

import re

from assistant.question.vocabulary import frequency_rank

_NO_NOUN = r"(?:in|at|on|by|for|to|of|when|with|during|from|after|before|than)\b"
_MORE = re.compile(
    r"\b(?:how (?:much|many) )?(?:(?P<less>less|fewer|lower|smaller|younger|shorter|cheaper|"
    r"earlier|lighter|slower)|(?P<more>more|[a-z]{2,}er))\b"
    rf"(?P<next>(?: [a-z’'-]+(?= [a-z’'-]+s\b))? (?!{_NO_NOUN})[a-z’'-]+)?",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:(?P<least>least|fewest|lowest|smallest|youngest|shortest|cheapest|lightest|slowest)|"
    r"most|best|[a-z]{2,}est)\b",
    re.IGNORECASE,
)
_NO_COMPARATIVE = frozenset(
    """after over under other another whether either neither never ever number member water former
    together however rather further per paper power order player leader letter""".split()
)
_ADJECTIVE = re.compile(r" \w+(?:ive|ful|ous|al|ent|ant|able|ible|ing|ed|ic|ar|less)$")
FIRST = re.compile(r"\b(?:first|earlier|sooner|later|before|last)\b", re.IGNORECASE)


def sense_of(frame: str) -> int:
    """Tell whether a comparative word asks for more (1), for less (-1), or there is none (0)."""
    found = [each for each in _MORE.finditer(frame) if _is_comparative(each)]
    return 0 if not found else -1 if found[-1]["less"] else 1


def superlative_of(question: str) -> int:
    """Tell whether a question asks for the most (1) or the least (-1) of something, or neither."""
    found = [each for each in _MOST.finditer(question) if _is_superlative(each.group().lower())]
    return 0 if not found else -1 if found[-1]["least"] else 1


def _is_superlative(word: str) -> bool:
    return word in ("most", "least", "fewest", "best") or _base(word[:-1]) != ""


def _is_comparative(match: re.Match[str]) -> bool:
    word = (match["more"] or match["less"]).lower()
    if word in _NO_COMPARATIVE:
        return False
    return bool(match["less"]) or word == "more" or _base(word) != ""


def _base(word: str) -> str:
    """Return the adjective of a comparative: "heavier" -> "heavy"; "" for what is none.

    A superlative goes without its last letter: "heavies" -> "heavy".
    """
    stem = word[:-2]
    options = [stem, f"{stem}e"]
    options += [stem[:-1]] if stem[-2:-1] == stem[-1:] else []
    options += [f"{stem[:-1]}y"] if stem.endswith("i") else []
    known = {each: rank for each in options if (rank := frequency_rank(each)) is not None}
    return min(known, key=lambda each: known[each]) if known else ""


def open_question(text: str, auxiliary: str = "") -> str:
    """Ask for what a comparative leaves open: "A owe more debt" -> "how much debt did A owe"."""
    found = [each for each in _MORE.finditer(text) if _is_comparative(each)]
    if not found:
        return text
    match = found[-1]
    asked = _wanted(match)
    before = text[: match.start()]
    after = text[match.end() :] if asked.endswith(match["next"] or "") else ""
    if not before.strip() or not auxiliary:
        return f"{before}{asked}{after}"
    return f"{asked} {auxiliary} {before.strip()}{after}"


def _wanted(match: re.Match[str]) -> str:
    """Return the question words in place of a comparative, with the noun that belongs to them."""
    word, noun = (match["more"] or match["less"]).lower(), match["next"] or ""
    if word in ("more", "less", "fewer"):
        plural = noun.endswith("s") or noun == " people"
        return f"how{'' if _ADJECTIVE.match(noun) else ' many' if plural else ' much'}{noun}"
    if FIRST.match(word):
        return f"when{noun}"
    return f"what{noun}" if noun else f"how {_base(word)}"
