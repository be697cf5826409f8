"""Web pages: the article as a person sees it, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import accumulate, islice

from assistant.corpus.comments import first_comment
from assistant.corpus.content import FileContent, remarked, unreadable
from assistant.corpus.dates import bare_day, either_day, parse_date
from assistant.corpus.decoding import NotUtf8, decoded, encodable
from assistant.corpus.elements import Element, is_headline, large_tree, lines_of, squeezed, text_of
from assistant.corpus.frontmatter import split_front_matter
from assistant.corpus.furniture import is_consent, is_cookie, is_notice, remove_furniture
from assistant.corpus.layout import lay_out
from assistant.corpus.pagedata import PageData
from assistant.corpus.pagedays import only_day
from assistant.corpus.record import one_article
from assistant.corpus.standfirst import Openings
from assistant.corpus.structured import as_line, structured
from assistant.corpus.teasers import points_elsewhere, teasers

_CHARSET = re.compile(
    rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]*encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
_END = re.compile(r"</html\s*>", re.IGNORECASE)
# The parser compares each attribute of a tag with every other.
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{5000,}")
_ATTRIBUTE = re.compile(r"""[^\s"'=]+(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s"']+))?""")
_MOST_ATTRIBUTES = 500
_LARGE = 2_000_000  # characters, of four bytes at most
_HEAD = 4096  # bytes
_LONGEST_LEAD = 16  # words of a line above the story that may be its byline
_FIRST_LINES = 6
_MUCH_LONGER = 2
_SHORT = 250  # characters, of which trafilatura cannot tell what is the article
_NOTHING = "no article text was found in the page; if it has one, save that as text"
_TEASERS = "a list of teasers of other stories, not an article"
_CONSENT = "only a cookie notice was found"


def read_html(path: str, data: bytes) -> FileContent:
    """Read a page: one article, extracted by trafilatura from what is not furniture."""
    try:
        page = decoded(data, _declared(data))
        fields, fragment = split_front_matter(page.text)
        found = _post(path, fragment, fields) if fields else _read(path, page.text)
        return remarked(found, path, page.remark)
    except NotUtf8 as error:
        return unreadable(path, str(error))
    except MemoryError:
        raise
    except Exception as error:  # whatever a parser makes of a page must not stop the others
        reason = str(error)[:200] or type(error).__name__
        return unreadable(path, f"the page cannot be parsed: {reason}; save it as text")


def html_text(fragment: str) -> str:
    """Return all the text of a piece of HTML that is an article already, such as one of a feed."""
    tree = _tree(fragment)
    if tree is None:
        return ""
    lay_out(tree)
    return encodable("\n".join(line.text for line in lines_of(tree)))


def _post(path: str, fragment: str, fields: Mapping[str, str]) -> FileContent:
    """Read the text of a post, as site generators keep it: all of it is the article."""
    text = html_text(fragment)
    return one_article(path, path, text, fields) if text else unreadable(path, _NOTHING)


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:_HEAD])
    return next(filter(None, match.groups()), b"").decode("ascii", "ignore") if match else ""


def _read(path: str, page: str) -> FileContent:
    tree = _tree(page)
    if tree is None:
        return unreadable(path, _NOTHING)
    stated = structured(tree)
    whole = PageData(tree, stated)
    pointers, day = teasers(tree, whole.title), whole.day
    links = {text_of(link) for link in tree.iter("a")}
    openings = Openings(tree)
    consent = remove_furniture(tree)
    data = PageData(tree, stated)
    extracted = _extracted(lay_out(tree))
    story = [*_story(extracted, data.fields())]
    story = story if stated.is_live else story[: first_comment(story)]
    story = _without_last_headings(story, tree)
    text = _whole("\n".join(story), data.article.get("articleBody"))
    opening = openings.before(text, data.title, stated.first("og:description", "description"))
    text = f"{opening}\n{text}" if opening else text
    if not stated.articles and points_elsewhere(text, pointers, links):
        return unreadable(path, _TEASERS)
    if not text:
        return unreadable(path, _CONSENT if consent or is_consent(extracted) else _NOTHING)
    fields = data.fields()
    fields["date"] = day if parse_date(day) else only_day(tree, whole.order) or day
    written = {name: encodable(value) for name, value in fields.items() if value}
    return one_article(path, path, encodable(text), written)


def _whole(text: str, body: object) -> str:
    """Return the text that a page hands to machines where it is whole or in paragraphs only there.

    It may be HTML.
    """
    if not isinstance(body, str):
        return text
    marked = re.search(r"</?(?:p|br|div|a|b|strong|em)\b", body)
    lines = (html_text(body) if marked else body).splitlines()
    handed = "\n".join(filter(None, map(as_line, lines)))
    same = squeezed(handed) == squeezed(text)
    return handed if same or len(handed) > _MUCH_LONGER * len(text) else text


def _tree(page: str) -> Element:
    # trafilatura takes two seconds to import: only for those who have web pages
    from trafilatura import load_html

    page = _END.sub("", page.replace("\0", ""))  # what follows one that comes too early is not read
    page = _LONG_TAG.sub(_with_few_attributes, page)
    tree: Element = large_tree(page) if len(page) > _LARGE else load_html(page)
    tree = load_html(f"<html><body>{page}</body></html>") if tree is None else tree
    for reading in [] if tree is None else [*tree.iter("rt", "rp")]:
        reading.drop_tree()  # of a word in Chinese letters, which stands above it
    return tree


def _with_few_attributes(tag: re.Match[str]) -> str:
    """Return a tag without the attributes that are more than any page needs."""
    further = next(islice(_ATTRIBUTE.finditer(tag[0]), _MOST_ATTRIBUTES, None), None)
    return tag[0][: further.start()] if further else tag[0]


def _extracted(tree: Element) -> str:
    from trafilatura import bare_extraction, baseline

    document = bare_extraction(deepcopy(tree), include_comments=False)
    text = getattr(document, "text", "") or ""
    # a page too short for trafilatura to tell the article from the rest is read whole
    if len(text) < _SHORT and (marked := _short_article(tree)):
        return marked
    text = text if text.strip() else str(baseline(tree)[1])
    return text if "\n" in text else _in_lines(text, [line.text for line in lines_of(tree)])


def _short_article(tree: Element) -> str:
    """Return the lines of the only article that a page marks as one, if they are few, or ""."""
    marked = [*tree.iter("article")]
    lines = [line.text for line in lines_of(marked[0])] if len(marked) == 1 else []
    return "\n".join(lines) if sum(map(len, lines)) < 2 * _SHORT else ""


def _in_lines(text: str, lines: list[str]) -> str:
    """Return the lines that a text of one line was made of, as that of a short page is."""
    letters = [*map(squeezed, lines)]
    ends = [0, *accumulate(map(len, letters))]
    start = "".join(letters).find(squeezed(text))
    end = start + len(squeezed(text))
    if start not in ends or end not in ends:
        return text
    return "\n".join(lines[ends.index(start) : ends.index(end)])


def _story(text: str, fields: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a text that report, from the first that is no headline or byline."""
    began, title = False, squeezed(fields["title"])
    about_cookies = is_cookie(fields["title"])
    lines = filter(None, (" ".join(line.split()) for line in text.splitlines()))
    for place, line in enumerate(lines):
        began = began or not _is_lead(line, fields)
        if place < _FIRST_LINES and bare_day(line):
            continue  # under a standfirst
        furniture = is_notice(line) or (is_consent(line) and not about_cookies)
        if began and not furniture and squeezed(line) != title:
            yield line


def _without_last_headings(lines: list[str], tree: Element) -> list[str]:
    """Return the lines of a text without headings under which nothing was left."""
    headings = {text_of(each) for tag in ("h2", "h3", "h4", "h5") for each in tree.iter(tag)}
    end = len(lines)
    while end > 1 and lines[end - 1] in headings and lines[end - 1][-1] not in ".!?":
        end -= 1
    return lines[:end]


def _is_lead(line: str, fields: Mapping[str, str]) -> bool:
    words = line.split()
    if len(words) > _LONGEST_LEAD:
        return False
    if squeezed(line) in {squeezed(fields[name]) for name in ("source", "author")} | {""}:
        return True
    if is_headline(line, fields["title"]):
        return True
    signed = bool(fields["author"]) and fields["author"] in line and len(words) <= 10
    dated = parse_date(line) or either_day(line)
    return bool(signed or dated) and not line.rstrip().endswith((".", "!", "?"))
