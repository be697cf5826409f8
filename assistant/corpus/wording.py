"""The words of plain HTML, as Markdown becomes it, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from assistant.corpus.tables import split_head, table_text

_STRUCK = frozenset({"del", "s", "strike"})  # the author took it back
_UNSEEN = _STRUCK | frozenset(
    """
    audio canvas datalist figcaption head iframe math noscript object script select style svg
    template textarea title video
    """.split()
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table ul
    """.split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Around the text of a link, and for a line break; no text holds these characters.
_LINK, _END, _BREAK = "\ufdd0", "\ufdd1", "\ufdd2"
_OURS = str.maketrans("", "", _LINK + _END + _BREAK)
_LINKS = rf"(?:{_LINK}[^{_LINK}{_END}]*{_END}[\s/|,;&·•–—-]*)+"
_SOURCES = re.compile(rf"[ \t]*(?:\(\s*{_LINKS}\)|\[\s*{_LINKS}\])")
_ONLY_LINKS = re.compile(rf"\s*{_LINKS}{_LINKS}")
_URL = rf"{_LINK}?(?:https?://|www\.)[^\s{_END}]+{_END}?"
_ADDRESS = re.compile(rf"\A\s*{_URL}\s*\Z|[ \t]*\(\s*{_URL}\s*\)")
_NUMBER = re.compile(rf"{_LINK}\[\d+\]{_END}")  # of a footnote
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef]"  # is written without spaces
_NO_SPACE = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_TASK = re.compile(r"\A\[[ xX]\] ")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list or a table."""

    text: str
    is_heading: bool = False
    is_listed: bool = False


def html_blocks(page: str) -> list[Block]:
    """Return the blocks of a piece of HTML that hold words."""
    reader = _Reader()
    reader.feed(page.translate(_OURS))
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._tags: list[str] = []  # of those that matter, which are open
        self._lists: list[int] = []  # the number of the next item; 0 in a list without numbers
        self._number = ""
        self._rows: list[list[str]] = []
        self._is_head = False  # of the table that is read: its first row are heads

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS and not self._in_table:
            self.end_block()
        if tag == "br":
            self._words.append(_BREAK)
        elif tag == "a" and given.get("href"):
            self._words.append(_LINK)
            self._tags.append(tag)
        elif tag in ("ul", "ol"):
            start = given.get("start") or "1"
            self._lists.append(int(start) if tag == "ol" and start.isdecimal() else tag == "ol")
        elif tag == "li" and self._lists and self._lists[-1]:
            self._number = f"{self._lists[-1]}. "
            self._lists[-1] += 1
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._words = []
            self._is_head = tag == "th" if len(self._rows) < 2 else self._is_head
        if tag in _UNSEEN or tag in _HEADINGS or tag in ("pre", "table"):
            self._tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._rows:
            self._rows[-1].append(self._text())
        elif tag == "table" and self._in_table:
            self._end_table()
        elif tag in _BLOCKS and not self._in_table:
            self.end_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in self._tags:
            if tag == "a":
                self._words.append(_END)
            self._tags.remove(tag)

    def handle_data(self, data: str) -> None:
        if not _UNSEEN.intersection(self._tags):
            self._words.append(data)

    @property
    def _in_table(self) -> bool:
        return "table" in self._tags

    def end_block(self) -> None:
        """Take what was read as a block."""
        is_code = "pre" in self._tags and "\n" in "".join(self._words).strip()
        text = self._text()
        if text and not is_code:
            is_heading = not _HEADINGS.isdisjoint(self._tags)
            self.blocks.append(Block(self._number + text, is_heading, bool(self._lists)))
            self._number = ""
        # what was never closed ends with its paragraph
        self._tags = [tag for tag in self._tags if tag not in _STRUCK and tag != "a"]

    def _text(self) -> str:
        """Return what was read since the last block, as a reader sees it."""
        text = _SPACES.sub(" ", _NO_SPACE.sub("", _NUMBER.sub("", "".join(self._words))))
        self._words = []
        text = "" if _ONLY_LINKS.fullmatch(text) else _ADDRESS.sub("", _SOURCES.sub("", text))
        lines = (line.strip() for line in text.split(_BREAK))
        return _TASK.sub("", "\n".join(filter(None, lines)).translate(_OURS))

    def _end_table(self) -> None:
        has_head = self._is_head and len(self._rows) > 1
        head, rows = (self._rows[0], self._rows[1:]) if has_head else split_head(self._rows)
        text = table_text(head if any(head) else (), rows)
        if text:
            self.blocks.append(Block(text))
        self._rows, self._is_head = [], False
