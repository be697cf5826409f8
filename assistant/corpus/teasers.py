"""Start and section pages: lists of teasers of other stories."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

from assistant.corpus.elements import Element, VisibleLine, agree, block_of, lines_of, text_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHORTEST = 3  # words of a headline that stands in no heading
_STRAY = 5  # words that may stand beside the teasers
_FEWEST = 3  # teasers that make a list
_LONGEST = 60  # words of a teaser: what is longer is told here


def teasers(tree: Element, title: str) -> list[str]:
    """Return the short blocks of a page with a link to one story, not that of its title."""
    links = (line for line in lines_of(tree) if _is_link(line) and not agree(line.text, title))
    heads = [line.element for line in links]
    held = Counter(block for head in heads for block in _blocks_around(head))
    return [_block_text(head, held) for head in heads]


def points_elsewhere(text: str, pointers: list[str], links: set[str]) -> bool:
    """Tell whether hardly anything of a text is said beside the teasers and links of its page."""
    lines = [" ".join(line.removeprefix("- ").split()) for line in text.splitlines()]
    used = {pointer for pointer in (*pointers, *links) if any(line in pointer for line in lines)}
    own = [line for line in lines if not any(line in pointer for pointer in used)]
    told, whole, pointed = (sum(map(_words, each)) for each in (own, lines, pointers))
    if told <= _STRAY < pointed:
        return len(pointers) >= _FEWEST
    return told <= whole / 5 and len(used) >= _FEWEST


def _words(text: str) -> int:
    return len(text.split())


def _is_link(line: VisibleLine) -> bool:
    titled = block_of(line.element).tag in _HEADINGS or _words(line.text) >= _SHORTEST
    return titled and line.linked == len("".join(line.text.split()))


def _blocks_around(head: Element) -> list[Element]:
    return [head, *head.iterancestors()]


def _block_text(head: Element, held: Counter[Element]) -> str:
    text = text_of(head)
    for block in takewhile(lambda each: held[each] == 1, _blocks_around(head)):
        wider = text_of(block)
        if _words(wider) > _LONGEST:
            break
        text = wider
    return text
