"""What papers leave in the text of a story and do not tell: who wrote it, whose picture it is.

A person whom only the last paragraph names is its writer: whom a story is about, it names before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
_WRITER = re.compile(
    rf"{_NAME.replace('(?:', '(?P<last>', 1)} "
    r"(?:is (?:an?|the)|covers|reports|writes|can be reached)\b"
)
_CREDITS = re.compile(
    r"\W*(?:(?:contributing|(?:additional )?reporting|editing|writing)\b ?(?:by\b|:).*"
    r"|.*\bcontributed to this (?:report|story|article)\W*)",
    re.IGNORECASE,
)
_LONGEST = 80  # words of such a paragraph
_FEWEST = 3  # paragraphs of a story
# "The new bridge of Tarn is open. Ada Lin/AP": at the end of the line below a picture.
_CREDIT = re.compile(
    r"(?m)^([^\n]{30,}[^\W\d]{3}[.!][\"”’]?) "
    rf"(?:{_NAME}|[A-ZÀ-Þ][\w&]{{2,20}})(?:/[\w/ ]{{2,50}}?)?(?<![.!?])$"
)


def without_signatures(text: str, title: str) -> str:
    """Return a text without the lines at its end that tell of its writers, and credits of pictures.

    `title` is the headline, in which a person may be named too.
    """
    paragraphs = [each for each in text.split("\n") if each.strip()]
    last = len(paragraphs)
    while last > _FEWEST and _is_signature(paragraphs[last - 1], [title, *paragraphs[: last - 1]]):
        last -= 1
    if last < len(paragraphs):
        end = "\n" if text.endswith("\n") else ""
        text = text[: text.rindex(paragraphs[last])].rstrip() + end
    return _CREDIT.sub(r"\1", text)


def _is_signature(paragraph: str, above: Sequence[str]) -> bool:
    if len(paragraph.split()) > _LONGEST:
        return False
    writer = _WRITER.match(paragraph)
    named = writer and writer["last"].strip()
    return bool(_CREDITS.fullmatch(paragraph)) or bool(
        named and not any(named in each for each in above)
    )
