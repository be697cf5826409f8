"""Answers that a language model words, over the real index and the real verifier."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from assistant import Answer, Assistant, ModelUnavailable, Settings, Turn, open_assistant
from assistant.schema import NOT_FOUND_TEXT
from assistant.verification import THRESHOLD, Verifier
from assistant.writing.rewriting import Rewriter
from assistant.writing.writer import Writer
from tests.conftest import CHECKOUT
from tests.fakes import ScriptedModel

FINAL = "Who won the 2022 World Cup final?"
RIGHT = "Argentina won the 2022 World Cup final [k1]."
WRONG = "France won the final 5-1 in Berlin [k1]."
AWAY = ModelUnavailable("The server 127.0.0.1:1 does not answer.")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant of this file's own, whose writer each test replaces."""
    index = tmp_path_factory.mktemp("written") / "index"
    with open_assistant(Settings(corpus=CHECKOUT / "corpus", index=index)) as opened:
        opened.sync()
        yield opened


def written(own: Assistant, model: ScriptedModel, question: str = FINAL, **more) -> list[Answer]:
    own._writer = Writer(model, Verifier(own._retriever.embedder))
    own._rewriter = Rewriter(model)
    return list(own.stream(question, **more))


def check(assistant: Assistant, answer: Answer) -> None:
    """Every citation is exact, supports its sentence, and stands where the answer says."""
    for number, each in enumerate(answer.citations, start=1):
        article = assistant.article(each.article_id)
        part = article.title if each.part == "title" else article.text
        assert part[each.start : each.end] == each.quote
        assert each.number == number
        assert each.support >= THRESHOLD
        assert answer.text[each.answer_end :].startswith((f" [{number}]", f"[{number}]", " ["))


def kinds(answer: Answer) -> list[str]:
    return [note.kind for note in answer.notes]


def test_the_quoted_answer_comes_first_and_is_provisional(own):
    answers = written(own, ScriptedModel(RIGHT))
    assert answers[0].answerer == "quotes"
    assert answers[0].checked == 0
    assert "is writing an answer" in answers[0].notes[-1].text


def test_a_written_answer_grows_word_by_word_and_ends_with_checked_citations(own):
    answers = written(own, ScriptedModel(RIGHT))
    texts = [each.text for each in answers[1:]]
    assert texts[0] == "Argentina"
    assert texts[1].startswith("Argentina won")
    last = answers[-1]
    assert last.text.startswith("Argentina won the 2022 World Cup final. [1]")
    assert last.answerer == "scripted"
    assert last.checked == len(last.text)
    assert [last.text[start:end] for start, end in last.highlights] == ["Argentina"]
    assert "first_word" in last.seconds
    check(own, last)


def test_a_sentence_is_final_as_soon_as_the_next_one_begins(own):
    reply = f"{RIGHT} Messi received the Golden Ball [k1]."
    answers = written(own, ScriptedModel(reply))
    growing = next(each for each in answers if each.text.endswith("Messi"))
    assert growing.text[: growing.checked].startswith("Argentina won the 2022 World Cup final. [1]")
    assert growing.text[growing.checked :].strip() == "Messi"


def test_what_is_final_is_never_taken_back(own):
    reply = f"{WRONG} Messi received the Golden Ball [k1]. {RIGHT}"
    answers = written(own, ScriptedModel(reply, RIGHT))
    for before, after in pairwise(answers):
        assert after.text.startswith(before.text[: before.checked])
    assert any("Golden Ball" in each.text and not each.checked for each in answers)


def test_keys_that_the_model_invents_vanish(own):
    last = written(own, ScriptedModel("Argentina won the final [k7][Source 12]."))[-1]
    assert last.text.startswith("Argentina won the final. [1]")


def test_what_the_articles_do_not_bear_out_is_repaired_once(own):
    model = ScriptedModel(WRONG, RIGHT)
    last = written(own, model)[-1]
    assert last.text.startswith("Argentina won the 2022 World Cup final. [1]")
    assert [each.text for each in last.rejected] == ["France won the final 5-1 in Berlin."]
    assert last.rejected[0].reason
    assert len(model.prompts) == 2
    assert model.prompts[1][: len(model.prompts[0])] == model.prompts[0]
    assert "France won the final 5-1 in Berlin." in model.prompts[1][-1][1]


def test_a_first_sentence_that_fails_twice_gives_way_to_a_quote(own):
    model = ScriptedModel(f"{WRONG} Messi received the Golden Ball [k1].", WRONG)
    last = written(own, model)[-1]
    assert last.text.startswith("Argentina ")
    assert last.citations[0].quote == last.text[: last.citations[0].answer_end]
    assert "Berlin" not in last.text
    check(own, last)


def test_a_later_sentence_that_fails_twice_is_dropped(own):
    last = written(own, ScriptedModel(f"{RIGHT} {WRONG}", WRONG))[-1]
    assert last.text.startswith("Argentina won the 2022 World Cup final. [1]")
    assert "France" not in last.text
    assert last.rejected


def test_where_nothing_written_holds_the_quoted_answer_stays_and_says_why(own):
    last = written(own, ScriptedModel(WRONG, WRONG))[-1]
    assert last.answerer == "quotes"
    assert last.status == "answered"
    assert "do not bear out what scripted wrote" in last.notes[-1].text
    assert last.checked == len(last.text)
    assert [each.text for each in last.rejected] == ["France won the final 5-1 in Berlin."]


def test_a_model_that_says_that_it_does_not_know_is_not_asked(own):
    last = written(own, ScriptedModel("The articles do not say who won."))[-1]
    assert last.answerer == "quotes"
    assert last.text.startswith("Argentina")


def test_words_in_quotation_marks_that_nobody_said_lose_the_marks(own):
    last = written(own, ScriptedModel("Argentina “won the 2022 World Cup final” [k1]."))[-1]
    assert last.text.startswith("Argentina won the 2022 World Cup final. [1]")


@pytest.mark.parametrize("reply", [AWAY, ("Argentina won", AWAY), (f"{RIGHT} Messi", AWAY)])
def test_a_model_that_fails_leaves_the_quoted_answer_with_a_note(own, reply):
    last = written(own, ScriptedModel(reply))[-1]
    assert last.answerer == "quotes"
    assert last.status == "answered"
    assert last.notes[-1].kind == "model"
    assert last.notes[-1].text == f"{AWAY} So this is the quoted answer."
    assert last.checked == len(last.text)


def test_at_most_three_sentences_are_waited_for(own):
    reply = " ".join([RIGHT, *("Messi received the Golden Ball [k1]." for _ in range(9))])
    last = written(own, ScriptedModel(reply))[-1]
    assert last.text.count("Messi") == 2


def test_what_is_not_found_is_never_written_about(own):
    model = ScriptedModel("Brazil won it.")
    (only,) = written(own, model, "Who won the 1998 World Cup?")
    assert only.text == NOT_FOUND_TEXT
    assert model.prompts == []


def test_small_talk_needs_no_model(own):
    model = ScriptedModel()
    assert written(own, model, "Hello!")[-1].status == "answered"
    assert model.prompts == []


def test_a_follow_up_is_rewritten_before_it_is_searched(own):
    model = ScriptedModel("Who received the Golden Ball in the World Cup final?", "Messi did [k1].")
    history = [Turn(FINAL, "Argentina won it. Someone received the Golden Ball.")]
    answers = written(own, model, "And who got the ball?", history=history)
    assert answers[0].checked == 0
    assert answers[-1].question == "Who received the Golden Ball in the World Cup final?"
    assert len(model.prompts) == 2


def test_a_follow_up_that_the_model_spoils_is_read_by_the_rules(own):
    model = ScriptedModel("Who is the king of Atlantis?", "Messi scored twice [k1].")
    history = [Turn("How many goals did Messi score in the final?", "Messi scored twice.")]
    last = written(own, model, "What did he receive?", history=history)[-1]
    assert "Messi" in last.question
    assert "Atlantis" not in last.question


def test_answering_without_streaming_gives_the_last_answer(own):
    own._writer = Writer(ScriptedModel(RIGHT), Verifier(own._retriever.embedder))
    assert own.answer(FINAL).answerer == "scripted"


def test_an_answer_that_names_nobody_does_not_answer_who(own):
    model = ScriptedModel("The final was watched in the stadium [k1].")
    last = written(own, model, "Who refereed the 2022 World Cup final?")[-1]
    assert last.answerer == "quotes"
    assert "Szymon Marciniak" in last.text or last.status == "not_found"
