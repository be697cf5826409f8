"""The text of an answer as HTML: its lists as lists, and a chip where each cited span ends.

Marks are placed by the spans of the citations; a `[n]` that an article itself contains stays text.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.schema import Answer, Citation
from assistant.web.markup import NOTHING, Html, Marked, Template, with_marks

LONGEST_TIP = 500  # characters of a quote
_NEIGHBOUR = 160  # characters of what stands before a quote, and after it
_ITEM = re.compile(r"^- (?=.)[^\n]*", re.MULTILINE)
_NumberedCitation = tuple[int, Citation]


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of an answer's text: an item of a list, or what stands between lists."""

    start: int
    end: int
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a quote in its article, and the quote where an answer words it anew."""

    before: str = ""
    quote: str = ""
    after: str = ""


def answer_text_html(answer: Answer, exchange: int, final: bool = True) -> Html:
    """Return the answer's text with a chip where each cited span ends, and its lists as lists.

    Until the answer is final, what lies beyond `checked` is set apart as provisional.
    """
    quoted = answer.answerer == "quotes"  # true to its articles, but about to be reworded
    spans = [Marked(start, end, "<strong>", "</strong>") for start, end in answer.highlights]
    if not final:
        opening = f'<span class="{"draft quoted" if quoted else "draft"}">'
        spans.append(Marked(answer.checked, len(answer.text), opening, "</span>"))
    shown = _Marking(answer, exchange, spans).html()
    if not final and answer.checked < len(answer.text):
        told = "quotes, for now" if quoted else "not checked yet"
        shown += Html(f' <em class="draft-label">{told}</em>')
    return shown


class _Marking:
    """One answer whose text is being put together."""

    def __init__(self, answer: Answer, exchange: int, spans: Sequence[Marked]) -> None:
        self._answer = answer
        self._exchange = exchange
        self._spans = spans
        self._named: set[str] = set()  # articles whose headline stands in a chip already

    def html(self) -> Html:
        """Return the blocks one after the other, each run of items as one list."""
        blocks = _blocks(self._answer.text)
        ends = [*(block.start for block in blocks[1:]), None]
        shown = NOTHING
        pieces = zip(blocks, ends, strict=True)
        for is_items, run in itertools.groupby(pieces, key=lambda piece: piece[0].is_item):
            made = [self._piece(block, until) for block, until in run]
            shown += _MARKS("items", made) if is_items else NOTHING.join(made)
        return shown

    def _piece(self, block: _Block, until: int | None) -> Html:
        """Return one block with the chips of the citations that end before `until`."""
        parts, cursor = [], block.start
        for end, group in _by_end(self._answer.citations):
            if (end > block.start or block.start == 0) and (until is None or end <= until):
                stop = min(max(cursor, end), block.end)
                parts.append(with_marks(self._answer.text, self._spans, cursor, stop))
                chips, cursor = self._chips(stop, group)
                parts.append(chips)
        parts.append(with_marks(self._answer.text, self._spans, cursor, max(cursor, block.end)))
        return NOTHING.join(parts)

    def _chips(self, cursor: int, group: list[_NumberedCitation]) -> tuple[Html, int]:
        """Return the chips of the citations that end here, and where the text goes on."""
        chips, waiting = [], list(group)
        while waiting:
            index, citation, cursor = _next_written(self._answer.text, cursor, waiting)
            chips.append(self._chip(index, citation))
            waiting.remove((index, citation))
        return NOTHING.join(chips), cursor

    def _chip(self, index: int, citation: Citation) -> Html:
        told = bool(self._answer.facts)  # beside the mark: headline, outlet and day
        first = citation.article_id not in self._named and citation.part == "text" and not told
        self._named.add(citation.article_id)
        title, source = (_clipped(text, LONGEST_TIP) for text in (citation.title, citation.source))
        shown = dataclasses.replace(citation, title=title, source=source)
        day = "" if told else _short_date(citation.published)
        around = _around(self._answer, citation)
        return _MARKS("mark", shown, self._exchange, index, day, first, around)


def _blocks(text: str) -> list[_Block]:
    """Return the text in parts; without any list it is one."""
    items = [_Block(found.start() + 2, found.end(), True) for found in _ITEM.finditer(text)]
    if not items:
        return [_Block(0, len(text))]
    starts = [0, *(item.end for item in items)]
    ends = [*(item.start - 2 for item in items), len(text)]
    between = [_stripped(text, start, end) for start, end in zip(starts, ends, strict=True)]
    kept = [block for block in between if block.start < block.end]
    return sorted([*items, *kept], key=lambda block: block.start)


def _stripped(text: str, start: int, end: int) -> _Block:
    """Return a block without the line breaks around it, for which its list makes room."""
    inner = text[start:end].strip("\n")
    first = start + text[start:end].find(inner)
    return _Block(first, first + len(inner))


def _by_end(citations: Sequence[Citation]) -> Iterator[tuple[int, list[_NumberedCitation]]]:
    ordered = sorted(enumerate(citations), key=lambda each: (each[1].answer_end, each[0]))
    for end, group in itertools.groupby(ordered, key=lambda each: each[1].answer_end):
        yield end, list(group)


def _next_written(
    text: str, cursor: int, waiting: list[_NumberedCitation]
) -> tuple[int, Citation, int]:
    for index, citation in waiting:
        for written in (f" [{citation.number}]", f"[{citation.number}]"):
            if text.startswith(written, cursor):
                return index, citation, cursor + len(written)
    return (*waiting[0], cursor)


def _around(answer: Answer, citation: Citation) -> _Around:
    """Return the neighbours of a quote; what the answer says in the same words is not repeated."""
    said = answer.text[citation.answer_start : citation.answer_end]
    quote = "" if said == citation.quote else _clipped(citation.quote, LONGEST_TIP)
    if citation.part == "text":
        for passage in answer.passages:
            start, end = citation.start - passage.start, citation.end - passage.start
            if passage.article_id == citation.article_id and 0 <= start <= end <= len(passage.text):
                before, after = passage.text[:start], passage.text[end:]
                return _Around(
                    _ending(before), quote, _clipped(" ".join(after.split()), _NEIGHBOUR)
                )
    return _Around(quote=quote)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _ending(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NEIGHBOUR else f"… {line[-_NEIGHBOUR:].partition(' ')[2]}"


def _short_date(published: date | None) -> str:
    return f"{published.day} {published:%b} {published.year}" if published else "undated"


_MARKS = Template("marks.html")
