"""Questions of our own become lines over the passages that the assistant reads."""

import hashlib
import json
import random
from pathlib import Path

import pytest

from training.articles import known_texts, of_others, read_articles
from training.lines import DataError, Line

ARTICLE = {
    "title": "Barge sinks off Orlu",
    "paragraphs": [
        "A barge sank off Orlu on Monday.",
        "It carried 900 tonnes of gravel. The harbour master, Ida Holm, saw it go down.",
    ],
    "questions": [
        {"q": "How much gravel was on board?", "a": "900 tonnes", "p": 1},
        {"q": "Who owned the barge?", "a": None},
    ],
}


def lines(tmp_path: Path, article: object, texts: dict[str, list[str]] | None = None) -> list[Line]:
    path = tmp_path / "ours.jsonl"
    path.write_text(json.dumps(article))
    return list(read_articles(path, texts or {}, seed=7))


def test_an_answer_stands_in_its_passage_to_the_letter(tmp_path: Path) -> None:
    (line,) = (line for line in lines(tmp_path, ARTICLE) if line.source == "ours")
    ((start, end),) = line.answers
    assert line.context[start:end] == "900 tonnes"
    assert line.question.rstrip("?") == "How much gravel was on board"


def test_a_near_miss_is_asked_of_a_passage_that_does_not_answer(tmp_path: Path) -> None:
    near = [line for line in lines(tmp_path, ARTICLE) if line.source == "ours+near"]
    assert near
    assert all(not line.answers and "barge" in line.context for line in near)


def test_of_words_that_stand_twice_those_in_the_paragraph_named_are_the_answer(
    tmp_path: Path,
) -> None:
    article = {
        "title": "",
        "paragraphs": ["Nine boats left.", "Nine came home."],
        "questions": [{"q": "How many returned?", "a": "Nine", "p": 1}],
    }
    (line,) = (line for line in lines(tmp_path, article) if line.answers)
    assert line.answers == ((line.context.index("Nine came"), line.context.index(" came")),)


def test_the_same_seed_gives_the_same_lines(tmp_path: Path) -> None:
    assert lines(tmp_path, ARTICLE) == lines(tmp_path, ARTICLE)


def test_a_text_that_is_not_ours_is_found_by_its_digest(tmp_path: Path) -> None:
    text = "A barge sank off Orlu on Monday."
    source = tmp_path / "lines.jsonl"
    source.write_text(json.dumps({"context": text}))
    article = {
        "title": "",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "questions": [{"q": "Where did it sink?", "a": [[13, 21]], "p": 0}],
    }
    (line,) = lines(tmp_path, article, known_texts([source]))
    assert [line.context[start:end] for start, end in line.answers] == ["off Orlu"]
    assert lines(tmp_path, article) == []


def test_an_answer_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    article = ARTICLE | {"questions": [{"q": "Where?", "a": "off Varn", "p": 0}]}
    with pytest.raises(DataError, match=r"ours\.jsonl, line 1 is no article"):
        lines(tmp_path, article)


def test_an_answered_question_is_asked_of_a_similar_passage_under_its_own_headline() -> None:
    own = Line("How much gravel?", "The barge carried 900 tonnes of gravel.", ((18, 28),))
    other = Line("Who paid for it?", "The town paid for the gravel path.", ((0, 8),), title="Path")
    found = [line for seed in range(9) for line in of_others([own, other], random.Random(seed))]
    assert {(line.question, line.context, line.title) for line in found} >= {
        ("How much gravel?", "The town paid for the gravel path.", "Path")
    }
    assert not any(line.answers for line in found)
