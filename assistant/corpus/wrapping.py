"""Hard-wrapped text, as agencies and mail have it: its lines are joined to paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NARROWEST, _WIDEST = 36, 100  # characters that people wrap at
_OUTLIERS = 0.05  # of the lines may be wider: addresses
_FULL = 0.8  # of the width is filled by a line that was wrapped, with the word that did not fit
_WRAPPED = 0.6  # of the line ends inside paragraphs must be such
_GOING_ON = 0.25  # of the lines after them must begin within a sentence
_LONGEST_WORD = 15
_MARK = re.compile(r"(?:>[ \t]?)*")
_ITEM = re.compile(r"(?:[-*•‣▪·–—+]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_SPEAKER = re.compile(r"[A-Z][\w.'’ -]{0,30}:\s")
# Columns: two gaps, or a wide one; but two spaces after a stop are typewriting.
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S|[^\s.!?:]  +\S.*[^\s.!?:]  +\S|^\s*([^\w\s])\1{2,}\s*$")
_STOPS = (".", "!", "?", ":", ";", '."', ".”", "。", "！", "？", "؟", "।")
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class _Line:
    words: str  # without quoting marks and surrounding space
    level: int  # how often it is quoted
    indent: int
    width: int  # of all but the quoting marks

    @property
    def is_column(self) -> bool:
        return bool(_COLUMNS.search(self.words))

    @property
    def is_item(self) -> bool:
        return bool(_ITEM.match(self.words))

    @property
    def ends(self) -> bool:
        return self.words.endswith(_STOPS)


def joined_lines(text: str) -> str:
    """Return text with a line for each paragraph if it is hard-wrapped, and otherwise as it is.

    Items of lists, rows of columns, who speaks and short lines keep their lines.
    """
    lines = [_line(each) for each in text.split("\n")]
    wrapping = _wrapping(lines)
    return "".join(_paragraphs(lines, wrapping)).strip("\n") if wrapping else text


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a text is wrapped: at which width, and where its lines begin."""

    width: int
    indent: int

    def opens(self, line: _Line) -> bool:
        """Tell whether a line is set in, as the first of a paragraph is."""
        return line.indent > self.indent

    def goes_on(self, line: _Line, following: _Line, in_item: bool) -> bool:
        """Tell whether a paragraph goes on from a line to the next."""
        if not _adjoin(line, following) or (self.opens(following) and not in_item):
            return False
        starts = following.is_item or bool(_SPEAKER.match(following.words))
        if starts and (line.ends or in_item):
            return False
        return self.fills(line, following) or following.words[0].islower()

    def fills(self, line: _Line, following: _Line) -> bool:
        """Tell whether a line ends only because the next word did not fit."""
        word = min(len(following.words.split(maxsplit=1)[0]), _LONGEST_WORD)
        return line.width + 1 + word > _FULL * self.width


def _line(raw: str) -> _Line:
    mark = _MARK.match(raw)
    rest = raw[mark.end() if mark else 0 :].expandtabs().rstrip()
    words = rest.lstrip()
    level = mark.group().count(">") if mark else 0
    return _Line(words, level, len(rest) - len(words), len(rest))


def _adjoin(line: _Line, following: _Line) -> bool:
    """Tell whether two lines may stand in one paragraph."""
    columns = line.is_column or following.is_column
    return bool(line.words and following.words) and line.level == following.level and not columns


def _wrapping(lines: Sequence[_Line]) -> _Wrapping | None:
    """Return how lines are wrapped, or None if they are whole paragraphs, verses or a list."""
    widths = sorted(line.width for line in lines if line.words and not line.is_column)
    width = widths[int((len(widths) - 1) * (1 - _OUTLIERS))] if widths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return None
    found = _Wrapping(width, _indent(lines))
    pairs = (pair for pair in pairwise(lines) if _adjoin(*pair))
    inner = [(line, after) for line, after in pairs if not found.opens(after)]
    full = [pair for pair in inner if found.fills(*pair)]
    going_on = [after for line, after in full if not line.ends and _is_within(after.words)]
    wrapped = bool(full) and len(full) >= _WRAPPED * len(inner)
    return found if wrapped and len(going_on) >= _GOING_ON * len(full) else None


def _is_within(words: str) -> bool:
    """Tell whether words begin within a sentence, as far as capitals tell."""
    return words[0].isalpha() and (not words[0].isupper() or words.isupper())


def _indent(lines: Sequence[_Line]) -> int:
    """Return where lines begin that open no paragraph; the signature at the end is none."""
    indents = Counter([line.indent for line in lines if line.words][:-1])
    return min((indent for indent, n in indents.items() if n >= 0.1 * indents.total()), default=0)


def _paragraphs(lines: Sequence[_Line], wrapping: _Wrapping) -> Iterator[str]:
    """Yield the words of the lines with what stands between them: a space, a line or two."""
    known = Counter(_WORD.findall(" ".join(line.words for line in lines).lower()))
    in_item = False
    for line, after in pairwise([*lines, _line("")]):
        in_item = bool(line.words) and (line.is_item or in_item)
        if wrapping.goes_on(line, after, in_item):
            yield _glued(line.words, after.words, known)
        else:
            yield line.words
            yield "\n\n" if wrapping.opens(after) and not line.is_column else "\n"


def _glued(words: str, following: str, known: Mapping[str, int]) -> str:
    """Return the words of a line with what parts them from the next line."""
    if words.endswith("\u00ad") or (_WIDE.match(words[-1]) and _WIDE.match(following)):
        return words.rstrip("\u00ad")
    part, rest = _HYPHENATED.search(words), _WORD.match(following)
    if not part or not rest or not following[0].islower():
        return f"{words} "
    return words[:-1] if known[f"{part[1]}{rest.group()}".lower()] else words
