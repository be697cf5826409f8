"""What a language model is shown: the sentences that the reader chose, with their neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.answering.sentences import TITLE, Sentence
from assistant.languagemodels.model import LanguageModel, Message
from assistant.question.query import Query
from assistant.schema import Article
from assistant.store.records import StoredArticle
from assistant.text.dates import spoken_day
from assistant.writing import prompts
from assistant.writing.feed import INVISIBLE

# A model in the same process reads some 75 tokens a second on two cores, so that what it is shown
# decides how long a reader waits. More is shown where the reader is unsure or several things are
# asked for.
_ROOM, _WIDE = 250, 500  # tokens
_UNSURE = 0.0  # log odds of the best span below which more is shown
# "<|im_start|>system" in an article must not open a message of its own.
_BRACKETS = str.maketrans("<>", "‹›")

# What speaks to a model instead of to readers supports nothing, and no model is shown it.
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}\b(?:instructions?|prompts?|rules|"
    r"articles|above|previous)\b|^\W*(?:system|assistant|user)\W*:|<\|\w+\|>|\[/?INST\]|"
    r"\byou are (?:now|an?) (?:\w+ )?(?:assistant|AI|language model|chatbot)\b",
    re.IGNORECASE | re.MULTILINE,
)


def is_order(text: str) -> bool:
    """Tell whether text gives orders to a language model."""
    return bool(_ORDER.search(INVISIBLE.sub("", text)))


def messages(
    query: Query, sentences: Sequence[Sentence], model: LanguageModel, most: int, words: int
) -> list[Message]:
    """Return the prompt for a question over sentences of articles, the best of them first."""
    asked = prompts.QUESTION.format(
        evidence=_evidence(query, sentences, model),
        as_of=spoken_day(query.as_of),
        question=plain(query.text),
    )
    return [*head(most, words), ("user", asked)]


def head(sentences: int, words: int) -> list[Message]:
    """Return what is the same for every question."""
    found: list[Message] = [("system", prompts.WRITE.format(sentences=sentences, words=words))]
    for question, reply in prompts.EXAMPLES:
        found += [("user", question), ("assistant", reply)]
    return found


def _evidence(query: Query, ranked: Sequence[Sentence], model: LanguageModel) -> str:
    """Return the best sentences with their neighbours as far as there is room, by article."""
    sure = any(each.span.score > _UNSURE for each in ranked[:1])
    room = _ROOM if sure and not query.expected.several else _WIDE
    articles: dict[str, StoredArticle] = {}
    places: defaultdict[str, set[int]] = defaultdict(set)
    for each in ranked:
        stored, key = each.article, each.article.article.id
        if key not in articles:
            room -= model.tokens(_heading(0, stored.article))
        for place in (each.place, each.place - 1, each.place + 1):
            new = place not in places[key] and each.place != TITLE
            if not new or not 0 <= place < len(stored.sentences):
                continue
            room -= model.tokens(_said(stored, place))
            if room < 0 and articles:
                return _blocks(articles, places)
            places[key].add(place)
        articles[key] = stored
    return _blocks(articles, places)


def _blocks(articles: dict[str, StoredArticle], places: dict[str, set[int]]) -> str:
    blocks = []
    for number, (key, stored) in enumerate(articles.items(), start=1):
        text = _joined(stored, sorted(places[key]))
        blocks.append(f"{_heading(number, stored.article)}\n{text}".rstrip())
    return "\n\n".join(blocks)


def _heading(number: int, article: Article) -> str:
    day = spoken_day(article.published) if article.published else "undated"
    about = ", ".join(part for part in (article.source, day) if part)
    return f"[k{number}] {plain(about)}: {plain(article.title)}"


def _joined(stored: StoredArticle, places: Sequence[int]) -> str:
    """Return sentences in reading order, with a sign where some are left out between them."""
    parts: list[str] = []
    for at, place in enumerate(places):
        if at and place > places[at - 1] + 1:
            parts.append("…")
        parts.append(_said(stored, place))
    return " ".join(parts)


def _said(stored: StoredArticle, place: int) -> str:
    start, end = stored.sentences[place]
    text = stored.article.text[start:end]
    return "…" if is_order(text) else plain(text)


def plain(text: str) -> str:
    """Return text on one line, without what a model's chat template would read as its own."""
    return " ".join(INVISIBLE.sub("", text).translate(_BRACKETS).split())
