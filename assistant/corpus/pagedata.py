"""Title, outlet, author, day and address of the article of a page, each from its best witness.

The day is that of publication: never one of change, and never one that stands away from the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from assistant.corpus.byline import Byline, author_name
from assistant.corpus.dates import (
    Order,
    bare_day,
    day_in_path,
    local_order,
    parse_date,
    slash_order,
)
from assistant.corpus.elements import Element, agree, lines_of, squeezed, text_of
from assistant.corpus.headlines import (
    Headline,
    best_agreed,
    headline_above_text,
    headlines,
    most_alike,
    only_headline,
)
from assistant.corpus.outlets import host_of, is_of_host, is_site_name, linked_domain
from assistant.corpus.pagedays import are_neighbours, changed_days, machine_days
from assistant.corpus.structured import Node, Structured, as_line, name_of

_TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline")
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher", "cre")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_SEPARATOR = re.compile(
    r"\s+(?:[·•»›~]|[-–—]{1,2}|::?)\s+|\s*[|│]\s*|:\s+|(?<=[^\x00-ɏ])[-_](?=[^\x00-ɏ])"
)
_ENDS = " |-–—·"  # of a title after which no name of a site stands
_LONGEST_TAIL = 4  # words after a title that name the outlet, by a part of its address


class PageData:
    """The fields of the article of a page, "" where the page does not tell."""

    def __init__(self, tree: Element, stated: Structured) -> None:
        self._tree = tree
        self._stated = stated

    def fields(self) -> dict[str, str]:
        """Return the fields by their names."""
        return {
            "title": self.title,
            "source": self._outlet(),
            "author": self.author,
            "url": self.address,
            "date": self.day,
            "language": self.language,
        }

    @cached_property
    def article(self) -> Node:
        """What JSON-LD says of the article; of several articles that of the title."""
        found = self._stated.articles
        if len(found) < 2:
            return next(iter(found), {})
        titles = [self._stated.first("og:title"), self._page_title, *self._shown]
        named = (
            node
            for node in found
            if any(agree(as_line(node.get("headline")), title) for title in titles)
        )
        return next(named, {})

    @cached_property
    def title(self) -> str:
        """The headline that the page shows, if it states the same one; never the outlet's name."""
        told = [title for title in self._stated_titles() if title and not self._is_outlet(title)]
        page_title = self._without_outlet(self._page_title)
        stated = [*told, page_title]
        shown = [each for each in self._headlines if not each.leads_home]
        agreed = best_agreed(shown, told, page_title)
        unsure = not told and page_title == self._page_title  # it may name the site alone
        above = headline_above_text(self._tree, page_title) if unsure else ""
        rest = (above, *stated, *(each.text for each in shown))
        options = [agreed, only_headline(self._tree), most_alike(shown, stated), *rest]
        title = next((each for each in options if each and not self._is_outlet(each)), "")
        first = _SEPARATOR.search(title)
        return title[first.end() :] if first and bare_day(title[: first.start()]) else title

    @cached_property
    def site(self) -> str:
        """The name of the outlet as the page states it, or as it ends the title of the page."""
        nodes = (self.article.get("publisher"), *self._stated.sites)
        metas = map(self._stated.first, _SITES)
        names = [*metas, *map(name_of, nodes), self._beside_headline()]
        found = [name.removeprefix("www.") for name in names if is_site_name(name)]
        same = (name for name in found[:1] if squeezed(name) == squeezed(self._host))
        own = (name for name in [*found, *self._tail()] if is_of_host(name, self._host))
        return next(same, "") or next(own, "") or next(iter(found), "")

    @cached_property
    def author(self) -> str:
        """The names of the authors, without "By" and without trades."""
        for stated in self._stated_authors():
            names = [name for name in map(author_name, stated) if not self._is_outlet(name)]
            if any(names):
                return ", ".join(dict.fromkeys(filter(None, names)))
        return ""

    @cached_property
    def day(self) -> str:
        """The day of publication as YYYY-MM-DD; where none can be read, what is written of it."""
        page = (self._tree, self._stated, self.article)
        told = list(filter(None, machine_days(*page)))
        changed = set(map(parse_date, changed_days(*page)))
        shown, dated = self.byline.day(), day_in_path(self.address)
        day = parse_date(shown, self.order)
        if day not in set(map(parse_date, told)) - {*changed, None}:  # which people read
            stated = next(filter(parse_date, told), "")
            # a moment in Greenwich may fall on another day where the paper is printed
            local = day or dated if stated.endswith(("Z", "+00:00", "+0000")) else None
            known = parse_date(stated)
            day = local if are_neighbours(known, local) else known or dated or day
        return str(day or next(iter(told), "") or self.byline.unsure_day())

    @cached_property
    def order(self) -> Order:
        """The order of day and month in dates such as 13/03/2024, by the page or its language."""
        return slash_order(line.text for line in lines_of(self._tree)) or local_order(self.language)

    @cached_property
    def address(self) -> str:
        """The address that the page gives itself, one of a story before one of a site."""
        links = [each for each in self._tree.iter("link") if each.get("rel") == "canonical"]
        stated = [*(link.get("href") or "" for link in links), self._stated.first("og:url")]
        whole = [url.strip() for url in stated if re.match(r"https?://\S+$", url.strip())]
        stories = (url for url in whole if urlsplit(url).path.strip("/"))
        return next(stories, "") or next(iter(whole), "")

    @cached_property
    def language(self) -> str:
        """The language that the page says it is in."""
        return self._tree.get("lang") or self._tree.get("xml:lang") or ""

    @cached_property
    def _host(self) -> str:
        return host_of(self.address) or linked_domain(self._tree)

    @cached_property
    def byline(self) -> Byline:
        """What people read around the headline."""
        return Byline(self._tree, self.title, self.order)

    @cached_property
    def _page_title(self) -> str:
        found = self._tree.find(".//title")
        return "" if found is None else text_of(found).rstrip(_ENDS)

    @cached_property
    def _headlines(self) -> list[Headline]:
        return headlines(self._tree)

    @cached_property
    def _shown(self) -> list[str]:
        return [each.text for each in self._headlines]

    def _outlet(self) -> str:
        """Return the name of the outlet, else its host, else what leads home or ends the title."""
        homes = (each.text for each in self._headlines if each.leads_home)
        last = self._page_title.rpartition(" | ")[2] if " | " in self._page_title else ""
        names = filter(is_site_name, [*homes, *(part for part in self._tail() if part == last)])
        told = self.site or self.byline.outlet() or host_of(self.address)
        return told or next(names, "") or linked_domain(self._tree)

    def _tail(self) -> list[str]:
        """Return what ends the title of the page, if it may be a name and heads nothing."""
        heads = {squeezed(title) for title in self._shown}
        parts = _SEPARATOR.split(self._page_title)[1:][-1:]
        return [part for part in parts if _is_name(part) and squeezed(part) not in heads]

    def _stated_titles(self) -> Iterator[str]:
        metas = [self._stated.metas.get(name, "") for name in _TITLES]
        for title in (metas[0], as_line(self.article.get("headline")), *metas[1:]):
            yield self._without_outlet(title)

    def _without_outlet(self, title: str) -> str:
        """Return a title without the outlet's name at its end or beginning."""
        for mark in _SEPARATOR.finditer(title):
            rest = title[mark.end() :]
            if self._is_outlet(rest) or (_is_name(rest) and is_of_host(rest, self._host)):
                return title[: mark.start()]
            if self._is_outlet(title[: mark.start()]):
                return self._without_outlet(title[mark.end() :])
        return title

    def _is_outlet(self, name: str) -> bool:
        host = self._host
        names = {squeezed(each) for each in (self.site, host, host.rpartition(".")[0])}
        return squeezed(name) in names - {""}

    def _beside_headline(self) -> str:
        """Return what stands in the title of the page beside the headline that it shows."""
        known = {squeezed(title) for title in (*self._shown, self._stated.first("og:title"))}
        pairs = []
        for mark in _SEPARATOR.finditer(self._page_title):
            before, after = self._page_title[: mark.start()], self._page_title[mark.end() :]
            if squeezed(before) in known:
                parts = _SEPARATOR.split(after)
                own = (part for part in reversed(parts) if is_of_host(part, self._host))
                pairs.append((before, next(own, parts[-1])))
            if squeezed(after) in known:
                pair = (after, _SEPARATOR.split(before)[0])
                pairs += [pair, pair[::-1]]
        return max(pairs, key=self._likeliness, default=("", ""))[1]

    def _likeliness(self, pair: tuple[str, str]) -> tuple[bool, int, int]:
        """Return what tells that the first of two names is the headline, and the second the site.

        Where nothing does, the longer one is the headline.
        """
        headline, site = pair
        stated = squeezed(headline) == squeezed(self._stated.first("og:title")) != ""
        return stated, self._is_of_site(site) - self._is_of_site(headline), len(headline)

    def _is_of_site(self, name: str) -> bool:
        homes = {squeezed(each.text) for each in self._headlines if each.leads_home}
        hosts = {squeezed(each) for each in (self._host, self._host.rpartition(".")[0])}
        return is_of_host(name, self._host) or squeezed(name) in homes | (hosts - {""})

    def _stated_authors(self) -> Iterator[list[str]]:
        writers = self.article.get("author") or []
        yield [name_of(each) for each in (writers if isinstance(writers, list) else [writers])]
        yield from ([self._stated.metas.get(name, "")] for name in _AUTHORS)
        for name in ("rel", "itemprop"):
            marked = [each for each in self._tree.iter() if each.get(name) == "author"]
            yield [text_of(each) for each in marked[:4]]
        yield [self.byline.author()]


def _is_name(text: str) -> bool:
    return len(text.split()) <= _LONGEST_TAIL and text[:1].isalnum()
