"""Bytes of a file as text."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


class NotUtf8(ValueError):
    """The bytes are not UTF-8; the message says where."""


def decode(data: bytes) -> str:
    """Decode UTF-8 without its byte-order mark; raise NotUtf8, naming the line, if it is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotUtf8(
            f"the text is not UTF-8 (byte 0x{data[error.start]:02X} in line {line}); "
            "save it as UTF-8"
        ) from None


def encodable(text: str) -> str:
    """Replace lone surrogates, which no file or database can hold; offsets stay as they are."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
