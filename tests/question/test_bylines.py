"""Outlets and authors, known by any of their spellings."""

import pytest

from assistant.question.bylines import NOBODY, Attribution, Bylines
from assistant.schema import ArticleHead

BYLINES = Bylines(
    [
        ArticleHead(id="a", title="", source="news.cnn.com", author="Lena Orrin"),
        ArticleHead(id="b", title="", source="The Harbour Echo", author="Lena Orrin, Tomas Veld"),
    ]
)


@pytest.mark.parametrize("name", ["CNN", "cnn.com", "news.cnn.com"])
def test_an_outlet_is_known_by_its_name_and_its_address(name):
    assert BYLINES.named(name) == Attribution(sources=frozenset({"news.cnn.com"}), typed=name)


def test_an_author_is_known_by_the_family_name_in_every_byline():
    assert BYLINES.named("orrin").authors == {"Lena Orrin", "Lena Orrin, Tomas Veld"}
    assert BYLINES.named("Tomas Veld").authors == {"Lena Orrin, Tomas Veld"}


@pytest.mark.parametrize("name", ["Echo Harbour Line", "Lena Veldt", "", "the"])
def test_any_other_name_is_nobody(name):
    assert BYLINES.named(name) == NOBODY


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("which articles did Lena Orrin write", "which articles did ¤ write"),
        ("articles by Lena Orrin about whales", "articles ¤ about whales"),
        ("the Harbour Echo's articles", "¤ articles"),
        ("the articles of the Harbour Echo", "the articles ¤"),
    ],
)
def test_a_byline_is_taken_out_of_a_question(text, without):
    assert BYLINES.take_out(text, "articles")[0] == without


@pytest.mark.parametrize("text", ["articles about Lena Orrin", "articles that mention CNN"])
def test_who_is_only_talked_about_stays(text):
    assert BYLINES.take_out(text, "articles") == (text, NOBODY)
