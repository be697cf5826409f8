"""What a reranker changes: the order of passages and sentences, and the confidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings, open_assistant
from assistant.candidates import TITLE
from assistant.cli import main
from assistant.crossencoder import CrossEncoderReranker
from assistant.embedding import SentenceEmbedder
from assistant.quoting import QuotingAnswerer
from assistant.reranking import (
    PASSAGE_WEIGHT,
    SENTENCE_WEIGHT,
    SENTENCES,
    RerankedAnswerer,
    RerankedRetriever,
    Reranker,
    ranked_anew,
    second_opinion,
)
from assistant.retrieval import Retriever
from assistant.store.index import Index
from tests.answering import candidate, stored
from tests.crossencoders import save_cross_encoder
from tests.fakes import WordReranker

WALL = """---
title: Oberdorf rebuilds its harbour wall
date: 2024-03-12
---
The council of Oberdorf voted on Tuesday to rebuild the harbour wall. The harbour wall of Oberdorf
will cost four million francs. Work on the harbour wall begins in May.
"""
STORM = """---
title: Storm breaks harbour wall
date: 2024-02-01
---
A storm broke the harbour wall of Oberdorf on Thursday. The harbour wall was seventy years old. The
mayor, Jonas Frei, said that the harbour wall would be rebuilt.
"""
BREAD = """---
title: Bakery wins prize
date: 2024-03-01
---
A bakery in Oberdorf has won the prize for rye bread. The jury praised its crust.
"""
ASKED = "What about the harbour wall of Oberdorf?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with articles, an index and a cross-encoder."""
    folder = tmp_path_factory.mktemp("reranking")
    (folder / "corpus").mkdir()
    for name, text in {"wall": WALL, "storm": STORM, "bread": BREAD}.items():
        (folder / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    with open_assistant(settings(folder)) as assistant:
        assistant.sync()
    save_cross_encoder(folder / "cross")
    return folder


def settings(folder: Path, reranker: Path | None = None) -> Settings:
    given = str(reranker) if reranker else None
    return Settings(corpus=folder / "corpus", index=folder / "index", reranker=given)


@pytest.fixture(scope="module")
def plain(folder: Path) -> Iterator[Assistant]:
    with open_assistant(settings(folder)) as opened:
        yield opened


@pytest.fixture
def reading(folder: Path) -> Iterator[Callable[[Reranker], Assistant]]:
    """Open an assistant with a given reranker."""
    embedder = SentenceEmbedder()
    index = Index(folder / "index", lambda: embedder)

    def opened(reranker: Reranker) -> Assistant:
        return Assistant(
            corpus=folder / "corpus",
            index=index,
            retriever=RerankedRetriever(embedder, reranker),
            answerer=RerankedAnswerer(reranker),
            threshold=0.0,
        )

    yield opened
    index.close()


def said(answer: Answer) -> dict[str, object]:
    """Return all of an answer but how long it took."""
    return dataclasses.replace(answer, seconds={}).to_dict()


def test_passages_are_ordered_by_their_score_and_what_a_real_cross_encoder_adds(
    folder: Path, plain: Assistant
) -> None:
    before = plain.search(ASKED)
    texts = [f"{each.title}\n{each.text}" for each in before]
    scores = CrossEncoderReranker(folder / "cross").scores(ASKED, texts)
    added = {e.id: e.score + PASSAGE_WEIGHT * s for e, s in zip(before, scores, strict=True)}
    with open_assistant(settings(folder, folder / "cross")) as assistant:
        after = {each.id: each.score for each in assistant.search(ASKED)}
    assert after == pytest.approx(added, abs=2e-6)
    assert list(after) == sorted(added, key=lambda key: -added[key])


def test_the_passage_that_it_holds_to_answer_comes_first(
    plain: Assistant, reading: Callable[[Reranker], Assistant]
) -> None:
    for word, first in {"seventy": "storm.md", "francs": "wall.md"}.items():
        found = reading(WordReranker(word)).search(ASKED)
        assert found[0].article_id == first
        assert {each.id for each in found} == {each.id for each in plain.search(ASKED)}


def test_of_a_longer_list_no_more_is_asked_for_than_the_limit(
    reading: Callable[[Reranker], Assistant],
) -> None:
    reranker = WordReranker("seventy")
    assert [each.article_id for each in reading(reranker).search(ASKED, 1)] == ["storm.md"]
    assert len(reranker.read) == 3, "all are read before the list is cut"


@pytest.mark.parametrize("word", ["seventy", "francs", "voted"])
def test_a_sentence_is_quoted_when_it_is_held_to_answer_and_not_when_it_alone_is_not(
    reading: Callable[[Reranker], Assistant], word: str
) -> None:
    assert word in reading(WordReranker(word, likely=1, unlikely=0)).answer(ASKED).text
    assert word not in reading(WordReranker(word, likely=0, unlikely=1)).answer(ASKED).text


def test_a_sentence_is_read_below_its_headline_and_a_headline_alone(
    reading: Callable[[Reranker], Assistant],
) -> None:
    reranker = WordReranker("seventy")
    reading(reranker).answer(ASKED)
    sentences = [text for text in reranker.read if text.count("\n") == 1]
    assert "Bakery wins prize\nThe jury praised its crust." in sentences
    assert "Storm breaks harbour wall" in reranker.read


def test_only_the_best_sentences_are_read_and_the_others_stay_behind_them() -> None:
    article = stored("One came. " * 30)
    ranked = [candidate(article, place, score=1 - place / 100) for place in range(30)]
    scores = [0.0] * (SENTENCES - 1) + [1.0]
    anew = ranked_anew(ranked, scores)
    assert [each.place for each in anew[:2]] == [SENTENCES - 1, 0]
    assert anew[0].score == pytest.approx(1 - (SENTENCES - 1) / 100 + SENTENCE_WEIGHT)
    assert anew[SENTENCES:] == ranked[SENTENCES:]
    assert ranked_anew([candidate(article, TITLE)], []) == [candidate(article, TITLE)]


def test_confidence_rises_with_what_it_was_and_with_what_the_reranker_says() -> None:
    steps = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0]
    for fixed in (0.2, 0.5, 0.8):
        by_reranker = [second_opinion(fixed, step) for step in steps]
        by_others = [second_opinion(step, fixed) for step in steps]
        assert by_reranker == sorted(by_reranker)
        assert by_others == sorted(by_others)
        assert 0 < by_reranker[0] < fixed < by_reranker[-1] < 1


def test_a_reranker_that_cannot_tell_changes_no_answer(
    plain: Assistant, reading: Callable[[Reranker], Assistant]
) -> None:
    unsure = reading(WordReranker("", likely=0.5)).answer(ASKED)
    before = plain.answer(ASKED)
    assert before.status == "answered"
    assert (unsure.text, unsure.citations) == (before.text, before.citations)
    assert unsure.confidence == pytest.approx(before.confidence, abs=1e-4)


@pytest.mark.parametrize("likely", [0.02, 0.3, 0.8])
def test_the_confidence_is_a_second_opinion_on_what_it_would_be_without(
    plain: Assistant, reading: Callable[[Reranker], Assistant], likely: float
) -> None:
    found = reading(WordReranker("", likely=likely)).answer(ASKED).confidence
    assert found == second_opinion(plain.answer(ASKED).confidence, likely)


def test_what_it_says_of_a_sentence_that_is_not_the_first_does_not_count(
    plain: Assistant, reading: Callable[[Reranker], Assistant]
) -> None:
    found = reading(WordReranker("crust", likely=0.7, unlikely=0.5)).answer(ASKED).confidence
    assert found == pytest.approx(plain.answer(ASKED).confidence, abs=1e-4)


def test_one_that_is_sure_moves_an_even_chance_only_so_far() -> None:
    assert second_opinion(0.5, 0.0) == pytest.approx(0.12, abs=0.005)
    assert second_opinion(0.5, 1.0) == pytest.approx(0.88, abs=0.005)
    assert second_opinion(0.99, 0.0) > 0.9


def test_a_question_is_answered_alike_in_two_runs(folder: Path) -> None:
    answers = []
    for _ in range(2):
        with open_assistant(settings(folder, folder / "cross")) as assistant:
            answers.append([said(assistant.answer(asked)) for asked in (ASKED, "Who is Frei?")])
    assert answers[0] == answers[1]


def test_without_the_setting_no_reranker_is_made(
    folder: Path, plain: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(plain.answer(ASKED))
    assert type(plain._retriever) is Retriever
    assert type(plain._lookup._answerer) is QuotingAnswerer
    monkeypatch.setenv("ASSISTANT_RERANKER", str(folder / "cross"))
    with open_assistant(Settings(corpus=folder / "corpus", index=folder / "index")) as assistant:
        assert said(assistant.answer(ASKED)) != before
    monkeypatch.delenv("ASSISTANT_RERANKER")
    with open_assistant(Settings(corpus=folder / "corpus", index=folder / "index")) as assistant:
        assert said(assistant.answer(ASKED)) == before


def test_a_folder_that_is_not_there_is_one_line_on_the_command_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ASSISTANT_RERANKER", "./missing")
    assert main(["ask", ASKED]) == 1
    printed, told = capsys.readouterr()
    assert printed == ""
    assert "The reranker './missing' could not be loaded: there is no such folder." in told
    assert told.count("\n") == 1
