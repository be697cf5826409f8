"""The names of outlets, and the hosts of the pages that they print."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from urllib.parse import urlsplit

from assistant.corpus.byline import opens_byline
from assistant.corpus.elements import Element, squeezed

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})  # as hosts write them
_LONGEST = 6  # words of the name of an outlet
_SHORTEST = 3  # letters of a part of a host that may be a name
_FEWEST = 3  # links to the domain of a page that does not tell its address


def host_of(address: str) -> str:
    """Return the host of an address, of an archived page that of the page itself."""
    return (urlsplit(_ARCHIVED.sub("", address)).hostname or "").removeprefix("www.")


def is_site_name(name: str) -> bool:
    """Tell whether words may name an outlet: no address, no byline, no unfilled placeholder."""
    if "://" in name or "{" in name or opens_byline(name):
        return False
    return len(squeezed(name)) > 1 and len(name.split()) <= _LONGEST


def is_of_host(name: str, host: str) -> bool:
    """Tell whether a name, which is no host itself, may be what a part of a host is short for."""
    told = squeezed(name)
    if len(told) < _SHORTEST or re.fullmatch(r"\S*\w\.\w\S*", name):
        return False
    parts = list(filter(None, map(squeezed, host.split(".")[:-1])))
    forms = {told, told.translate(_UMLAUTS), squeezed(unicodedata.normalize("NFKD", told))}
    return any(
        _is_short_for(part, form) or _is_short_for(form, part) for part in parts for form in forms
    )


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether the letters of a name in their order make a shorter one, from its first on."""
    if len(short) >= _SHORTEST and short in name:
        return True
    letters = iter(name)
    return short[0] == name[0] and all(letter in letters for letter in short)


def linked_domain(tree: Element) -> str:
    """Return the domain that most whole links of a page lead to, or ""."""
    hosts = (host_of(each.get("href") or "") for each in tree.iter("a", "link"))
    domains = Counter(".".join(host.split(".")[-2:]) for host in hosts if "." in host)
    [(domain, count)] = domains.most_common(1) or [("", 0)]
    return domain if count >= _FEWEST and count * 2 > domains.total() else ""
