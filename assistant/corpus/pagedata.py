"""Title, outlet, author, day and address of the article of a page, each from its best witness.

The day is that of publication: never one of change, and never one that stands away from the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from assistant.corpus.byline import Byline, author_name
from assistant.corpus.dates import parse_date
from assistant.corpus.elements import Element, agree, line_of, squeezed, text_of
from assistant.corpus.structured import Node, Structured, as_line, name_of

_TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline")
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher", "cre")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_DAYS = (
    *("article:published_time", "og:article:published_time", "datepublished", "date_published"),
    *("article:published", "article.published", "published_time", "publication_date"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date"),
    *("publish_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
    *("dcterms.date", "cxenseparse:recs:publishtime", "article_date_original", "date"),
)
_MARKED = re.compile(r"(?:schema:)?date(?:Published|Created)")
_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=/|$)")
_SEPARATOR = re.compile(
    r"\s+(?:[|·•»›~]|[-–—]{1,2}|::?)\s+|\s*\|\s*|:\s+|(?<=[^\x00-ɏ])[-_](?=[^\x00-ɏ])"
)

_LONGEST_NAME = 6  # words of the name of an outlet


class PageData:
    """The fields of the article of a page, "" where the page does not tell."""

    def __init__(self, tree: Element, stated: Structured) -> None:
        self._tree = tree
        self._stated = stated

    def fields(self) -> dict[str, str]:
        """Return the fields by their names."""
        return {
            "title": self.title,
            "source": self.site or self.byline.outlet() or _host(self.address),
            "author": self.author,
            "url": self.address,
            "date": self.day,
            "language": self._tree.get("lang") or self._tree.get("xml:lang") or "",
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
        stated = [*self._stated_titles(), self._without_outlet(self._page_title)]
        stated = [title for title in stated if title and not self._is_outlet(title)]
        shown = [title for title in self._shown if not self._is_outlet(title)]
        agreed = (one for one in shown if any(agree(one, other) for other in stated))
        return next(agreed, "") or next(iter(stated), "") or next(iter(shown), "")

    @cached_property
    def site(self) -> str:
        """The name of the outlet as the page states it, or as it ends the title of the page."""
        nodes = (self.article.get("publisher"), *self._stated.sites)
        names = (self._stated.first(*_SITES), *map(name_of, nodes), self._beside_headline())
        found = (name.removeprefix("www.") for name in names if "://" not in name)
        return next((name for name in found if 0 < len(name.split()) <= _LONGEST_NAME), "")

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
        """The day of publication as it is written; where no writing can be read, the first."""
        written = [value for value in self._stated_days() if value]
        stated = next(filter(parse_date, written), "") or next(iter(written), "")
        # a moment in Greenwich may fall on another day where the paper is printed
        local = self.byline.day() if stated.endswith(("Z", "+00:00", "+0000")) else ""
        return local if _are_neighbours(stated, local) else stated

    @cached_property
    def address(self) -> str:
        """The address that the page gives itself, one of a story before one of a site."""
        links = [each for each in self._tree.iter("link") if each.get("rel") == "canonical"]
        stated = [*(link.get("href") or "" for link in links), self._stated.first("og:url")]
        whole = [url.strip() for url in stated if re.match(r"https?://\S+$", url.strip())]
        return next((url for url in whole if urlsplit(url).path.strip("/")), "") or "".join(
            whole[:1]
        )

    @cached_property
    def byline(self) -> Byline:
        """What people read around the headline."""
        return Byline(self._tree, self.title)

    @cached_property
    def _page_title(self) -> str:
        found = self._tree.find(".//title")
        return "" if found is None else text_of(found)

    @cached_property
    def _shown(self) -> list[str]:
        found = [line_of(each) for tag in ("h1", "h2") for each in self._tree.iter(tag)]
        return list(filter(None, found))

    def _stated_titles(self) -> Iterator[str]:
        metas = [self._stated.metas.get(name, "") for name in _TITLES]
        for title in (metas[0], as_line(self.article.get("headline")), *metas[1:]):
            yield self._without_outlet(title)

    def _without_outlet(self, title: str) -> str:
        """Return a title without the outlet's name at its end or beginning."""
        for mark in _SEPARATOR.finditer(title):
            if self._is_outlet(title[mark.end() :]):
                return title[: mark.start()]
            if self._is_outlet(title[: mark.start()]):
                return self._without_outlet(title[mark.end() :])
        return title

    def _is_outlet(self, name: str) -> bool:
        host = _host(self.address)
        names = {squeezed(each) for each in (self.site, host, host.rpartition(".")[0])}
        return squeezed(name) in names - {""}

    def _beside_headline(self) -> str:
        """Return what stands in the title of the page beside the longest headline that it shows."""
        known = {squeezed(title) for title in (*self._shown, self._stated.first("og:title"))}
        options = []
        for mark in _SEPARATOR.finditer(self._page_title):
            before, after = self._page_title[: mark.start()], self._page_title[mark.end() :]
            if squeezed(before) in known:
                options.append((before, _SEPARATOR.split(after)[-1]))
            if squeezed(after) in known:  # the outlet, which comes last, unless it is the longer
                pair = (after, _SEPARATOR.split(before)[0])
                options.append(max(pair, pair[::-1], key=lambda names: len(names[0])))
        return max(options, key=lambda option: len(option[0]), default=("", ""))[1]

    def _stated_authors(self) -> Iterator[list[str]]:
        writers = self.article.get("author") or []
        yield [name_of(each) for each in (writers if isinstance(writers, list) else [writers])]
        yield from ([self._stated.metas.get(name, "")] for name in _AUTHORS)
        for name in ("rel", "itemprop"):
            marked = [each for each in self._tree.iter() if each.get(name) == "author"]
            yield [text_of(each) for each in marked[:4]]
        yield [self.byline.author()]

    def _stated_days(self) -> Iterator[str]:
        yield as_line(self.article.get("datePublished"))
        yield from (self._stated.metas.get(name, "") for name in _DAYS)
        for each in self._tree.iter():
            named = each.get("itemprop") or each.get("property") or ""
            if _MARKED.fullmatch(named) or each.get("pubdate") is not None:
                yield each.get("datetime") or each.get("content") or text_of(each)
        dated = _DATED_ADDRESS.search(self.address)
        yield "-".join(dated.groups()) if dated else ""
        yield self.byline.day()


def _are_neighbours(one: str, other: str) -> bool:
    first, second = parse_date(one), parse_date(other)
    return first is not None and second is not None and abs((first - second).days) == 1


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
