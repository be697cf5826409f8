"""Articles that were typed in an office program: what a person sees, and what the file says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.corpus.content import FileContent, unreadable
from assistant.corpus.dates import parse_date
from assistant.corpus.decoding import encodable
from assistant.corpus.record import one_article
from assistant.corpus.text import split_title

# What programs write there when nobody did: "Microsoft Word - x.doc", "Untitled 1", "report.pdf".
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|(?:untitled|document|powerpoint presentation|slide|title)? ?\d*\W*)$"
    r"|\S*[\\/]\S*$|.*\.(?:docx?|odt|rtf|pdf|indd|qxp|qxd|html?|tex|dvi|p65|cdr|wpd|pages|xlsx?)$",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR)[: ]\s*(?P<name>[^\W\d_a-z].*)")
_SHORT = 12  # words of a line that names the author or the day


def document(
    path: str,
    lines: Iterable[str],
    properties: Mapping[str, str],
    heading: str = "",
    place: str = "",
) -> FileContent:
    """Return the article of a document, by its paragraphs and what the file says of itself.

    `heading` is the paragraph that is set as the title. The day on which a file was made is no
    day of publication, so only what the document shows, or calls so, is read as one.
    """
    place = place or path
    kept = [line for line in map(str.strip, lines) if line]
    if not kept and not heading:
        return unreadable(place, "there is no text in it")
    title, kept = _titled(kept, heading or _plausible(properties.get("title", "")))
    shown, kept = _opening(kept)
    fields = {**properties, "title": title, **shown}
    written = {name: encodable(value) for name, value in fields.items() if value}
    return one_article(path, place, encodable("\n\n".join(kept) or title), written)


def _plausible(title: str) -> str:
    title = " ".join(title.split())
    return "" if _NO_TITLE.match(title) else title


def _titled(lines: list[str], title: str) -> tuple[str, list[str]]:
    """Part the title from the lines: the one that is known, or a first line that reads as one."""
    if not title:
        title, text = split_title("\n\n".join(lines))
        return title, text.split("\n\n")
    return title, lines[1:] if len(lines) > 1 and _alike(lines[0], title) else lines


def _alike(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _opening(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Part the lines below a title that name the author or the day."""
    found: dict[str, str] = {}
    rest = list(lines)
    while len(rest) > 1 and (told := _told(rest[0])) and not told.keys() & found.keys():
        found |= told
        del rest[0]
    return found, rest


def _told(line: str) -> dict[str, str]:
    if len(line.split()) > _SHORT or line.endswith((".", "!", "?", ":")):
        return {}
    if by := _BY.match(line):
        return {"author": by["name"]}
    return {"date": line} if parse_date(line) else {}
