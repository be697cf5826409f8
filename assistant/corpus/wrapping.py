"""Hard-wrapped text, as agencies and mail have it: its lines are joined to paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from assistant.text.dates import MONTHS, WEEKDAYS

_NARROWEST, _WIDEST = 36, 100  # characters that people wrap at
_OUTLIERS = 0.05  # of the lines may be wider: addresses
_FULL = 0.8  # of the width is filled by a line that was wrapped, with the word that did not fit
_WRAPPED = 0.6  # of the line ends inside paragraphs must be such, or be followed by "and so on"
_GOING_ON = 0.25  # of the lines after them must begin within a sentence
_LONGEST_WORD = 15
_MARK = re.compile(r"(?:>[ \t]?)*")
_ITEM = re.compile(r"(?:[-*•‣▪·–—+]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_SPEAKER = re.compile(r"[A-Z][\w.'’ -]{0,30}:\s")
# Columns: two gaps, or a wide one; but two spaces after a stop are typewriting.
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S|[^\s.!?:]  +\S.*[^\s.!?:]  +\S|^\s*([^\w\s])\1{2,}\s*$")
_STOPS = (".", "!", "?", ":", ";", "。", "！", "？", "؟", "।")
_CLOSING = "\"'”’»)]"
_OPENING = "\"'“‘«(["
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
        return self.words.rstrip(_CLOSING).endswith(_STOPS)


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

    def goes_on(self, line: _Line, following: _Line, inside: bool, in_item: bool) -> bool:
        """Tell whether a paragraph goes on from a line to the next.

        `inside` tells that it went on to this line: what is no heading ends with its sentence.
        """
        if not _adjoin(line, following) or (self.opens(following) and not in_item):
            return False
        starts = following.is_item or bool(_SPEAKER.match(following.words))
        if starts and (line.ends or in_item):
            return False
        inside = inside or (self.opens(line) and _runs_on(line, following))
        wrapped = self.fills(line, following) or following.words[0].islower()
        return wrapped or (inside and not line.ends)

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
    if not widths or not any(line.ends for line in lines):
        return None
    common, widest = widths[int((len(widths) - 1) * (1 - _OUTLIERS))], widths[-1]
    tried = (_Wrapping(width, _indent(lines)) for width in dict.fromkeys((common, widest)))
    return next((each for each in tried if _is_wrapped(lines, each)), None)


def _is_wrapped(lines: Sequence[_Line], found: _Wrapping) -> bool:
    """Tell whether lines end as they do where a text is wrapped so."""
    if not _NARROWEST <= found.width <= _WIDEST:
        return False
    pairs = (pair for pair in pairwise(lines) if _adjoin(*pair))
    inner = [(line, after) for line, after in pairs if not found.opens(after)]
    full = [pair for pair in inner if found.fills(*pair)]
    # lines that were wrapped twice are short and long by turns
    wrapped = [pair for pair in inner if pair in full or _runs_on(*pair)]
    going_on = [after for line, after in wrapped if not line.ends and _is_within(after.words)]
    enough = bool(full) and len(wrapped) >= _WRAPPED * len(inner)
    return enough and len(going_on) >= _GOING_ON * len(wrapped)


def _runs_on(line: _Line, following: _Line) -> bool:
    """Tell whether the end of a line lies within a sentence, as far as stops and capitals tell."""
    first = following.words.lstrip(_OPENING)[:1]
    return not line.ends and not following.is_item and (first.islower() or first.isdigit())


def _is_within(words: str) -> bool:
    """Tell whether words begin within a sentence, as far as capitals tell."""
    first = words.lstrip(_OPENING)[:1]
    return first.isalpha() and (not first.isupper() or words.isupper())


def _indent(lines: Sequence[_Line]) -> int:
    """Return where lines begin that open no paragraph; the signature at the end is none."""
    indents = Counter([line.indent for line in lines if line.words][:-1])
    return min((indent for indent, n in indents.items() if n >= 0.1 * indents.total()), default=0)


def _paragraphs(lines: Sequence[_Line], wrapping: _Wrapping) -> Iterator[str]:
    """Yield the words of the lines with what stands between them: a space, a line or two."""
    words = _WORD.findall(" ".join(line.words for line in lines).lower())
    known = {*words, *MONTHS, *WEEKDAYS}
    in_item = inside = False
    for line, after in pairwise([*lines, _line("")]):
        in_item = bool(line.words) and (line.is_item or in_item)
        inside = wrapping.goes_on(line, after, inside, in_item)
        if inside:
            yield _glued(line.words, after.words, known)
        else:
            yield line.words
            yield "\n\n" if wrapping.opens(after) and not line.is_column else "\n"


def _glued(words: str, following: str, known: Set[str]) -> str:
    """Return the words of a line with what parts them from the next line."""
    if words.endswith("\u00ad") or (_WIDE.match(words[-1]) and _WIDE.match(following)):
        return words.rstrip("\u00ad")
    part, rest = _HYPHENATED.search(words), _WORD.match(following)
    if not part or not rest or not following[0].islower():
        return f"{words} "
    return words[:-1] if f"{part[1]}{rest.group()}".lower() in known else words
