"""Several sources: how many give the same answer, and where their answers differ.

What is compared is the reader's span in the best sentence of each article, as a figure, a date or a
name where it is one. Only what cannot both be right differs, and only where both sentences answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.selection import alike
from assistant.answering.sentences import TITLE, Sentence
from assistant.answering.shortanswer import in_full
from assistant.answering.values import Value, value_at, values
from assistant.question.expected import DENIAL
from assistant.question.query import Query
from assistant.question.vocabulary import words
from assistant.retrieve.versions import independent
from assistant.schema import Article
from assistant.text.words import content_stems, stems

_SIDES = 3
_ANSWERS = 2.0  # log odds from which a span counts as an answer
_MARGIN = 4.5  # log odds below the best at which a span may still be another answer
_AROUND = 0.5  # share of the question's words in a sentence with its headline
_DAYS_APART = 60  # what is told further apart is seldom one event
_TWIN, _COMMON = 0.6, 3  # shared stems of sentences that are one but for the answer: share, number
_BESIDE, _NEARLY = 2, 0.75  # content words behind a figure; share of the question's words around it
_NEAR = 0.6  # cosine of two words of one meaning: died and killed .79, died and injured .46


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article answers: its sentence, the words that answer, and their value if any.

    Only what is `sure` may contradict others.
    """

    sentence: Sentence
    said: str
    value: Value | None
    denied: bool
    sure: bool

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.sentence.article.article


@dataclass(frozen=True, slots=True)
class Side:
    """The claims of several articles that give one answer, the newest first."""

    claims: tuple[Claim, ...]

    @property
    def articles(self) -> list[Article]:
        """Its articles, but one of those that have a source or a text in common."""
        return independent([claim.article for claim in self.claims])

    def of(self, articles: Collection[str]) -> Side:
        """Return it as some articles, by their ids, tell it."""
        return Side(tuple(each for each in self.claims if each.article.id in articles))


Sides = tuple[Side, ...]
Nearness = Callable[[str, str], float]


def compare(
    query: Query, ranked: Sequence[Sentence], picked: Sequence[Sentence], near: Nearness
) -> Sides:
    """Return the sides that the articles take; one side where they agree.

    What more sources say comes first, then what is newer. Where several things are asked for,
    articles that name different ones do not contradict each other. `near` gives the cosine of two
    words.
    """
    if (query.expected.several and not query.expected.counted) or not picked:
        return ()
    claims = _claims(query, ranked, max(picked, key=lambda each: each.score))
    leads = claims[:1]
    for other in claims[1:]:
        apart = all(_exclude(query, lead, other) for lead in leads)
        theirs = _side(other, claims).claims
        same = _counts_the_same(leads[0].sentence, other.sentence)
        if apart and (same or _tells_the_same(query, leads[0], theirs, near)):
            leads.append(other)
    return _ordered([_side(lead, claims) for lead in leads[:_SIDES]])


def _ordered(sides: Sequence[Side]) -> Sides:
    """Put what more sources say first, unless it is long past what another side says, then age."""
    newest = min((_age(side.claims[0]) for side in sides), default=0)

    def key(side: Side) -> tuple[int, int]:
        age = _age(side.claims[0])
        return (-len(side.articles) if age - newest <= _DAYS_APART else 0), age

    return tuple(sorted(sides, key=key))


def newest_first(query: Query, ranked: Sequence[Sentence], near: Nearness) -> list[Sentence]:
    """Return the sentences, in front what the newest article says of what is so now.

    It has to answer as surely as the best, of the same thing. Only a question in the present tense
    or for the latest asks how things stand now.
    """
    if not (query.expected.present or query.recent) or query.expected.several:
        return list(ranked)
    best, *others = _claims(query, ranked, ranked[0])
    later = [
        each
        for each in others
        if _age(each) < _age(best)
        and each.sure
        and each.sentence.place != TITLE
        and each.sentence.around >= _AROUND
        and _may_be_one_event(query, best.article, each.article)
        and _tells_the_same(query, best, [each], near)
    ]
    first = [each.sentence for each in sorted(later, key=_age)[:1]]
    return [*first, *(each for each in ranked if each not in first)]


def _claims(query: Query, ranked: Sequence[Sentence], best: Sentence) -> list[Claim]:
    """Return what each article answers, the best sentence first.

    A sentence that is the best one but for its answer counts, however sure the reader is of it;
    one that denies answers a yes-or-no question only.
    """
    asked = query.expected.yes_or_no
    found = {best.key[0]: _claim(query, best, sure=True)}
    for each in sorted(ranked, key=lambda each: each.place == TITLE):
        twin = _are_twins(query, best, each) or _counts_the_same(best, each)
        sure = twin or each.span.score >= max(_ANSWERS, best.span.score - _MARGIN)
        told = twin or (each.span.score > 0 and each.around >= _AROUND)
        claim = _claim(query, each, sure=sure)
        known = found.get(each.key[0])
        better = known is None or (twin and not known.sure)
        if told and better and (asked or not _denies(query, each)):
            found[each.key[0]] = claim
    claims = list(found.values())
    return [replace(each, sure=each.sure or _is_backed(each, claims)) for each in claims]


def _is_backed(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether another independent article answers with the same value."""
    answering = [each for each in claims if each.sentence.span.score >= _ANSWERS]
    same = [each.article for each in answering if claim.value and _agree(claim, each)]
    return claim in answering and len(independent(same)) > 1


def _are_twins(query: Query, one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences are one but for their answers, and hold the same of a question."""
    first, second = (each.stems - {*stems(each.answer, each.language)} for each in (one, other))
    shared = len(first & second)
    if query.terms.keys() & first != query.terms.keys() & second:
        return False
    return shared >= _COMMON and shared >= _TWIN * len(first | second)


def _counts_the_same(one: Sentence, other: Sentence) -> bool:
    """Tell whether the same words follow both answers, and most of the question is around them."""
    behind = [content_stems(each.text[each.span.end :])[:_BESIDE] for each in (one, other)]
    same = behind[0] == behind[1] and len(behind[0]) == _BESIDE
    return same and min(one.around, other.around) >= _NEARLY


def _claim(query: Query, each: Sentence, *, sure: bool) -> Claim:
    start, end = in_full(query, each.text, (each.span.start, each.span.end))
    asked = query.expected.yes_or_no
    denied = asked and _denies(query, each)
    value = None if asked else value_at(each.text, each.span.start, each.span.end)
    return Claim(each, each.text[start:end], value, denied, sure)


def _denies(query: Query, each: Sentence) -> bool:
    """Tell whether a sentence denies something and the question does not ask for that."""
    return bool(DENIAL.search(each.text)) and not query.expected.denial


def _side(lead: Claim, claims: Sequence[Claim]) -> Side:
    """Return a claim with those of the other articles that say the same, the newest first."""
    same = [each for each in claims if each is not lead and _agree(lead, each)]
    return Side(tuple(sorted([lead, *same], key=_age)))


def _agree(one: Claim, other: Claim) -> bool:
    if one.denied is not other.denied:
        return False
    if one.value and other.value:
        return one.value.comparable(other.value) and one.value.same(other.value)
    return one.said.lower() == other.said.lower() or alike(one.sentence, other.sentence)


def _exclude(query: Query, one: Claim, other: Claim) -> bool:
    """Tell whether two answers cannot both be right, of one event."""
    if not other.sure or not _may_be_one_event(query, one.article, other.article):
        return False
    if one.denied is not other.denied:
        return True
    if one.value is None or other.value is None or not one.value.comparable(other.value):
        return False
    return not (one.value.same(other.value) or _told(one.value, other) or _told(other.value, one))


def _tells_the_same(query: Query, lead: Claim, others: Sequence[Claim], near: Nearness) -> bool:
    """Tell whether claims have each word that the question and the lead share, or one like it.

    "Thirty were injured" is no other answer to how many died; "fifteen were killed" is.
    """
    text = " ".join(f"{each.article.title} {each.sentence.text}" for each in others)
    told = {word.lower() for word in words(text)}
    held = set(stems(" ".join(told), query.language))
    shared = (query.terms.keys() & lead.sentence.stems) - {*query.expected.counted[:1]}
    return all(
        any(near(word.lower(), each) >= _NEAR for each in told)
        for word in words(query.text)
        if shared & set(stems(word, query.language)) - held
    )


def _told(value: Value, other: Claim) -> bool:
    """Tell whether the other article's sentence has a value too: then it knows how both can be."""
    return any(value.told_by(each) for each in values(other.sentence.text))


def _may_be_one_event(query: Query, one: Article, other: Article) -> bool:
    """Tell whether two articles are close in time and both have the question's names.

    Of what is asked in the present tense an old article may tell what is no longer so.
    """
    days = [each.published for each in (one, other) if each.published]
    dated = len(days) == 2 and not query.expected.present
    if dated and abs((days[0] - days[1]).days) > _DAYS_APART:
        return False
    wholes = (f"{each.title}\n{each.text}".lower() for each in (one, other))
    held = [{name for name in query.names if name.lower() in whole} for whole in wholes]
    return held[0] == held[1]


def _age(claim: Claim) -> int:
    return -(claim.article.published or date.min).toordinal()
