"""Articles that were typed in an office program: what a person sees, and what the file says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.corpus.content import FileContent, unreadable
from assistant.corpus.decoding import encodable
from assistant.corpus.opening import read_opening
from assistant.corpus.record import one_article
from assistant.corpus.text import split_title

# What programs write there when nobody did: "Microsoft Word - x.doc", "Untitled 1", "report.pdf".
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|(?:untitled|document|powerpoint presentation|slide|title)? ?\d*\W*)$"
    r"|\S*[\\/]\S*$|.*\.(?:docx?|odt|rtf|pdf|indd|qxp|qxd|html?|tex|dvi|p65|cdr|wpd|pages|xlsx?)$",
    re.IGNORECASE,
)


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
    opening = read_opening("\n\n".join(kept))
    told = {"author": opening.author, "date": opening.day.isoformat() if opening.day else ""}
    fields = {
        **properties,
        "title": title,
        **{name: value for name, value in told.items() if value},
    }
    written = {name: encodable(value) for name, value in fields.items() if value}
    return one_article(path, place, encodable(opening.text or title), written)


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
