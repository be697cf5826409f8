"""An answer as Markdown, for notes, mails and issue trackers."""

from __future__ import annotations

import re
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
    linked = is_web_address(citation.url)
    head = f"[{title}](<{quote(citation.url, safe=_URL_SAFE)}>)" if linked else title
    byline = f" — {byline}" if (byline := _escape(byline_of(citation))) else ""
    number = f"{citation.number}. "
    said = f"“{_escape(_one_line(citation.quote))}”"
    return f"{number}{head}{byline}\n{' ' * len(number)}> {said}"


def is_web_address(url: str) -> bool:
    """Tell whether a link that an article brought along may be clicked: never `javascript:`."""
    return url.startswith(("https://", "http://"))


def byline_of(citation: Citation) -> str:
    """Return "Post, 13 March 2024, p. 2" as far as it is known, as plain text."""
    day = spoken_day(citation.published) if citation.published else ""
    place = f"p. {citation.page}" if citation.page else ""
    return ", ".join(_one_line(part) for part in (citation.source, day, place) if part)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escape(text: str) -> str:
    r"""Return text that Markdown shows as it is: `*` -> `\*`, a leading `3.` -> `3\.`."""
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), _INDENT.sub("", text))
    return _AT_LINE_START.sub(lambda match: (match[1] or "") + "\\", text)
