"""Words as the keyword index and every lexical feature see them: folded and stemmed."""

from __future__ import annotations

import re
from functools import cache

import tantivy

from assistant.text.visible import visible

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s?\b")
_GROUPED_DIGITS = re.compile(r"(?<=\d)[,\u00a0\u2009\u202f](?=\d{3}\b)")

# Words that carry no topic of their own. Question words are here too: they say what kind of
# answer is wanted, not what it is about.
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being
    below between both but by can cannot could did do does doing don down during each few for from
    further had has have having he her here hers herself him himself his how i if in into is it its
    itself just me more most my myself no nor not now of off on once only or other our ours
    ourselves out over own s same she should so some such t than that the their theirs them
    themselves then there these they this those through to too under until up us very was we were
    what when where which while who whom whose why will with would you your yours yourself
    yourselves ll re ve d m may might must shall upon according many much
    """.split()
)


def fold(text: str) -> str:
    """Return visible text for matching: `U.S.` as `US`, no possessive, `1,337` as `1337`."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), visible(text).text)
    return _GROUPED_DIGITS.sub("", _POSSESSIVE.sub("", text))


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def stems(text: str) -> list[str]:
    """Split text into lower-case, accent-free English (Porter) stems, in order.

    "Putin's decrees" -> ["putin", "decre"]
    """
    return list(_analyzer().analyze(fold(text)))


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(stem for word in STOP_WORDS for stem in stems(word)) | STOP_WORDS


def content_stems(text: str) -> list[str]:
    """Return the stems of text without stop words, in order, repeats kept."""
    return [stem for stem in stems(text) if stem not in _stop_stems()]
