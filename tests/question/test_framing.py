"""A question about articles taken apart; a question about the world is left alone."""

import pytest

from assistant.question.framing import Frame, frame, without_courtesy


@pytest.mark.parametrize(
    ("text", "rest", "how", "topic"),
    [
        ("how many articles mention whales", "how many articles", "mention", "whales"),
        ("do you have anything about whales", "† anything", "about", "whales"),
        (
            "when was the article about the lamp published",
            "when was the article published",
            "about",
            "the lamp",
        ),
        ("how often are whales mentioned", "how often", "mentioned", "whales"),
        ("which articles in the archive are about whales", "which articles", "are about", "whales"),
        ("list the articles ¤", "list the articles ¤", "", ""),
    ],
)
def test_the_topic_is_taken_out(text, rest, how, topic):
    assert frame(text) == Frame(rest, how, topic)


def test_what_stands_before_the_article_is_its_topic_too_but_less_surely():
    assert frame("who wrote the lighthouse article") == Frame(
        "who wrote the article", "", "lighthouse", plain=False
    )


@pytest.mark.parametrize(
    "text",
    [
        "how many articles were stolen",
        "how many articles about the war were censored",
        "what did the article about whales say",
        "why do the articles mention whales",
    ],
)
def test_one_word_more_and_it_is_about_the_world(text):
    assert frame(text) is None


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Could you please show me articles about whales?", "articles about whales"),
        ("What's the newest on whales?", "What is the newest on whales"),
        ("Who wrote the article “Whales seen”?", 'Who wrote the article about "Whales seen"'),
        ("Thanks! And how many articles mention it?", "how many articles mention it"),
    ],
)
def test_courtesy_is_left_out(question, plain):
    assert without_courtesy(question) == plain
