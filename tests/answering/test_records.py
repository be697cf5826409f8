"""The first line of an answer from the records, in grammatical English."""

from datetime import date

import pytest

from assistant.answering.records import Fitting, bracketed, nothing, told
from assistant.question.archive import Request, Wanted
from assistant.question.bylines import Attribution
from assistant.schema import ArticleHead, DateRange

ONE = ArticleHead(id="a", title="A", source="Post", author="Ada Quill", published=date(2023, 5, 2))
TWO = ArticleHead(id="b", title="B", source="Mail", author="Tom Orr", published=date(2023, 5, 9))
BARE = ArticleHead(id="c", title="C")
POST = Attribution(sources=frozenset({"Post"}), typed="the Post")
MAY = DateRange(since=date(2023, 5, 1), until=date(2023, 5, 31))


@pytest.mark.parametrize(
    ("request_", "heads", "line"),
    [
        (Request(Wanted.COUNT, "whales"), [ONE], "1 article is about whales:"),
        (Request(Wanted.COUNT, "whales", about=False), [ONE], "1 article mentions whales:"),
        (Request(Wanted.ARTICLES, "whales"), [ONE, TWO], "2 articles are about whales:"),
        (
            Request(Wanted.ARTICLES, named=POST, period=MAY),
            [ONE],
            "There is 1 article from Post published between 1 and 31 May 2023:",
        ),
        (Request(Wanted.AUTHOR), [ONE, TWO], "Ada Quill and Tom Orr wrote these 2 articles:"),
        (Request(Wanted.AUTHOR), [BARE], "The article names no author:"),
        (Request(Wanted.PUBLISHED), [ONE], "The article was published on 2 May 2023:"),
        (
            Request(Wanted.PUBLISHED),
            [TWO, ONE],
            "These 2 articles were published between 2 May 2023 and 9 May 2023:",
        ),
        (Request(Wanted.PUBLISHED), [BARE], "The article has no day of publication:"),
        (Request(Wanted.SOURCE), [ONE], "Post published this article:"),
        (Request(Wanted.SOURCE), [BARE], "The article names no outlet:"),
        (Request(Wanted.HEADLINE), [ONE, TWO], "The headlines of 2 articles:"),
    ],
)
def test_the_first_line_answers(request_, heads, line):
    said = told(Fitting(heads), request_)
    assert said is not None
    assert said.opening == line
    assert said.value in said.opening


def test_what_is_only_mentioned_is_told_apart():
    request = Request(Wanted.ARTICLES, "whales")
    more = told(Fitting([ONE], more=1), request)
    passing = told(Fitting([ONE, TWO], in_passing=True), request)
    assert more is not None
    assert more.opening == "1 article is about whales, and 1 more mentions it:"
    assert passing is not None
    assert passing.opening == "No article is about whales, but 2 mention it:"


def test_a_record_that_is_silent_answers_only_a_sure_question():
    assert told(Fitting([BARE]), Request(Wanted.AUTHOR, sure=False)) is None


def test_that_nothing_fits_is_said_with_all_conditions():
    assert nothing(Request(Wanted.COUNT, "whales", named=POST)) == (
        "No article from Post is about whales."
    )
    assert nothing(Request(Wanted.ARTICLES, named=POST, period=MAY)) == (
        "There is no article from Post published between 1 and 31 May 2023."
    )


def test_a_headline_is_followed_by_who_and_when():
    assert bracketed(ONE, Request(Wanted.COUNT), Fitting([ONE])) == " (Post, 2 May 2023)"
    assert bracketed(BARE, Request(Wanted.COUNT), Fitting([BARE])) == ""
