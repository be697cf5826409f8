"""Mails and newsletters (.eml), and web pages saved as mails (.mht, .mhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from assistant.corpus.content import FileContent, Problem, told_of, unreadable
from assistant.corpus.decoding import NotUtf8, decode, encodable
from assistant.corpus.furniture import is_notice
from assistant.corpus.html import html_text
from assistant.corpus.record import one_article
from assistant.corpus.savedpage import saved_page
from assistant.corpus.wrapping import joined_lines

_SENT_ON = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$.*", re.MULTILINE | re.DOTALL)
_PAGES = ("text/html", "application/xhtml+xml")
# The strict reading of types does not find the parts of a mail whose boundary is not quoted.
_HEADERS = HeaderRegistry()
del _HEADERS.registry["content-type"]
_POLICY = policy.default.clone(header_factory=_HEADERS)
_MUCH_LONGER = 2  # times: then the plain text only says where the newsletter can be seen


def read_mail(path: str, data: bytes) -> FileContent:
    """Read an `.eml` file; what is attached to it is told and not read."""
    message = _message(data)
    sender = parseaddr(_header(message, "from"))[0]
    subject = _header(message, "subject")
    text = _text(message)
    if not text:
        return unreadable(path, "the mail has no text")
    fields = {
        "title": _SENT_ON.sub("", subject, count=1) if _SENT_ON.match(subject) else subject,
        "author": sender,
        "source": sender,
        "date": _header(message, "date"),
        "url": _header(message, "archived-at").strip("<>"),
    }
    written = {name: encodable(value) for name, value in fields.items() if value}
    attached = (Problem(path, f"the attached {name} is not read") for name in _attached(message))
    return told_of(one_article(path, path, text, written), attached)


def read_mhtml(path: str, data: bytes) -> FileContent:
    """Read a web page that a browser saved with its pictures as one file."""
    message = _message(data)
    pages = (part for part in message.walk() if part.get_content_type() in _PAGES)
    page = next(pages, None)
    if page is None:
        return unreadable(path, "there is no web page in it")
    address = _header(message, "snapshot-content-location") or _header(page, "content-location")
    return saved_page(path, path, address, _bytes(page), page.get_content_charset("") or "")


def _message(data: bytes) -> EmailMessage:
    message = message_from_bytes(data.lstrip(), policy=_POLICY)
    if not message.keys():
        raise ValueError("it is no mail (it has no headers)")
    assert isinstance(message, EmailMessage)  # which the policy makes
    return message


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except Exception:  # the parser of headers fails on some that are damaged
        return ""


def _text(message: EmailMessage) -> str:
    plain = _part(message, "plain")
    page = _part(message, "html")
    marked = html_text(page) if page else ""
    told = len(plain) * _MUCH_LONGER > len(marked)
    lines = joined_lines(_SIGNATURE.sub("", plain)) if told else marked
    kept = (line.rstrip() for line in lines.splitlines() if not is_notice(line))
    return encodable("\n".join(kept).strip())


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return decode(_bytes(part), part.get_content_charset("") or "").replace("\r\n", "\n")
    except NotUtf8:
        return ""


def _bytes(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attached(message: EmailMessage) -> Iterator[str]:
    for part in message.iter_attachments():
        name = part.get_filename()
        if name and part.get_content_maintype() not in ("image", "application/pgp-signature"):
            yield name
