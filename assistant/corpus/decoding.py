"""Bytes of a file as text: by their mark, as UTF-8, by what they declare, or by a sure guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

BINARY = "the file is binary, not text (it holds zero bytes); if it is text, save it as UTF-8"
"""Why bytes are no text."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers read where a name is declared (https://encoding.spec.whatwg.org/#names-and-labels),
# by Python's names. UTF-16 without a mark could not have declared itself in single bytes.
_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_LABELS = {
    "iso-8859-8-i": "iso-8859-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-euc-jp": "euc-jp",
    "x-gbk": "gb18030",
    "x-mac-roman": "macintosh",
    "x-sjis": "cp932",
}
_NO_CHARSETS = ("utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined")
_SHIFT = b"\x1b$"  # to Japanese, in ASCII bytes
_SPOILT = 0.1  # so many letters of those beyond ASCII may be broken before a charset is wrong


class NotUtf8(ValueError):
    """The bytes are not UTF-8, nor anything else for sure; the message says where."""


class Decoded(NamedTuple):
    """A text, and what a user must know of how it was decoded: usually nothing."""

    text: str
    remark: str = ""


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of some bytes; raise NotUtf8, naming the line, where that is not sure.

    `declared` is the charset that a page or a message names, under any of its names.
    """
    return decoded(data, declared).text


def decoded(data: bytes, declared: str = "") -> Decoded:
    """Return the text of some bytes, and a remark if it was guessed or is damaged."""
    mark = _mark(data)
    if mark:
        return _marked(data, mark)
    charset = _declared(declared) or ("iso2022_jp" if _SHIFT in data else "")
    # valid UTF-8 is no accident, whatever a page says of itself; ASCII may be a shift code
    order = (charset, "utf-8-sig") if data.isascii() else ("utf-8-sig", charset)
    for name in filter(None, order):
        try:
            return Decoded(data.decode(name))
        except UnicodeDecodeError:
            continue
    return _damaged(data, "utf-8-sig") or _damaged(data, charset) or _guessed(data)


def decode_utf8(data: bytes) -> str:
    """Decode UTF-8 without its byte-order mark; raise NotUtf8, naming the line, if it is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(f"the text is not UTF-8 ({_first_odd(data)}); save it as UTF-8") from None


def as_utf8(data: bytes) -> bytes:
    """Return what is marked as UTF-16 or UTF-32 as UTF-8, and anything else as it is."""
    mark = _mark(data)
    return data.decode(mark, "replace").encode() if mark else data


def _mark(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _declared(label: str) -> str:
    """Return the charset that browsers read under a label, or "" if they know none of that name."""
    label = label.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_LABELS.get(label, label))
        "".encode(found.name)  # "hex" and its like make no letters
    except (LookupError, ValueError):
        return ""
    return "" if found.name in _NO_CHARSETS else _BROWSERS.get(found.name, found.name)


def _marked(data: bytes, charset: str) -> Decoded:
    text = data.decode(charset, "replace")
    if "\0" in text:
        raise NotUtf8(BINARY)
    place = _first_odd(data, charset)
    return Decoded(text, _unreadable(place) if place else "")


def _damaged(data: bytes, charset: str) -> Decoded | None:
    """Read what a charset explains but for a few bytes."""
    if not charset:
        return None
    text = data.decode(charset, "replace")
    broken = text.count("\ufffd")
    if broken > _SPOILT * (sum(letter > "\x7f" for letter in text) - broken):
        return None
    return Decoded(text, _unreadable(_first_odd(data, charset)))


def _unreadable(place: str) -> str:
    return f"some of the text cannot be read ({place}) and is shown as \ufffd"


def _guessed(data: bytes) -> Decoded:
    from assistant.corpus.guessing import guess  # its library takes 0.1 s to import

    told = f"the text is not UTF-8 ({_first_odd(data)})"
    text, charset = guess(data)
    if not charset:
        raise NotUtf8(f"{told}, and its charset cannot be told for sure; save it as UTF-8")
    return Decoded(text, f"{told}; read as {charset}, a guess")


def _first_odd(data: bytes, charset: str = "utf-8-sig") -> str:
    """Say where bytes stop being text of a charset."""
    try:
        data.decode(charset)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return f"byte 0x{error.object[error.start]:02X} in line {line}"
    return ""


def encodable(text: str) -> str:
    """Replace lone surrogates, which no file or database can hold; offsets stay as they are."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
