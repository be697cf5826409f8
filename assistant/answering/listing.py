"""Lists across articles: each thing that the reader finds, once, with the sentence that has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.quotation import Quote
from assistant.answering.selection import is_sentence
from assistant.answering.sentences import TITLE, Sentence
from assistant.answering.shortanswer import echoes, in_full
from assistant.answering.values import has_name
from assistant.question.outlets import source_key
from assistant.question.query import Query
from assistant.retrieve.retriever import Evidence, Found
from assistant.text.words import content_stems

_MARGIN = 9.0  # log odds below the best at which a span is still likely a thing of the list
_LEAST = -2.0  # log odds that a span needs
_AROUND = 0.3  # share of the question's words in its sentence with the headline
_ITEMS = 8
_LONGEST = 8  # words of an item
READ = 5  # passages at a time


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing of a list: its sentence, and the place of its words."""

    quote: Quote
    item: Quote
    key: frozenset[str]


def other_articles(evidence: Evidence, limit: int = READ) -> Evidence:
    """Return the best passage of each article that the best passages leave out."""
    read = {each.passage.article_id for each in evidence.found[:READ]}
    best: dict[str, Found] = {}
    for found in evidence.found[READ:]:
        if found.passage.article_id not in read:
            best.setdefault(found.passage.article_id, found)
    return replace(evidence, found=tuple(list(best.values())[:limit]))


def listed(query: Query, sentences: Sequence[Sentence]) -> list[Listed]:
    """Return the different things that sentences name, the likeliest first; none in doubt."""
    likely = sorted(sentences, key=lambda each: (-each.span.score, each.key))
    found: list[Listed] = []
    for each in likely:
        if each.span.score < max(_LEAST, likely[0].span.score - _MARGIN) or len(found) >= _ITEMS:
            break
        thing = _thing(query, each)
        if thing and not any(_are_one(thing, other) for other in found):
            found.append(thing)
    return found


def _are_one(thing: Listed, other: Listed) -> bool:
    """Tell whether two things share most of the words of the shorter."""
    return 2 * len(thing.key & other.key) >= min(len(thing.key), len(other.key))


def _thing(query: Query, each: Sentence) -> Listed | None:
    """Return what a sentence names, if it is a name and says more than the question."""
    start, end = in_full(query, each.text, (each.span.start, each.span.end))
    words = each.text[start:end]
    key = frozenset(content_stems(words))
    whole = each.place != TITLE and is_sentence(each.text) and len(words.split()) <= _LONGEST
    outlet = source_key(words) == source_key(each.article.article.source)
    if not (whole and has_name(words)) or outlet or echoes(query, words) or each.around < _AROUND:
        return None
    quote = Quote(each.article, each.part, each.start, each.end)
    item = Quote(each.article, each.part, each.start + start, each.start + end)
    return Listed(quote, item, key)
