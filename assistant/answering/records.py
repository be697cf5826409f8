"""What the records of the index say, in words: the first line of an answer, bylines and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.question.archive import Request, Wanted
from assistant.question.timewords import describe
from assistant.schema import ArticleHead, Fact
from assistant.text.dates import spoken_day


@dataclass(frozen=True, slots=True)
class Fitting:
    """The articles that fit, the newest first, and how they do.

    `more` mention in passing what these are about; `in_passing` tells that these do no more
    themselves. `times` is how often each names it.
    """

    heads: Sequence[ArticleHead]
    more: int = 0
    in_passing: bool = False
    times: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """The first line, what in it answers by itself, and the same as data."""

    opening: str
    value: str
    facts: tuple[Fact, ...]


def told(found: Fitting, request: Request) -> Told | None:
    """Say what the records say; None where they are silent and the question may mean the texts."""
    ids = tuple(head.id for head in found.heads)
    if request.wanted is Wanted.MENTIONS:
        times = sum(found.times[key] for key in ids)
        fact = Fact(kind=request.wanted.value, value=str(times), article_ids=ids)
        where = f"{_counted(len(ids), 'article')}{_by_whom(request)}"
        said = f"“{request.topic}” is mentioned {_counted(times, 'time')} in {where}:"
        return Told(said, _counted(times, "time"), (fact,))
    if request.wanted in (Wanted.COUNT, Wanted.ARTICLES):
        fact = Fact(kind=request.wanted.value, value=str(len(ids)), article_ids=ids)
        return Told(_listed(found, request), _counted(len(ids), "article"), (fact,))
    return _told_of_each(found, request)


def _told_of_each(found: Fitting, request: Request) -> Told | None:
    values = {head.id: _value(head, request.wanted) for head in found.heads}
    if not (request.sure or any(values.values())):
        return None
    opening, value = _SAID[request.wanted](found.heads)
    if found.in_passing:
        opening = f"No article is mainly about {request.topic}. {opening}"
    facts = [
        Fact(kind=request.wanted.value, value=each, article_ids=(key,))
        for key, each in values.items()
    ]
    return Told(opening, value, tuple(facts))


def nothing(request: Request) -> str:
    """Say that no article fits."""
    if not request.topic:
        return f"There is no article{_by_whom(request)}."
    does = "is about" if request.about and request.wanted is not Wanted.MENTIONS else "mentions"
    return f"No article{_by_whom(request)} {does} {request.topic}."


def bracketed(head: ArticleHead, request: Request, found: Fitting) -> str:
    """Return what follows a headline: " (Coast Post, 2 March 2024)"."""
    author = head.author if request.wanted is Wanted.AUTHOR and len(found.heads) > 1 else ""
    day = spoken_day(head.published) if head.published else ""
    said = ", ".join(part for part in (author, head.source, day) if part)
    times = _counted(found.times[head.id], "time") if found.times else ""
    said = ": ".join(part for part in (said, times) if part)
    return f" ({said})" if said else ""


def _listed(found: Fitting, request: Request) -> str:
    count, whose, topic = len(found.heads), _by_whom(request), request.topic
    articles = f"{_counted(count, 'article')}{whose}"
    be, mention = ("is", "mentions") if count == 1 else ("are", "mention")
    if request.pick and request.one and request.wanted is Wanted.ARTICLES:
        day = found.heads[0].published
        of = f" about {topic}" if topic else ""
        return f"The {request.pick} article{whose}{of}{f', of {spoken_day(day)}' if day else ''}:"
    if not topic:
        return f"There {be} {articles}:"
    if found.in_passing:
        return f"No article{whose} is about {topic}, but {count:,} {mention} it:"
    if not request.about:
        return f"{articles} {mention} {topic}:"
    others = "mentions" if found.more == 1 else "mention"
    more = f", and {found.more:,} more {others} it" if found.more else ""
    return f"{articles} {be} about {topic}{more}:"


def _by_whom(request: Request) -> str:
    named = request.named
    whose = f" by {enumerated(sorted(named.authors))}" if named.authors else ""
    if named.sources:
        one = next(iter(named.sources)) if len(named.sources) == 1 else named.typed
        whose += f" from {one}"
    return whose + (f" published {describe(request.period)}" if request.period else "")


def _author(heads: Sequence[ArticleHead]) -> tuple[str, str]:
    names = enumerated(_distinct(head.author for head in heads))
    if not names:
        return f"{_subject(heads, 'names', 'name')} no author:", ""
    some = any(not head.author for head in heads)
    wrote = "those of these that name an author" if some else _object(heads)
    return f"{names} wrote {wrote}:", names


def _published(heads: Sequence[ArticleHead]) -> tuple[str, str]:
    days = sorted({head.published for head in heads if head.published})
    if not days:
        return f"{_subject(heads, 'has', 'have')} no day of publication:", ""
    first, last = spoken_day(days[0]), spoken_day(days[-1])
    published = f"{_subject(heads, 'was', 'were')} published"
    if len(days) == 1:
        return f"{published} on {first}:", first
    return f"{published} between {first} and {last}:", ""


def _source(heads: Sequence[ArticleHead]) -> tuple[str, str]:
    names = _distinct(head.source for head in heads)
    if not names:
        return f"{_subject(heads, 'names', 'name')} no outlet:", ""
    count = f" ({len(names):,} outlets)" if len(names) > 1 else ""
    return f"{enumerated(names)}{count} published {_object(heads)}:", enumerated(names)


def _headline(heads: Sequence[ArticleHead]) -> tuple[str, str]:
    one = len(heads) == 1
    return "The headline is:" if one else f"The headlines of {_counted(len(heads), 'article')}:", ""


_SAID: Mapping[Wanted, Callable[[Sequence[ArticleHead]], tuple[str, str]]] = {
    Wanted.AUTHOR: _author,
    Wanted.PUBLISHED: _published,
    Wanted.SOURCE: _source,
    Wanted.HEADLINE: _headline,
}


def _value(head: ArticleHead, wanted: Wanted) -> str:
    """Return what an article's record says, as data."""
    day = head.published.isoformat() if head.published else ""
    return {
        Wanted.AUTHOR: head.author,
        Wanted.PUBLISHED: day,
        Wanted.SOURCE: head.source,
        Wanted.HEADLINE: head.title,
    }[wanted]


def _distinct(names: Iterable[str]) -> list[str]:
    """Return names without repeats, those of the most articles first."""
    return [name for name, _ in Counter(filter(None, names)).most_common()]


def _subject(heads: Sequence[ArticleHead], one: str, many: str) -> str:
    return f"The article {one}" if len(heads) == 1 else f"These {len(heads):,} articles {many}"


def _object(heads: Sequence[ArticleHead]) -> str:
    return "this article" if len(heads) == 1 else f"these {len(heads):,} articles"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def enumerated(parts: Sequence[str]) -> str:
    """Return parts in words: "a, b and c"."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
