"""Who wrote an article: names alone, of what the formats and programs write for an author."""

from __future__ import annotations

import re

_LONGEST_AUTHOR = 1000
_ADDRESS = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
_MAIL = re.compile(r"[<(\[]?[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\.\w+[>)\]]?")
_LINK = re.compile(
    r"\[\[(?:[^\[\]|]*/)?(?P<page>[^\[\]|/]+)(?:\|(?P<shown>[^\[\]|]+))?\]\]"
    r"|\[(?P<words>[^\[\]]+)\]\([^()\s]*\)"
)
_BY = re.compile(r"^by[:\s]\s*", re.IGNORECASE)
_WHOLE_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = " \t,;|'\"[]"
_AND = re.compile(r",|(?<=\w\w) (?:and|&) (?=[^\W_]\S* \S)")
_SEPARATOR = re.compile(r"\s*[|·•]\s*")
# What programs write where nobody gave a name: "Microsoft Office User", "admin2".
_NOBODY = re.compile(
    r"(?:[\w-]+ ){0,2}(?:user|admin|administrator|webmaster)\d*"
    r"|root|owner|guest|unknown|anonymous|author|calibre|python-docx",
    re.IGNORECASE,
)


def author_names(text: str, outlet: str = "") -> str:
    """Return who wrote it: names only, without mail addresses, links, "By" and the outlet."""
    plain = unlinked(text[:_LONGEST_AUTHOR], of_person=True)
    plain = _unbracketed(_MAIL.sub(" ", _ADDRESS.sub(" ", plain)))
    plain, _ = signed(plain, outlet)
    parts = (_BY.sub("", part.strip(_MARKS)) for part in _listed(plain))
    names = [" ".join(part.split()) for part in parts if any(map(str.isalpha, part))]
    people = [name for name in names if not _NOBODY.fullmatch(name)]
    others = [name for name in people if name.casefold() != outlet.casefold()]
    return ", ".join(others or people)


def _listed(names: str) -> list[str]:
    """Return several names apart, as catalogues ("Lee, Ann; Ost, Kim") and papers list them."""
    if ";" in names:
        return [" ".join(reversed(each.split(",", 1))) for each in names.split(";")]
    return _AND.split(names) if _BY.match(names.strip(_MARKS)) else names.split(",")


def signed(text: str, outlet: str = "") -> tuple[str, str]:
    """Part the outlet that follows the names, as in "By Ann Lee | Tolm Weekly", from them."""
    first, *tail = _SEPARATOR.split(text)
    ends = bool(tail) and tail[-1].strip().casefold() == outlet.casefold()
    if ends or (len(tail) == 1 and _BY.match(first.strip(_MARKS))):
        return ", ".join([first, *tail[:-1]]), tail[-1].strip(_MARKS)
    return text, ""


def unlinked(text: str, of_person: bool = False) -> str:
    """Return the words of links as notes write them; of a person's the full name."""
    return _LINK.sub(lambda link: _words(link, of_person), text)


def _words(link: re.Match[str], of_person: bool) -> str:
    page, shown = link["page"], link["words"] or link["shown"] or link["page"]
    full = _BRACKETS.sub("", page or "").strip()
    return full if of_person and len(full.split()) > len(shown.split()) else shown


def _unbracketed(text: str) -> str:
    whole = _WHOLE_BRACKETS.fullmatch(text)
    return whole[1] if whole else text
