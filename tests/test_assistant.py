"""The assistant as a whole: contract, errors, follow-ups, threads."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant import (
    Answer,
    Assistant,
    CorpusError,
    Filters,
    IndexMissing,
    QuestionError,
    Settings,
    Turn,
    UnknownArticle,
    open_assistant,
)
from assistant.schema import NOT_FOUND_TEXT
from tests.tasks import awaited

PUTIN = "What preconditions did Putin set?"
TOLL = "How many people died in the earthquakes in Turkey and Syria?"


def check(assistant: Assistant, answer: Answer) -> None:
    """Every citation is exactly what the article says, and exactly where."""
    for number, citation in enumerate(answer.citations, start=1):
        article = assistant.article(citation.article_id)
        part = article.title if citation.part == "title" else article.text
        assert part[citation.start : citation.end] == citation.quote
        assert answer.text[citation.answer_start : citation.answer_end] == citation.quote
        assert citation.number == number
        assert citation.digest


def test_every_question_of_the_sample_gets_exact_citations(sample: Assistant) -> None:
    questions = [head.metadata["question"] for head in _heads(sample)]
    assert len(questions) == 16
    for question in questions:
        answer = sample.answer(question)
        assert answer.status == "answered", question
        check(sample, answer)


def _heads(assistant: Assistant) -> list:  # type: ignore[type-arg]
    with assistant._index.snapshot() as snapshot:
        return list(snapshot.heads())


def test_what_the_articles_do_not_say_is_not_found_with_leads(sample: Assistant) -> None:
    answer = sample.answer("Who won the 1998 World Cup?")
    assert (answer.status, answer.text) == ("not_found", NOT_FOUND_TEXT)
    assert answer.citations == ()
    assert answer.passages


@pytest.mark.parametrize("question", ["", "  \n\t", "\u200b", "x" * 2001])
def test_an_empty_or_endless_question_is_refused_by_name(sample: Assistant, question: str) -> None:
    with pytest.raises(QuestionError):
        sample.answer(question)
    with pytest.raises(QuestionError):
        sample.search(question)


def test_an_unknown_article_is_refused_by_name(sample: Assistant) -> None:
    with pytest.raises(UnknownArticle, match="nowhere"):
        sample.article("nowhere")


def test_an_answer_before_any_sync_says_what_to_do(tmp_path: Path) -> None:
    with (
        open_assistant(Settings(corpus=tmp_path, index=tmp_path / "index")) as opened,
        pytest.raises(IndexMissing, match="assistant index"),
    ):
        opened.answer("Who?")


def test_a_missing_corpus_never_empties_the_index(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "wall.md").write_text("---\ntitle: Wall\n---\nThe harbour wall was rebuilt.\n")
    with open_assistant(Settings(corpus=corpus, index=tmp_path / "index")) as opened:
        opened.sync()
        (corpus / "wall.md").unlink()
        with pytest.raises(CorpusError):
            opened.sync()
        assert opened.info().articles == 1


def test_every_article_is_listed_with_its_file_and_without_its_text(sample: Assistant) -> None:
    heads = sample.articles()
    assert len(heads) == sample.info().articles == 16
    article = sample.article(heads[0].id)
    assert (heads[0].title, heads[0].path) == (article.title, article.path)
    assert all(head.words > 50 and head.published for head in heads)


def test_the_fingerprint_changes_with_the_folder_and_only_then(tmp_path: Path) -> None:
    (tmp_path / "wall.md").write_text("The harbour wall was rebuilt.")
    with open_assistant(Settings(corpus=tmp_path, index=tmp_path / "index")) as opened:
        before = opened.fingerprint()
        assert opened.fingerprint() == before
        (tmp_path / "wall.md").write_text("The harbour wall was rebuilt again.")
        assert opened.fingerprint() != before
        (tmp_path / "wall.md").unlink()
        with pytest.raises(CorpusError):
            opened.fingerprint()


def test_the_same_question_gets_the_same_answer_to_the_byte(sample: Assistant) -> None:
    one, other = (sample.answer(PUTIN).to_dict() for _ in range(2))
    one.pop("seconds"), other.pop("seconds")
    assert json.dumps(one) == json.dumps(other)


def test_a_follow_up_is_read_with_the_turns_before(sample: Assistant) -> None:
    history = [Turn(PUTIN, sample.answer(PUTIN))]
    answer = sample.answer("What did he say about security guarantees?", history=history)
    assert "Putin" in answer.question
    assert "security guarantees" in answer.text
    check(sample, answer)


def test_a_follow_up_that_the_articles_do_not_answer_is_refused(sample: Assistant) -> None:
    history = [Turn(PUTIN, sample.answer(PUTIN))]
    answer = sample.answer("What did Zelensky say about the harvest?", history=history)
    assert answer.status == "not_found"


def test_a_question_that_stands_alone_is_searched_as_it_is(sample: Assistant) -> None:
    history = [Turn(PUTIN, sample.answer(PUTIN))]
    question = "When did Notre-Dame reopen?"
    assert sample.answer(question, history=history).question == question


def test_a_greeting_before_a_question_is_no_part_of_it(sample: Assistant) -> None:
    answer = sample.answer("Hi, when did Finland join NATO?")
    assert answer.question == "when did Finland join NATO?"
    assert "4 April 2023" in answer.text


def test_time_words_are_told_in_notes(sample: Assistant) -> None:
    answer = sample.answer("What did Putin say in December 2023?")
    assert answer.date_range is not None
    assert answer.date_range.since == date(2023, 12, 1)
    assert {note.kind for note in answer.notes} == {"dates"}
    recent = sample.answer("What did Putin say in the last two years?")
    assert {note.kind for note in recent.notes} >= {"dates", "as_of"}


def test_the_default_as_of_date_is_the_day_of_the_newest_article(sample: Assistant) -> None:
    assert sample.answer(PUTIN).as_of == date(2024, 12, 8)
    assert sample.answer(PUTIN, as_of=date(2024, 3, 14)).as_of == date(2024, 3, 14)


def test_filters_leave_out_what_they_say(sample: Assistant) -> None:
    filters = Filters(since=date(2024, 12, 1))
    assert sample.answer(PUTIN, filters=filters).status == "not_found"
    assert sample.answer(PUTIN, filters=Filters(sources=["world desk"])).status == "answered"


def test_a_stream_grows_to_the_complete_answer(sample: Assistant) -> None:
    parts = list(sample.stream(TOLL))
    complete = sample.answer(TOLL)
    assert parts[-1].text == complete.text
    assert parts[-1].checked == len(complete.text)
    assert len(parts) > 1
    for part in parts:
        assert complete.text.startswith(part.text)
        check(sample, part)


def test_an_answer_can_be_awaited_and_others_are_answered_meanwhile(sample: Assistant) -> None:
    async def ask() -> tuple[list[Answer], list[Answer]]:
        both = await asyncio.gather(sample.aanswer(PUTIN), sample.aanswer(TOLL))
        return list(both), [growing async for growing in sample.astream(PUTIN)]

    both, grown = awaited(ask())
    assert [each.text for each in both] == [sample.answer(each).text for each in (PUTIN, TOLL)]
    assert grown[-1].text == both[0].text
    with pytest.raises(QuestionError):
        awaited(sample.aanswer(" "))


def test_many_threads_may_ask_at_once(sample: Assistant) -> None:
    questions = [PUTIN, "When did Finland join NATO?", "When did Notre-Dame reopen?", "hi"] * 3
    alone = [sample.answer(question).text for question in questions]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda question: sample.answer(question).text, questions))
    assert together == alone


@pytest.fixture(scope="module")
def seed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The article that the project started from, alone in a folder."""
    corpus, index = shared / "seeds", tmp_path_factory.mktemp("seed") / "index"
    with open_assistant(Settings(corpus=corpus, index=index)) as opened:
        opened.sync()
        yield opened


def cites(answer: Answer, *words: str) -> bool:
    return all(any(word in each.quote for each in answer.citations) for word in words)


def test_the_seed_article_answers_its_questions(seed: Assistant) -> None:
    conditions = seed.answer(PUTIN)
    assert cites(conditions, "situation on the ground", "decrees")
    check(seed, conditions)
    assert cites(seed.answer("Which outlets were the remarks for?"), "RIA News")
    follow_up = seed.answer(
        "What did he propose about the decrees?", history=[Turn(PUTIN, conditions)]
    )
    assert cites(follow_up, "rescinded")


@pytest.mark.parametrize(
    "question",
    [
        "Who won the 1998 World Cup?",
        "What did Zelensky say about the harvest?",
        "How many soldiers died?",
        "What is the price of gas?",
    ],
)
def test_the_seed_article_does_not_say(seed: Assistant, question: str) -> None:
    assert seed.answer(question).status == "not_found"
    history = [Turn(PUTIN, seed.answer(PUTIN))]
    assert seed.answer(question, history=history).status == "not_found"
