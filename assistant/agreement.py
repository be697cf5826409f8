"""Several sources: who says the same, and where the articles differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.candidates import TITLE, Candidate
from assistant.claims import Claim, denial, difference, read_claims, says_the_same
from assistant.periods import spoken_day
from assistant.question import Query
from assistant.schema import Article, Note
from assistant.selection import alike, hangs, reading_order

_MARGIN = 1.5  # a sentence that scores this much below the best is no answer to compare with
_SIDES = 3
_SHINGLE = 5  # words
_COPIED = 0.5  # share of the shorter article's runs of words that make it a copy


@dataclass(frozen=True, slots=True)
class Side:
    """What some articles say: the words for it, and their sentences, the newest article first."""

    said: str
    claims: tuple[Claim, ...]

    @property
    def newest(self) -> Candidate:
        """The sentence to quote."""
        return self.claims[0].candidate


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the articles stand to the best sentence: sides, newest first, or one side that agrees."""

    sides: tuple[Side, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is more than one side."""
        return len(self.sides) > 1


def compare(
    query: Query, ranked: Sequence[Candidate], picked: Sequence[Candidate]
) -> Agreement:
    """Compare what is to be quoted with the other articles that answer the same question."""
    if query.several:
        return Agreement()
    claims = read_claims(query, ranked, _MARGIN)
    keys = {each.key for each in picked}
    leads = [claim for claim in claims if claim.candidate.key in keys]
    for lead in leads:
        sides = _sides(query, lead, claims)
        if len(sides) > 1:
            return Agreement(_newest_first(sides))
    return Agreement((_agreeing("", leads[0], query, claims),)) if leads else Agreement()


def _sides(query: Query, lead: Claim, claims: Sequence[Claim]) -> list[Side]:
    for other in claims:
        found = difference(query, lead, other)
        if found:
            sides = [_agreeing(found[0].text, lead, query, claims)]
            return [*sides, _agreeing(found[1].text, other, query, claims)]
        if denial(query, lead, other):
            words = ("denied", "told") if lead.denied else ("told", "denied")
            pair = zip(words, (lead, other), strict=True)
            return [_agreeing(word, claim, query, claims) for word, claim in pair]
    return [_agreeing("", lead, query, claims)]


def _agreeing(said: str, lead: Claim, query: Query, claims: Sequence[Claim]) -> Side:
    """Return a claim with those of other articles that say the same, one for each article."""
    by_article = {lead.candidate.key[0]: lead}
    for claim in claims:
        if says_the_same(query, lead, claim):
            by_article.setdefault(claim.candidate.key[0], claim)
    return Side(said, tuple(sorted(by_article.values(), key=_age)))


def _age(claim: Claim) -> int:
    published = claim.candidate.article.article.published
    return -(published or date.min).toordinal()


def _newest_first(sides: Sequence[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda side: _age(side.claims[0])))


def quote_sides(
    agreement: Agreement,
    picked: Sequence[Candidate],
    words: int,
    preceding: Callable[[Candidate], Candidate | None],
) -> list[Candidate]:
    """Return what to quote: a sentence of each side, and what else was picked as far as it fits."""
    if not agreement.differs:
        return list(picked)
    chosen: list[Candidate] = []
    for side in agreement.sides:
        before = preceding(side.newest) if hangs(side.newest.text) else None
        chosen += [before, side.newest] if before else [side.newest]
    told = {claim.candidate.key for side in agreement.sides for claim in side.claims}
    for each in picked:
        room = words - sum(other.length for other in chosen)
        fresh = each.key not in told and not any(alike(each, other) for other in chosen)
        if fresh and each.length <= room and not hangs(each.text):
            chosen.append(each)
    return reading_order(chosen)


def notes(agreement: Agreement) -> tuple[Note, ...]:
    """Say that the articles differ, or how many sources say the same."""
    if agreement.differs:
        said = _joined([f"{side.said} ({_sources(side)})" for side in agreement.sides])
        return (Note(kind="differ", text=f"The articles differ: {said}."),)
    for side in agreement.sides:
        articles = independent([claim.candidate.article.article for claim in side.claims])
        if len(articles) > 1:
            named = _joined([_name(article) for article in articles])
            return (Note(kind="sources", text=f"{len(articles)} sources say so: {named}."),)
    return ()


def _sources(side: Side) -> str:
    return "; ".join(
        ", ".join(part for part in (_name(article), _day(article)) if part)
        for article in independent([claim.candidate.article.article for claim in side.claims])
    )


def _name(article: Article) -> str:
    return article.source or f"“{article.title}”"


def _day(article: Article) -> str:
    return spoken_day(article.published) if article.published else ""


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def independent(articles: Sequence[Article]) -> list[Article]:
    """Return one article of each source, and one of each text that several sources print."""
    kept: list[Article] = []
    for article in articles:
        if not any(_is_one_source(article, other) for other in kept):
            kept.append(article)
    return kept


def _is_one_source(one: Article, other: Article) -> bool:
    if one.source and one.source == other.source:
        return True
    runs = _runs(one.text), _runs(other.text)
    return len(runs[0] & runs[1]) >= _COPIED * min(map(len, runs))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
