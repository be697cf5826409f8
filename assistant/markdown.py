"""An answer as Markdown, for notes, mails and issue trackers."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from assistant.schema import Answer, Citation
from assistant.text.dates import spoken_day

# What starts a construct anywhere in a line, and what does so only where a line begins. "&" and
# "<" would start HTML; a full stop or bracket after digits would start a numbered list.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$]")
_AT_LINE_START = re.compile(r"^(?:(?=[#+=-])|(\d+)(?=[.)]))", re.MULTILINE)
# The brackets of a mark start nothing unless an address follows, and read badly in a plain mail.
_MARK = re.compile(r"\\\[(\d+)\\\](?![(:])")
_BULLET = re.compile(r"^\\(?=- )", re.MULTILINE)  # of a list of articles
# Four spaces would start a code block.
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_URL_SAFE = "/:?#@!$&'*+,;=%-._~"


def answer_to_markdown(answer: Answer) -> str:
    """Return the answer's text with its `[n]` marks, then what each mark cites, then the notes."""
    text = _MARK.sub(r"[\1]", _escape(answer.text))
    parts = [_BULLET.sub("", text) if answer.facts or answer.items else text]
    if answer.citations:
        parts.append("\n".join(_item(citation) for citation in answer.citations))
    parts += [f"*{_escape(_one_line(note.text))}*" for note in answer.notes if note.text.strip()]
    return "\n\n".join(parts) + "\n"


def _item(citation: Citation) -> str:
    """Return one item of the numbered list: title, who and when, the quote, the link."""
    title = _escape(_one_line(citation.title))
    # A link that an article brought along may be anything: `javascript:` must not be clickable.
    linked = citation.url.startswith(("https://", "http://"))
    head = f"[{title}](<{quote(citation.url, safe=_URL_SAFE)}>)" if linked else title
    byline = _byline(citation.source, citation.published, citation.page)
    number = f"{citation.number}. "
    said = f"“{_escape(_one_line(citation.quote))}”"
    return f"{number}{head}{byline}\n{' ' * len(number)}> {said}"


def _byline(source: str, published: date | None, page: int | None) -> str:
    day = spoken_day(published) if published else ""
    place = f"p. {page}" if page else ""
    named = [_escape(_one_line(part)) for part in (source, day, place) if part]
    return " — " + ", ".join(named) if named else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escape(text: str) -> str:
    r"""Return text that Markdown shows as it is: `*` -> `\*`, a leading `3.` -> `3\.`."""
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), _INDENT.sub("", text))
    return _AT_LINE_START.sub(lambda match: (match[1] or "") + "\\", text)
