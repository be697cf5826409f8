"""Start and section pages: lists of teasers of other stories."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.elements import Element, text_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_FEWEST = 3  # teasers that make a list
_LONGEST = 60  # words of a teaser: what is longer is told here
_MOST = 0.8  # of the text


def is_teaser_list(tree: Element, text: str) -> bool:
    """Tell whether most lines of the text of a page are links to stories, or stand below one."""
    teasers = [block for block in _teasers(tree) if len(block.split()) <= _LONGEST]
    links = {text_of(link) for link in tree.iter("a")}
    lines = [" ".join(line.removeprefix("- ").split()) for line in text.splitlines()]
    pointing = [line for line in lines if line in links or any(line in each for each in teasers)]
    enough = sum(map(len, pointing)) >= _MOST * sum(map(len, lines))
    return enough and max(len(teasers), sum(line in links for line in lines)) >= _FEWEST


def _teasers(tree: Element) -> Iterator[str]:
    """Yield the texts of the blocks that a heading which is a link stands above."""
    headings = [each for tag in _HEADINGS for each in tree.iter(tag) if _is_link(each)]
    for heading in headings:
        block = heading
        while (parent := block.getparent()) is not None and _heads(parent, headings) == 1:
            block = parent
        yield text_of(block)


def _heads(block: Element, headings: list[Element]) -> int:
    return sum(each in headings for tag in _HEADINGS for each in block.iter(tag))


def _is_link(heading: Element) -> bool:
    links = [heading] if any(each.tag == "a" for each in heading.iterancestors()) else []
    linked = sum(len(text_of(link)) for link in links or heading.iter("a"))
    return linked > 0 and linked >= 0.9 * len(text_of(heading))
