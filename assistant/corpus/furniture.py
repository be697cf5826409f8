"""What stands on a page beside its article: comments, teasers, notices, boxes, credits."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.corpus.elements import Element, classes_of, lines_of, text_of

_COMMENT = (
    r"comments?|disqus|commentlist|livefyre|kommentare?|leserkommentare|commentaires?"
    r"|comentarios?|commenti|reacties|komentarze"
)
_COMMENTS = re.compile(
    rf"(?:(?!has-|no-|with-)[a-z]+-)?(?:{_COMMENT})(?:-(?:list|area|section|wrapper|container|block|thread|box))?"
    r"|(?:comment|disqus)-(?:form|reply|respond|body|content|text|item)"
)
_STATE = re.compile(r"(?:has|with)-comments?|.*comments?-(?:open|closed|enabled|allowed)")
_COMMENTS_HEAD = re.compile(
    r"(?P<count>\d+ )?(?:(?:reader|user|leser|your|all|show|view|latest)s?'? ?)*"
    rf"(?P<sure>{_COMMENT})?(?:discussion|replies|responses|conversation|diskussion)?"
    r"(?: \(?(?P<many>\d+)\)?)?:?",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:.*-)?(?:cookies?|consent|gdpr|ccpa|onetrust|didomi|privacy)(?:-.*)?|cmp.*"
)
_BOX = re.compile(
    r"(?:.*-)?(?:newsletter|paywall|subscribe|subscription|promo|related|recommended|recirc|share"
    r"|sharing|social|teasers?|advert|sponsored|breadcrumbs?|credit|most-read|trending|signup)"
    r"(?:-.*)?"
)
_EMBEDDED = re.compile(r"instagram-media|fb-post|tiktok-embed")
_LONGEST_CONSENT = 120  # words
_LONGEST_BOX = 60  # words: what is longer may be the article behind the barrier
_BOLD = ("b", "p", "span", "strong", "summary")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", *_BOLD)
_BLOCKS = frozenset(
    "article aside blockquote details div dl footer form li ol p section span table ul".split()
)
_YOU = re.compile(
    r"\b(?:we|our|you|your|this (?:web)?site|wir|sie|ihre?|unsere?|diese (?:web)?seite|nous|vous"
    r"|votre|nos|ce site|usted|su|este sitio|questo sito|мы|вы|этот сайт)\b",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"\bcookies?\b|\bconsent\b|куки", re.IGNORECASE)
_NOT_SAID = re.compile(
    r"(?:photo|foto|image|picture|bild|illustration|graphic|video)s?(?: credits?| by)?\s*[:/©].*"
    r"|(?:\(c\)|©|copyright\b).*|advertisement|anzeige|publicité|ad feedback|all rights reserved.*"
    r"|(?:read (?:also|more|next)|see also|more|related|lesen sie auch|mehr zum thema|lire aussi"
    r"|lea también|читайте также)\s*:.*"
    r"|(?:please )?(?:sign up|subscribe|follow us|click here|download our|share this)\b.*"
    r"|.*\b(?:in|to) your inbox\b.*|(?:tags|filed under|topics|schlagworte|mots-clés)\s*:.*"
    r"|(?:continue reading|already (?:a|an) (?:\w+ )?(?:subscriber|member)\b|weiterlesen).{0,40}"
    r"|(?:(?:share|tweet|e?-?mail|print|whats ?app|facebook|twitter|linkedin|copy link)\W*)+"
    r"|you (?:have|'ve) (?:read|reached|used)\b.*\barticles?\b.*"
    r"|(?:additional )?reporting by [^.!?]{3,60}"
    r"|(?:posted|published|veröffentlicht) (?:on|am)\b.{1,30}\b\d{4}\W*(?:(?:by|von) [^.!?]{1,40})?"
    r"|(?:abonnieren sie|jetzt abonnieren|abonnez-vous|suscríbase|iscriviti)\b.*",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 25  # words


def remove_furniture(tree: Element) -> str:
    """Take out of a page what is not its article; return what was said there about consent."""
    consent = [text_of(each) for each in _remove(tree, _is_consent) + _remove(tree, _asks_consent)]
    _remove(tree, _is_comments)
    _remove_headed_comments(tree)
    _uncover(tree)
    _remove(tree, _is_embedded)
    _remove(tree, _is_box)
    _remove(tree, _is_teaser)
    for aside in list(tree.iter("aside")):
        if _holds_story(aside):
            aside.tag = "div"
    return " ".join(consent)


def is_notice(line: str) -> bool:
    """Tell whether a line of a text is no reporting: a credit, an appeal, a pointer elsewhere."""
    return len(line.split()) <= _LONGEST_NOTICE and bool(_NOT_SAID.fullmatch(line.strip()))


def is_cookie(line: str) -> bool:
    """Tell whether a line speaks of cookies."""
    return bool(_COOKIE.search(line))


def is_consent(line: str) -> bool:
    """Tell whether a line speaks to the visitor of a page about cookies."""
    return is_cookie(line) and bool(_YOU.search(line))


def is_comments_head(line: str) -> bool:
    """Tell whether a line is surely the heading of what readers wrote."""
    match = _COMMENTS_HEAD.fullmatch(line)
    return bool(match and (match["sure"] or match["count"] or match["many"]))


def _remove(tree: Element, unwanted: Callable[[Element], bool]) -> list[Element]:
    found = [
        each
        for each in tree.iter()
        if each.tag in _BLOCKS and unwanted(each) and not _holds_story(each)
    ]
    for each in found:
        if each.getparent() is not None:
            each.drop_tree()
    return found


def _holds_story(element: Element) -> bool:
    if element.get("itemprop") == "articleBody":
        return True
    return any(
        inner.tag == "h1" or inner.get("itemprop") == "articleBody" for inner in element.iter()
    )


def _is_comments(element: Element) -> bool:
    kind = (element.get("itemtype") or "").rpartition("/")[2]
    if kind == "Comment" or element.get("itemprop") == "comment":
        return True
    return element.tag != "span" and any(map(_COMMENTS.fullmatch, classes_of(element)))


def _remove_headed_comments(tree: Element) -> None:
    """Remove what stands under a heading that says "Comments", to the end of its container."""
    for heading in [each for each in tree.iter(*_HEADINGS) if _heads_comments(each)]:
        section = heading.getparent()
        if section is None:
            continue
        above = [each for each in heading.itersiblings(preceding=True) if text_of(each)]
        if above or section.tag in ("body", "article", "main") or _holds_story(section):
            for each in [*heading.itersiblings(), heading]:
                each.drop_tree()
        else:
            section.drop_tree()


def _heads_comments(heading: Element) -> bool:
    match = _COMMENTS_HEAD.fullmatch(text_of(heading))
    if not match or not any(match.group().split()):
        return False
    sure = match["sure"] or match["count"] or match["many"]
    return bool(sure and heading.tag not in _BOLD) or _repeats(heading)


def _repeats(heading: Element) -> bool:
    """Tell whether blocks of one kind follow, as what several people wrote does."""
    kinds = [(each.tag, each.get("class")) for each in heading.itersiblings()]
    return any(kinds.count(kind) > 1 for kind in kinds if kind[0] in ("div", "li", "article"))


def _uncover(tree: Element) -> None:
    """Take the word off a story that may be commented on, lest it be taken for a comment."""
    for each in tree.iter():
        if any(map(_STATE.fullmatch, classes_of(each))):
            each.set("class", "")


def _is_consent(element: Element) -> bool:
    return any(map(_CONSENT.fullmatch, classes_of(element))) and is_cookie(text_of(element))


def _asks_consent(element: Element) -> bool:
    """Tell a short box around a line about cookies, that may offer a subscription besides."""
    if (
        element.tag in ("html", "body", "main", "article")
        or next(element.iter("h1"), None) is not None
    ):
        return False
    lines = [text_of(each) for each in element if not len(each)]
    return any(map(is_consent, lines)) and len(text_of(element).split()) <= _LONGEST_CONSENT


def _is_embedded(element: Element) -> bool:
    return element.tag == "blockquote" and any(map(_EMBEDDED.fullmatch, classes_of(element)))


def _is_box(element: Element) -> bool:
    if not any(map(_BOX.fullmatch, classes_of(element))):
        return False
    text = text_of(element)
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return len(text.split()) <= _LONGEST_BOX or linked * 2 > len(text)


def _is_teaser(element: Element) -> bool:
    """Tell whether a paragraph is a link to another story, with at most a word or two before it."""
    if element.tag not in ("p", "div", "li") or any(
        inner.tag in _BLOCKS and inner.tag != "span" for inner in element.iterdescendants()
    ):
        return False
    lines = list(lines_of(element))
    letters = sum(len("".join(line.text.split())) for line in lines)
    linked = sum(line.linked for line in lines)
    words = sum(len(line.text.split()) for line in lines)
    return words > 3 and letters - linked <= min(25, linked / 2)
