"""Several sources: how many say the same, and where the articles differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.candidates import TITLE, Candidate
from assistant.claims import Claim, read_claims
from assistant.differences import difference, is_denied, says_the_same
from assistant.figures import Figure
from assistant.periods import spoken_day
from assistant.question import Query
from assistant.schema import Article, Note
from assistant.selection import alike, hangs, reading_order
from assistant.sites import site
from assistant.values import Value

_SIDES = 3
_RUN = 5  # words
_COPIED = 0.5  # share of the shorter article's runs of words that make it a copy


@dataclass(frozen=True, slots=True)
class Side:
    """What some articles say, and a sentence of each, the newest article first."""

    said: Value | str
    claims: tuple[Claim, ...]

    @property
    def articles(self) -> list[Article]:
        """Its articles, but one of those that have a source or a text in common."""
        return independent([claim.candidate.article.article for claim in self.claims])

    def of(self, articles: Collection[str]) -> Side:
        """Return it as some articles, by their ids, tell it."""
        return Side(self.said, tuple(each for each in self.claims if each.article_id in articles))


Sides = tuple[Side, ...]


def compare(query: Query, ranked: Sequence[Candidate], picked: Sequence[Candidate]) -> Sides:
    """Return the sides that the articles take, the newest first; one side where they agree.

    Each claim that is to be quoted is compared with the claims of all other articles. Where
    several things are asked for, articles that name different ones do not contradict each other.
    """
    if query.several:
        return ()
    claims = read_claims(query, ranked)
    keys = {each.key for each in picked}
    leads = [claim for claim in claims if claim.candidate.key in keys]
    for lead in leads:
        sides = _sides(query, lead, claims)
        if len(sides) > 1 and _are_apart(sides):
            return tuple(sorted(sides, key=lambda side: _age(side.claims[0])))
    return (_side(query, "", leads[0], claims),) if leads else ()


def _sides(query: Query, lead: Claim, claims: Sequence[Claim]) -> list[Side]:
    """Return what a claim says and what claims that exclude it and each other say."""
    leads: list[tuple[Value | str, Claim]] = []
    for other in claims:
        found = difference(query, lead, other)
        denied = found is None and is_denied(query, lead, other)
        if found and not leads:
            leads = [(found[0], lead), (found[1], other)]
        elif denied and not leads:
            leads = [(_word(each), each) for each in (lead, other)]
        elif found and all(difference(query, claim, other) for _, claim in leads):
            leads.append((found[1], other))
    return [_side(query, said, claim, claims) for said, claim in leads[:_SIDES]]


def _are_apart(sides: Sequence[Side]) -> bool:
    """Tell whether no article says what two sides say: then it would know how both can be."""
    articles = [claim.article_id for side in sides for claim in side.claims]
    return len(set(articles)) == len(articles)


def _word(claim: Claim) -> str:
    return "deny it" if claim.denied else "say so"


def _side(query: Query, said: Value | str, lead: Claim, claims: Sequence[Claim]) -> Side:
    """Return a claim with one of each other article that says the same."""
    by_article = {lead.article_id: lead}
    for claim in sorted(claims, key=lambda claim: claim.candidate.place == TITLE):
        if says_the_same(query, lead, claim, None if isinstance(said, str) else said):
            by_article.setdefault(claim.article_id, claim)
    return Side(said, tuple(sorted(by_article.values(), key=_age)))


def _age(claim: Claim) -> int:
    return -(claim.candidate.article.article.published or date.min).toordinal()


def quote_sides(
    sides: Sides,
    picked: Sequence[Candidate],
    words: int,
    preceding: Callable[[Candidate], Candidate | None],
) -> list[Candidate]:
    """Return what to quote: what was picked, or the newest of each side and what else has room."""
    if len(sides) < 2:
        return _with_witness(sides, picked, words)
    chosen: list[Candidate] = []
    for side in sides:
        newest = side.claims[0].candidate
        before = preceding(newest) if hangs(newest.text) else None
        chosen += [before, newest] if before else [newest]
    told = {claim.candidate.key for side in sides for claim in side.claims}
    for each in picked:
        room = words - sum(other.length for other in chosen)
        fresh = each.key not in told and not any(alike(each, other) for other in chosen)
        if fresh and each.length <= room and not hangs(each.text):
            chosen.append(each)
    return reading_order(chosen)


def _with_witness(sides: Sides, picked: Sequence[Candidate], words: int) -> list[Candidate]:
    """Return what was picked, and where there is room another source that says the same."""
    said = [claim.candidate for side in sides for claim in side.claims]
    ids = {each.key[0] for each in picked}
    cited = [each.article.article for each in said if each.key[0] in ids]
    room = words - sum(each.length for each in picked)
    for each in said if len(independent(cited)) == 1 else ():
        fits = each.length <= room and each.place != TITLE and not hangs(each.text)
        if fits and len(independent([*cited, each.article.article])) > 1:
            return reading_order([*picked, each])
    return list(picked)


def notes(sides: Sides, quoted: Collection[str]) -> tuple[Note, ...]:
    """Say that the articles differ, or how many sources say the same.

    Only articles that are quoted, by their ids, are named: a reader can look them up.
    """
    sides = tuple(told for side in sides if (told := side.of(quoted)).claims)
    if len(sides) > 1:
        said = _joined(
            [f"{_said(side, place)} ({_cited(side)})" for place, side in enumerate(sides)]
        )
        return (Note(kind="differ", text=f"The articles differ{_order(sides)}: {said}."),)
    articles = sides[0].articles if sides else []
    if len(articles) < 2:
        return ()
    named = _joined([_name(article) for article in articles])
    return (Note(kind="sources", text=f"{len(articles)} sources say so: {named}."),)


def _order(sides: Sides) -> str:
    days = {side.claims[0].candidate.article.article.published for side in sides}
    if len(days) < 2:
        return ""
    return f"; the later {'figure' if isinstance(sides[0].said, Figure) else 'report'} comes first"


def _said(side: Side, place: int) -> str:
    """Return what a side says, in words: "some say so" or "others deny it" where it is no value."""
    if isinstance(side.said, str):
        return f"{'others' if place else 'some'} {side.said}"
    return side.said.text


def _cited(side: Side) -> str:
    return "; ".join(
        f"{_name(article)}, {spoken_day(article.published)}"
        if article.published
        else _name(article)
        for article in side.articles
    )


def _name(article: Article) -> str:
    return article.source or f"“{article.title}”"


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def independent(articles: Sequence[Article]) -> list[Article]:
    """Return one article of each source, and one of each text that several sources print."""
    kept: list[Article] = []
    for article in articles:
        if not any(_are_one_source(article, other) for other in kept):
            kept.append(article)
    return kept


def _are_one_source(one: Article, other: Article) -> bool:
    if one.source and site(one.source) == site(other.source):
        return True
    first, second = _runs(one.text), _runs(other.text)
    return len(first & second) >= _COPIED * min(len(first), len(second))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}
