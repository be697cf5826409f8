"""What a folder of articles is made of: files, the articles they hold, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from assistant.schema import Article

_MOST_TOLD, _FIRST_TOLD = 20, 3  # problems of one file


class FileState(NamedTuple):
    """A file as the last scan saw it; `modified` is in nanoseconds, `path` relative and posix."""

    path: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, or with one line of it ("feed.jsonl:12"), in a user's words."""

    path: str
    reason: str


class UnsureDay(NamedTuple):
    """A date of an article that two readers take for two days, and the problem that tells so."""

    article_id: str
    written: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class FileContent:
    """The articles of one file, in order, and everything in it that could not be read."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    # By which name, or at which place, the fields of the first article were found.
    origins: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[UnsureDay, ...] = ()


def unreadable(path: str, reason: str) -> FileContent:
    """Return the content of a file that holds no article."""
    return FileContent(problems=(Problem(path, reason),))


def in_short(path: str, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems of a file; of too many only the first, and how many more there are."""
    if len(problems) <= _MOST_TOLD:
        return tuple(problems)
    more = Problem(path, f"{len(problems) - _FIRST_TOLD:,} more problems like these are in it")
    return (*problems[:_FIRST_TOLD], more)


def told_of(content: FileContent, problems: Iterable[Problem]) -> FileContent:
    """Return the content with further problems behind its own."""
    return replace(content, problems=(*content.problems, *problems))


def remarked(content: FileContent, path: str, remark: str) -> FileContent:
    """Return the content with a remark on how it was read, if there is one and anything was."""
    remarks = (Problem(path, remark),) if remark and content.articles else ()
    return replace(content, problems=(*remarks, *content.problems))


def together(path: str, contents: Iterable[FileContent]) -> FileContent:
    """Return what several parts of a file hold; of articles with the same id only the first."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    unsure: list[UnsureDay] = []
    for content in contents:
        for article in content.articles:
            if articles.setdefault(article.id, article) is not article:
                reason = f"the id {article.id!r} is there twice; only the first is indexed"
                problems.append(Problem(path, reason))
        problems += content.problems
        unsure += content.unsure
    return FileContent(tuple(articles.values()), tuple(problems), unsure=tuple(unsure))
