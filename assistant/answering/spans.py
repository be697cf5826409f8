"""Where the reader finds the answer in texts: to a question as typed, and to it with its topic.

"How did it start?" says too little for a reader, and "nightclub fire: How did it start?" enough.
But with its topic before it, a follow-up is often taken for the question that it follows: what
answered that one does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from assistant.models.reader import Part, Reader, Span
from assistant.question.query import Query
from assistant.text.words import content_stems, stems

# Log odds at which the question as typed is clear enough: of 3, 6 and no limit, the lowest that
# answered most on the even halves of two sets of 40 conversations.
_CLEAR = 6.0


def read_spans(
    query: Query, texts: Sequence[str], parts: Sequence[Sequence[Part]], reader: Reader
) -> list[list[Span]]:
    """Return the best span inside each part of each text, in the order of the parts."""
    typed = reader.read(query.plain or query.text, texts, parts)
    if not query.topical or any(span.score > _CLEAR for spans in typed for span in spans):
        return typed
    topical = reader.read(query.topical, texts, parts)
    given = [frozenset(stems(answer, query.language)) for answer in query.given]
    surer = partial(_surer, query, given)
    return [
        [surer(text, *both) for both in zip(*spans, strict=True)]
        for text, *spans in zip(texts, typed, topical, strict=True)
    ]


def _surer(
    query: Query, given: Sequence[frozenset[str]], text: str, typed: Span, topical: Span
) -> Span:
    """Return the span with the topic where it is surer and was not given as an answer before."""
    words = {*content_stems(text[topical.start : topical.end], query.language)}
    new = bool(words) and not any(words <= answer for answer in given)
    return topical if new and topical.score > typed.score else typed
