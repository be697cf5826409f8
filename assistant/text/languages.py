"""The language of a text, told by its stop words where it is English, else by its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from stopwordsiso import stopwords

from assistant.text.visible import visible

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# What is told apart, with its name in English. Fewer are surer: a question is a few words long.
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# Words of asking that the lists of stop words lack: question words, and "is called".
_ASKING = {
    "ar": "لماذا", "bg": "казва", "cs": "jmenuje", "da": "hedder", "de": "heißt heißen wieviel",
    "es": "llama llaman", "fr": "appelle appellent nomme", "it": "chiama chiamano", "ja": "誰",
    "nl": "heet heten hoeveel", "no": "heter", "pl": "nazywa nazywają", "pt": "chama chamam",
    "ro": "numește", "ru": "зовут называется", "sk": "volá", "sv": "heter",
    "tr": "kaç zaman nerede", "uk": "хто скільки чому чий котрий якого звати називається",
}  # fmt: skip
_ENOUGH = 2_000  # characters: an article is in one language
_SURE = 0.5  # of the probability, after which of the languages it is
_NOT_ENGLISH = 0.02  # what English may have of it at most
_SELDOM = 5  # words of which one is a stop word, at least, where a text is English
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, likely: Collection[str] = ()) -> str:
    """Return the ISO 639-1 code of the language of a text, or "" when unsure; rather English.

    `likely` are the languages of what it goes with: one of them is taken where that is not sure.
    "Wie heißt die Bürgermeisterin?" -> "de"
    """
    text = _opening(text)
    if not _WORD.search(text):
        return ""
    best, share = ("en", 1.0) if _is_plainly_english(text) else _best(text, LANGUAGES)
    english = may_be_english(text)
    if best == "en" or (share > _SURE and not english):
        return best
    if not likely or (english and "en" in likely):
        return ""
    return _best(text, {*likely, *(["en"] if english else [])} & LANGUAGES.keys())[0]


def named_language(written: str) -> str:
    """Return the code of a language by its tag or its name: "de-AT", "de_DE", "German" -> "de"."""
    low = written.strip().lower()
    names = {name.lower(): code for code, name in LANGUAGES.items()}
    code = low.replace("_", "-").partition("-")[0]
    return names.get(low, code if code in LANGUAGES else "")


def may_be_english(text: str) -> bool:
    """Tell whether a text is not clearly in another language; typing errors do not count."""
    text = _opening(text)
    if _is_plainly_english(text) or not _WORD.search(text):
        return True
    return _shares(text)["en"] > _NOT_ENGLISH


def _opening(text: str) -> str:
    return visible(text[:_ENOUGH]).text


def _best(text: str, languages: Collection[str]) -> tuple[str, float]:
    shares = _shares(text)
    best = max(sorted(languages), key=lambda code: shares[code])
    return best, shares[best]


@lru_cache(maxsize=64)
def _shares(text: str) -> dict[str, float]:
    return dict(_identifier().rank(text))


def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language, in lower case, that carry no topic of their own."""
    return _stop_words(language) if language in LANGUAGES else frozenset()


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(stopwords(language)).union(_ASKING.get(language, "").split())


@lru_cache(maxsize=64)
def _is_plainly_english(text: str) -> bool:
    """Tell whether a text holds more stop words of English than of every other language."""
    words = _WORD.findall(text)
    if not all(word.isascii() or word[0].isupper() for word in words):  # more than a name
        return False
    votes = Counter(code for word in words for code in _languages_with().get(word.lower(), ()))
    english = votes.pop("en", 0)
    enough = english > 1 and english * _SELDOM > len(words)
    return enough and english > max(votes.values(), default=0)


@cache
def _languages_with() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in stop_words(language):
            if word.isascii():
                found[word] = (*found.get(word, ()), language)
    return found


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, for few texts

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
