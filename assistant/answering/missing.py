"""What the articles lack where they do not say, as in "The articles mention X but not Y".

Only what was looked up is claimed. "The articles" and "nothing here" speak of every passage of the
index, "the nearest passages" of those that were found for the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.question.bylines import read_bylines
from assistant.question.outlets import source_key
from assistant.question.query import Query, coverage
from assistant.question.vocabulary import rarity, words
from assistant.retrieve.retriever import Evidence
from assistant.schema import Filters, Note, Passage
from assistant.store.snapshot import Snapshot
from assistant.text.languages import LANGUAGES, language_of
from assistant.text.names import names
from assistant.text.words import content_stems, is_stop_word, stems

_SHOWN = 3  # passages that a reader is shown as leads: what they hold may be called mentioned
_LISTED = 2  # names or words on either side of "but"
_TOLD = 0.5  # of the question’s words: a passage with so many is about the same
_TOPIC = 3.0  # rarity of a word that says what a question is about: "people" does not
_SAME_NAME = 0.8  # how alike two spellings of a name are, by difflib
_GENERIC = frozenset(
    """the of and for president minister prime vice king queen sir dame mr mrs ms dr river lake
    bridge street city county state university school church party bank company council court
    ministry department airport station hospital museum island park prize award cup festival war
    act bill treaty general secretary senator chancellor mayor governor""".split()
)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A name or word of the question, as typed, and the words that must be there to mention it."""

    shown: str
    keys: tuple[str, ...]
    is_name: bool
    language: str = ""

    @property
    def stems(self) -> frozenset[str]:
        """What stands in a text that mentions it."""
        return frozenset(stem for key in self.keys for stem in stems(key, self.language))


def missing_notes(snapshot: Snapshot, query: Query, evidence: Evidence) -> tuple[Note, ...]:
    """Say what of the question is known and what is not, where that can be told.

    Where some articles are in its language and some in another, what is missing in the one may
    well stand in the other; unless those in its own tell of what is asked.
    """
    asked = query.language or language_of(query.text, snapshot.languages())
    known = _is_known(snapshot, query, asked, evidence.passages)
    others = () if known else _language_notes(snapshot, asked, evidence.passages[:_SHOWN])
    if others and len(snapshot.languages()) > 1:
        return others
    return (*others, *_word_notes(snapshot, query, evidence.passages))


def _is_known(snapshot: Snapshot, query: Query, asked: str, passages: Sequence[Passage]) -> bool:
    """Tell whether a passage in the question's language is about what it asks."""
    return any(
        coverage(query, frozenset(stems(f"{each.title} {each.text}", query.language))) >= _TOLD
        for each in passages
        if snapshot.article(each.article_id).article.language == asked
    )


def _language_notes(snapshot: Snapshot, asked: str, shown: Sequence[Passage]) -> tuple[Note, ...]:
    named = " or ".join(_other_languages(snapshot, asked, shown))
    text = f"There are articles in {named} here; ask in {named}, or set a multilingual embedder."
    return (Note(kind="language", text=text),) if named else ()


def _word_notes(snapshot: Snapshot, query: Query, passages: Sequence[Passage]) -> tuple[Note, ...]:
    topics = list({each.keys: each for each in _topics(query)}.values())
    held = [each for each in topics if _holds(passages[:_SHOWN], each)]
    absent = [each for each in topics if not _holds(passages, each, any_spelling=True)]
    absent = [each for each in absent if each.is_name] or absent
    nowhere = [each for each in absent if not _is_indexed(snapshot, each)]
    if any(
        each.is_name for each in topics
    ):  # next to a name, "the articles mention “coach”" is odd
        held = [each for each in held if each.is_name]
    text = _told(held, nowhere, absent, query)
    return (Note(kind="missing", text=text),) if text else ()


def _other_languages(snapshot: Snapshot, asked: str, shown: Sequence[Passage]) -> tuple[str, ...]:
    """Return by name other languages than the asked: of those shown, or of most articles."""
    counts = snapshot.languages()
    if not asked:
        return ()
    leads = {snapshot.article(each.article_id).article.language for each in shown}
    most = {code for code, count in counts.items() if count > counts.get(asked, 0)}
    others = sorted(most | leads, key=lambda code: (-counts.get(code, 0), code != "en", code))
    return tuple(LANGUAGES[code] for code in others if code not in ("", asked))[:_LISTED]


def _told(
    held: Sequence[_Topic], nowhere: Sequence[_Topic], absent: Sequence[_Topic], query: Query
) -> str:
    known = _listed(held, "and")
    if nowhere:
        unknown = _listed(nowhere, "or")
        if held:
            return f"The articles mention {known} but not {unknown}."
        return f"Nothing here mentions {unknown}." if nowhere[0].is_name else ""
    if absent and (held or absent[0].is_name):
        unknown = _listed(absent, "or")
        if held:
            return f"The nearest passages mention {known} but not {unknown}."
        return f"The nearest passages do not mention {unknown}."
    if not held:
        return ""
    asked = f"says {query.expected.words}" if query.expected.words else "answers this"
    return f"The nearest passages mention {known}, but no sentence clearly {asked}."


def _topics(query: Query) -> Iterator[_Topic]:
    """Yield the names of a question, then its other words that say what it is about."""
    sources = {source_key(each) for each in query.sources}
    taken: set[str] = set()
    for found in names(query.text):
        name, start, end = found.text, found.start, found.end
        said = [word for word in words(name) if not is_stop_word(word, query.language)]
        taken.update(stems(name, query.language))
        if said and source_key(name) not in sources:
            keys = [word for word in said if word.lower() not in _GENERIC] or said
            shown = f"the {name}" if _has_article(query.text, start, end) else name
            yield _Topic(shown, tuple(key.lower() for key in keys), True, query.language)
    for word in dict.fromkeys(words(query.text, query.language)):
        stem = (content_stems(word, query.language) or [""])[0]
        if stem in query.terms and stem not in taken and _is_topic(word):
            yield _Topic(f"“{word}”", (word.lower(),), False, query.language)


def _has_article(question: str, start: int, end: int) -> bool:
    """Tell whether a "the" belongs to a name, not to a noun after it: "the Orlu fire"."""
    return question[:start].lower().endswith("the ") and bool(_NO_NOUN.match(question, end))


_NO_NOUN = re.compile(
    r"[^\w\s’'-]|\s*$|\s(?:is|was|were|are|has|had|have|did|do|does|will|would|can|could|in|on|at|of|"
    r"for|from|to|by|with|and|or|as|after|before|when|who|that|which|get|be)\b"
)


def _is_topic(word: str) -> bool:
    """Tell a word that a question is about; never in a script whose names have no capitals."""
    cased = word.lower() != word.upper()
    return cased and rarity(word) >= _TOPIC and not word[0].isdigit() and not word.endswith("ly")


def _holds(passages: Sequence[Passage], topic: _Topic, any_spelling: bool = False) -> bool:
    """Tell whether one of the passages mentions a topic: a name by its last word at least."""
    return any(_mentions(f"{each.title}\n{each.text}", topic, any_spelling) for each in passages)


def _mentions(text: str, topic: _Topic, any_spelling: bool) -> bool:
    if topic.stems.issubset(stems(text, topic.language)):
        return True
    if not any_spelling:
        return False
    last = topic.keys[-1]
    if topic.is_name and re.search(rf"\b{re.escape(last.title())}\b(?! [A-Z])", text):
        return True
    plain = {word.lower() for word in words(text)} if len(last) > 3 else set()
    return last not in plain and bool(get_close_matches(last, plain, n=1, cutoff=_SAME_NAME))


def _is_indexed(snapshot: Snapshot, topic: _Topic) -> bool:
    """Tell whether any passage has one of the words of a topic, or a byline has them all."""
    if topic.is_name and read_bylines(snapshot).named(" ".join(topic.keys)):
        return True
    return any(snapshot.matching([stem], 1, Filters()) for stem in sorted(topic.stems))


def _listed(topics: Sequence[_Topic], joint: str) -> str:
    """Join the rarest topics, as they come in the question."""
    rarest = sorted(topics, key=lambda each: -max(map(rarity, each.keys)))[:_LISTED]
    return f" {joint} ".join(each.shown for each in topics if each in rarest)
