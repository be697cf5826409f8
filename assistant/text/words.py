"""Words as the keyword index and every lexical feature see them: folded and stemmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import tantivy

from assistant.text.languages import LANGUAGES, stop_words
from assistant.text.visible import visible

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’‘´`]s?\b")
_LOOSE = re.compile(r"\s+([?.!,])|\s+")
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


def tidy(text: str) -> str:
    """Return text with single spaces, and none before a mark: "Who won ?" -> "Who won?"."""
    return _LOOSE.sub(lambda found: found[1] or " ", text).strip()


def fold(text: str) -> str:
    """Return visible text for matching: `U.S.` as `US`, no possessive, `1,337` as `1337`."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), visible(text).text)
    return _GROUPED_DIGITS.sub("", _POSSESSIVE.sub("", text))


# No stemmer of their own: those of a language with the same endings.
_STEMMED_AS = {"uk": "russian", "bg": "russian", "sr": "russian"}
_STEMMERS = frozenset(
    """
    arabic danish dutch finnish french german greek hungarian italian norwegian portuguese romanian
    russian spanish swedish tamil turkish
    """.split()
)
_NO_SPACES = frozenset({"ja", "ko", "th", "zh"})
_UNSPACED = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_PARTED = frozenset({"ja", "zh"})
_PARTICLES = "的了是在和与吗呢吧着被把谁几哪ぁ-ん"


@cache
def _analyzer(name: str) -> tantivy.TextAnalyzer:
    """Return what splits, folds and stems words; other languages have stems by their accents."""
    folding = tantivy.Filter.ascii_fold()
    stemming = [tantivy.Filter.stemmer(name)] if name else []
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.lowercase())
    for each in [folding, *stemming] if name == "english" else [*stemming, folding]:
        builder = builder.filter(each)
    return builder.build()


def is_english(language: str) -> bool:
    """Tell whether words are those of English, as they are where a language is not known."""
    return language in ("", "en")


def is_same_language(one: str, other: str) -> bool:
    """Tell whether two languages have the same stems."""
    return one == other or (is_english(one) and is_english(other))


def without_elision(text: str, language: str) -> str:
    """Return text with "l'école" as two words, in a language that has no possessive 's."""
    return text if is_english(language) else text.replace("'", " ").replace("’", " ")


def stems(text: str, language: str = "") -> list[str]:
    """Split text into lower-case, accent-free stems of a language, in order; rather of English.

    "Putin's decrees" -> ["putin", "decre"]; in a script without spaces, two characters are a stem.
    """
    if language in _NO_SPACES:
        return list(_pairs_of_characters(text))
    if is_english(language):
        return list(_analyzer("english").analyze(fold(text)))
    name = _STEMMED_AS.get(language, LANGUAGES.get(language, "").lower())
    folded = fold(without_elision(text, language))
    return list(_analyzer(name if name in _STEMMERS else "").analyze(folded))


def _pairs_of_characters(text: str) -> Iterator[str]:
    """Yield "火车", "车站" for "火车站", and the English stems of what stands between."""
    text = fold(text)
    place = 0
    for run in _UNSPACED.finditer(text):
        yield from _analyzer("english").analyze(text[place : run.start()])
        place = run.end()
        found = run.group()
        yield from (found[at : at + 2] for at in range(max(1, len(found) - 1)))
    yield from _analyzer("english").analyze(text[place:])


@cache
def _stop_stems(language: str) -> frozenset[str]:
    if is_english(language):
        return frozenset(stem for word in STOP_WORDS for stem in stems(word)) | STOP_WORDS
    return frozenset(stem for word in stop_words(language) for stem in stems(word, language))


@cache
def _function_words(language: str) -> re.Pattern[str]:
    """Return what joins words in a script without spaces: a pair across it is no word."""
    words = sorted((word for word in stop_words(language) if len(word) > 1), key=len, reverse=True)
    return re.compile(f"[{_PARTICLES}]|" + "|".join(map(re.escape, words)))


def content_stems(text: str, language: str = "") -> list[str]:
    """Return the stems of text without stop words, in order, repeats kept."""
    if language in _PARTED:
        text = _function_words(language).sub(" ", text)
    return [stem for stem in stems(text, language) if stem not in _stop_stems(language)]


def is_stop_word(word: str, language: str = "") -> bool:
    """Tell whether a word carries no topic of its own."""
    return word.lower() in (STOP_WORDS if is_english(language) else stop_words(language))
