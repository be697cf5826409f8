"""What a language model is shown: the best passages that have room, each article in one piece."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.languagemodels.model import LanguageModel, Message
from assistant.periods import spoken_day
from assistant.question import Query
from assistant.schema import Passage
from assistant.sentences import sentence_spans
from assistant.writing import prompts
from assistant.writing.feed import INVISIBLE

# A model in the same process reads some 75 tokens a second on two cores, so that what it is shown
# decides how long a reader waits; a large window belongs to a model on a server.
_SHARE, _MOST, _LEAST = 7, 3000, 400  # tokens of evidence: this share of the window, within bounds
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
    query: Query, passages: Sequence[Passage], model: LanguageModel, sentences: int, words: int
) -> list[Message]:
    """Return the prompt for a question over its passages, the best of them first."""
    asked = prompts.QUESTION.format(
        evidence=_evidence(_chosen(passages, model)),
        as_of=spoken_day(query.as_of),
        question=plain(query.text),
    )
    return [*head(sentences, words), ("user", asked)]


def head(sentences: int, words: int) -> list[Message]:
    """Return what is the same for every question."""
    found: list[Message] = [("system", prompts.WRITE.format(sentences=sentences, words=words))]
    for question, reply in prompts.EXAMPLES:
        found += [("user", question), ("assistant", reply)]
    return found


def _chosen(passages: Sequence[Passage], model: LanguageModel) -> list[Passage]:
    """Return the best passages that have room together; the best one is always among them."""
    room = min(max(model.window // _SHARE, _LEAST), _MOST)
    chosen: list[Passage] = []
    for passage in passages:
        room -= model.tokens(passage.text) + model.tokens(_heading(0, passage))
        if chosen and room < 0:
            break
        chosen.append(passage)
    return chosen


def _evidence(chosen: Sequence[Passage]) -> str:
    """Return the passages as text: articles by their best passage, inside them in reading order."""
    articles = dict.fromkeys(passage.article_id for passage in chosen)
    blocks = []
    for number, article in enumerate(articles, start=1):
        own = [each for each in chosen if each.article_id == article]
        blocks.append(f"{_heading(number, own[0])}\n{_joined(own)}")
    return "\n\n".join(blocks)


def _heading(number: int, passage: Passage) -> str:
    day = spoken_day(passage.published) if passage.published else "undated"
    about = ", ".join(part for part in (passage.source, day) if part)
    return f"[k{number}] {plain(about)}: {plain(passage.title)}"


def _joined(passages: Sequence[Passage]) -> str:
    """Return the passages of one article in reading order, what two share only once."""
    text, end = "", -1
    for passage in sorted(passages, key=lambda each: each.start):
        new = passage.text[max(end - passage.start, 0) :]
        text += (" … " if 0 <= end < passage.start - 2 else " ") + new if text else new
        end = max(end, passage.end)
    return plain(_without_orders(text))


def _without_orders(text: str) -> str:
    kept = [text[start:end] for start, end in sentence_spans(text)]
    return " ".join("…" if is_order(each) else each for each in kept)


def plain(text: str) -> str:
    """Return text on one line, without what a model's chat template would read as its own."""
    return " ".join(INVISIBLE.sub("", text).translate(_BRACKETS).split())
