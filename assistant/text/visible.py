"""Text as the eye reads it, and as people type it, with a map back to the text as it stands.

Soft hyphens, zero-width and bidirectional marks are invisible; ligatures, full-width letters and
accents that are characters of their own look like letters that are typed otherwise. The marks of
chat templates are signals to a machine, and no words of a text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

_HIDDEN = (
    "\u00ad\u034f\u061c\u0640\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f"
)
# Letters that are forms of others: full-width ones, half-width kana, ligatures and the forms of
# Arabic and Hebrew letters that files of printers hold; not the two that stand for whole phrases.
_FORMS = (
    "\ufb00-\ufdcf\ufdf0-\ufdf9\ufdfc-\ufdff\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\uff66-\uff9f"
)
_ACCENTS = "\u0300-\u034e\u0350-\u036f\u3099\u309a"
# Of which macOS makes up Korean syllables: what opens one, what is within and what closes it.
_SYLLABLE = "[\u1100-\u115e]{0,3}[\u1160-\u11a7]{0,3}[\u11a8-\u11ff]{0,3}"
_LIKE = {"\u02bc": "’", "\u2010": "-", "\u2011": "-"}
_HIDDEN_RUN = re.compile(f"[{_HIDDEN}]+")
# Of anything endless a part at a time: a part has one place, and marks are put in order in it. A
# letter has at most thirty marks in any language (Unicode, annex 15, "stream-safe").
_ODD = re.compile(
    rf"(?P<accented>\S[{_HIDDEN}]*+[{_ACCENTS}]{{1,30}})"
    rf"|(?P<form>[{_FORMS}]{{1,30}}[\uff9e\uff9f]?)"  # with the mark of the last kana
    rf"|(?P<jamo>(?![\u115f])(?=[\u1100-\u11ff]){_SYLLABLE})"
    rf"|(?P<like>[{''.join(_LIKE)}])|(?P<hidden>[{_HIDDEN}]+)"
)
_LONGEST_KEPT = 20_000  # characters of a text whose reading is remembered
_SPACE = "[\u00a0\u2000-\u200a\u202f\u205f]"
_WORD_SPACE = re.compile(rf"(?<!\d){_SPACE}|{_SPACE}(?!\d\d\d(?!\d))")


@dataclass(frozen=True, slots=True)
class Visible:
    """A text as it is read, and for each of its characters the span that it stands for."""

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def there(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text as it stands the characters between two places are."""
        if not self.ends:
            return start, end
        first = self.starts[start] if start < len(self.starts) else self.ends[-1]
        return first, max(first, self.ends[end - 1] if end else 0)

    def here(self, start: int, end: int) -> tuple[int, int]:
        """Return where in this text the characters between two places of the other are."""
        if not self.ends:
            return start, end
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def visible(text: str) -> Visible:
    """Return a text as it is read: the text itself, where it is plain."""
    if text.isascii() or not _ODD.search(text):
        return Visible(text)
    return _read(text) if len(text) > _LONGEST_KEPT else _remembered(text)


def spaced(text: str) -> str:
    """Return a text of the same length with plain spaces, but for those that group digits."""
    return text if text.isascii() else _WORD_SPACE.sub(" ", text)


def typed(text: str) -> str:
    """Return a text as somebody would type it who reads it, without halves of characters."""
    return spaced(visible(text).text).encode(errors="replace").decode()


def _read(text: str) -> Visible:
    shown: list[str] = []
    starts, ends = array("i"), array("i")
    place = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        letters = _shown(match)
        shown += (text[place:start], letters)
        starts.extend((*range(place, start), *[start] * len(letters)))
        ends.extend((*range(place + 1, start + 1), *[end] * len(letters)))
        place = end
    shown.append(text[place:])
    starts.extend(range(place, len(text)))
    ends.extend(range(place + 1, len(text) + 1))
    return Visible("".join(shown), starts, ends)


_remembered = lru_cache(maxsize=1024)(_read)


def _shown(match: re.Match[str]) -> str:
    found = match.group()
    if match["form"]:
        return normalize("NFKC", found)
    return _LIKE.get(found, normalize("NFC", _HIDDEN_RUN.sub("", found)))


_CHAT_MARK = re.compile(
    r"<[|｜][^<>\n]{0,60}[|｜]>"  # <|im_start|>
    r"|<<?/?(?:s|bos|eos|sys|[a-z0-9]+(?:_[a-z0-9]+)+)>>?"  # <<SYS>>, </s>, <start_of_turn>
    r"|\[/?(?:inst|\|?\w+\||[a-z]+(?:_[a-z]+)+)\]"  # [/INST], [|user|], [SYSTEM_PROMPT]
    r"|\#{2,}\s*(?:instruction|input|response|system|user|human|assistant)s?\s*:",
    re.IGNORECASE,
)


def has_chat_mark(text: str) -> bool:
    """Tell whether a text has a mark of a chat template, be it torn apart by invisible signs."""
    return bool(_CHAT_MARK.search(typed(text)))
