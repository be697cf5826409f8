"""How long a text is for an embedder, where it may be cut, and passages of whole sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

WORDS = 120
# What is left at the end joins the last passage when it outgrows it only a little: a passage of
# one short sentence says too little to be found.
_TAIL = 1.2
_TOKEN = re.compile(r"\S+")
# One written character of Chinese, Japanese or Korean is about one word piece.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
CHARACTERS_PER_WORD = 7
_ENDS = re.compile(r"(?:[;:—–.!?。！？…][\"'”’»)\]]*|^[-—–])$")
_JOINERS = re.compile(r"(?:and|but|or|which|who|that|while|as|because|after|when|where)$")


def word_ends(text: str) -> list[int]:
    """Return where each word of a text ends, whatever white space is between them."""
    return [match.end() for match in _TOKEN.finditer(text)]


def passage_spans(text: str, sentences: Sequence[Span], words: int = WORDS) -> list[Span]:
    """Return spans of whole consecutive sentences of about `words` words, in reading order.

    Every sentence is in a passage. The last sentence of a passage opens the next one, unless the
    two sentences together are too long for a passage.
    """
    weights = [weight(text[start:end]) for start, end in sentences]
    passages: list[Span] = []
    first = 0
    while first < len(sentences):
        last = _fill(sentences, weights, first, words)
        passages.append((sentences[first][0], sentences[last][1]))
        if last + 1 == len(sentences):
            break
        overlaps = last > first and _weight(sentences, weights, last, last + 1) <= words
        first = last if overlaps else last + 1
    return passages


def _fill(sentences: Sequence[Span], weights: Sequence[int], first: int, words: int) -> int:
    """Return the last sentence of the passage that begins with the sentence `first`."""
    last, length = first, weights[first]
    fitting = first
    while last + 1 < len(sentences):
        last += 1
        length += weights[last]
        grown = max(length, _stretch(sentences, first, last))
        if grown > words * _TAIL:
            return fitting
        if grown <= words:
            fitting = last
    return last


def _weight(sentences: Sequence[Span], weights: Sequence[int], first: int, last: int) -> int:
    return max(sum(weights[first : last + 1]), _stretch(sentences, first, last))


def _stretch(sentences: Sequence[Span], first: int, last: int) -> int:
    # long white space between sentences is text of the passage, too
    return math.ceil((sentences[last][1] - sentences[first][0]) / CHARACTERS_PER_WORD)


def weight(text: str) -> int:
    """Return the number of words, or more where the words are long or written without spaces.

    "Two words" -> 2; a line of 700 characters without a space -> 100
    """
    dense = 0 if text.isascii() else len(_DENSE.findall(text))
    return max(len(text.split()), math.ceil((len(text) - dense) / CHARACTERS_PER_WORD + dense / 2))


def cut(text: str, start: int, end: int, most: int) -> Iterator[Span]:
    """Cut text[start:end] into spans of at most `most` words, at the ends of clauses if possible.

    Every character that is not white space stays in a span.
    """
    piece: list[Span] = []
    for token in _tokens(text, start, end, most):
        while piece and _outgrows(text, piece[0][0], token[1], most, len(piece)):
            count = _best_cut(text, piece)
            yield piece[0][0], piece[count - 1][1]
            piece = piece[count:]
        piece.append(token)
    if piece:
        yield piece[0][0], piece[-1][1]


def _outgrows(text: str, start: int, end: int, most: int, words: int) -> bool:
    # the first two tests spare counting for ordinary words
    if words < most and (end - start) * 2 <= most:
        return False
    return (
        words >= most or end - start > most * CHARACTERS_PER_WORD or weight(text[start:end]) > most
    )


def _tokens(text: str, start: int, end: int, most: int) -> Iterator[Span]:
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        step = most * (CHARACTERS_PER_WORD if match.group().isascii() else 2)
        for begin in range(first, last, step):
            yield begin, min(begin + step, last)


def _best_cut(text: str, piece: list[Span]) -> int:
    """Return after how many tokens to cut: late in the piece, and after the strongest mark."""
    earliest = max(1, len(piece) * 2 // 5)
    counts = range(len(piece), earliest - 1, -1)
    return max(counts, key=lambda count: _strength(text, piece, count))


def _strength(text: str, piece: list[Span], count: int) -> int:
    token = text[slice(*piece[count - 1])]
    following = text[slice(*piece[count])] if count < len(piece) else ""
    if _ENDS.search(token):
        return 4
    if token.endswith((",", "，", "、")):
        return 3 if _JOINERS.match(following) else 2
    return 1 if _JOINERS.match(following) else 0
