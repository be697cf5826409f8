"""What was copied from a page along with its story: a cookie notice above, comments below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from assistant.corpus.comments import first_comment
from assistant.corpus.furniture import is_comments_head, is_consent

_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*")  # up to a blank line
_LINE = re.compile(r"[^\n]+")
_HEADING_MARKS = " \t*#=_-"
_STOPS = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_TOP = 4  # blocks among which a notice stands
_LONGEST_NOTICE = 80  # words
_USES = re.compile(
    r"\b(?:us(?:e|es|ing)|accept|verwende\w*|nutz\w+|utilis\w+|utiliz\w+|usa\w*|gebruik\w*"
    r"|использу\w+)\b[^.]{0,60}(?:\bcookies?\b|куки)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[\"“„«]")
_PRIVACY = re.compile(
    r"\b(?:privacy|cookies?|consent|datenschutz|privatsphäre|vie privée|privacidad)\b",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:(?:accept|reject|allow|decline|manage|agree|more|learn|alle|akzeptieren|ablehnen|tout"
    r"|accepter|refuser|aceptar|rechazar)\b[^.\n]{0,40}\n?)+",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d")
_INVITED = re.compile(
    r"join (?:in )?the (?:conversation|discussion|debate)|have your say"
    r"|\d+ (?:thoughts?|comments?|replies) on .+",
    re.IGNORECASE,
)
_LONGEST_MARK = 8  # words of a line with a nickname, a time or "Reply"
_NICKNAME = re.compile(r"[^\s:]{2,25}(?: [^\s:]+){0,3}:\s")
_LONGEST_RUN = 3  # blocks of one comment


def without_surroundings(text: str) -> str:
    """Return a text without the cookie notice at its top and what readers wrote at its end."""
    return _without_comments(_without_notice(text))


def _without_notice(text: str) -> str:
    """Take out a notice about cookies with its heading and buttons."""
    blocks = [match.span() for match in _BLOCK.finditer(text)]
    told = [text[start:end] for start, end in blocks]
    notices = [place for place, block in enumerate(told[:_TOP]) if _is_cookie_notice(block)]
    if not notices:
        return text
    first, last = notices[0], notices[-1] + 1
    while last < len(told) and _BUTTONS.fullmatch(told[last]):
        last += 1
    if last == len(told):
        return text
    # a line above it that speaks of cookies may be the headline of a story about them
    if first == 1 and _PRIVACY.search(told[0]) and _is_line(told[last]):
        first = 0
    return text[: blocks[first][0]] + text[blocks[last][0] :]


def _is_cookie_notice(block: str) -> bool:
    short = len(block.split()) <= _LONGEST_NOTICE
    return short and is_consent(block) and bool(_USES.search(block)) and not _SPOKEN.search(block)


def _is_line(block: str) -> bool:
    return "\n" not in block and not _STOPS.search(block)


def _without_comments(text: str) -> str:
    """Cut a text at a heading of comments that only entries follow, or at entries without one."""
    blocks = list(_BLOCK.finditer(text))
    for place, block in enumerate(blocks):
        heading, _, rest = block.group().partition("\n")
        heading = heading.strip(_HEADING_MARKS)
        if not place or not (is_comments_head(heading) or _INVITED.fullmatch(heading)):
            continue
        below = (blocks[at].group() for at in range(place + 1, len(blocks)))
        fewest = 1 if _COUNT.search(heading) else 2
        if _are_entries(chain(filter(None, [rest]), below), fewest):
            return text[: block.start()].rstrip() + "\n"
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    first = first_comment([line.group().strip() for line in lines])
    return text[: lines[first].start()].rstrip() + "\n" if first < len(lines) else text


def _are_entries(blocks: Iterable[str], fewest: int) -> bool:
    """Tell whether blocks are what several people wrote, each with a name, a time or a button."""
    found = run = 0
    for block in blocks:
        marks = sum(map(_is_mark, block.splitlines()))
        found, run = found + marks, 0 if marks else run + 1
        if run > _LONGEST_RUN:
            return False
    return found >= fewest


def _is_mark(line: str) -> bool:
    short = len(line.split()) <= _LONGEST_MARK and not _STOPS.search(line.strip())
    return bool(line.strip()) and (short or bool(_NICKNAME.match(line)))
