"""The nouns: frozen, comparable, and plain when they leave the process."""

import dataclasses
import json
from datetime import date

import pytest

from assistant import (
    Answer,
    Article,
    Citation,
    DateRange,
    Fact,
    Filters,
    Note,
    Passage,
    Rejected,
    Turn,
)
from assistant.schema import Item

PASSAGE = Passage(
    id="a#0", article_id="a", title="T", published=date(2024, 3, 1), text="So.", start=0, end=3
)
PAGED = Article(id="a", title="A", text="One. Two. Three.", pages=(0, 5, 5))
CITATION = Citation(
    number=1, article_id="a", title="T", quote="So.", start=0, end=3, answer_start=0, answer_end=3
)
ANSWER = Answer(
    text="So. [1] “Ünï”",
    status="answered",
    citations=(CITATION,),
    passages=(PASSAGE,),
    as_of=date(2024, 3, 14),
    date_range=DateRange(since=date(2024, 3, 1)),
    highlights=((0, 2),),
    notes=(Note(kind="as_of", text="As of 14 March 2024."),),
    seconds={"retrieve": 0.01},
)


def test_an_answer_survives_json_with_dates_as_iso_strings():
    plain = json.loads(ANSWER.to_json())
    assert plain == ANSWER.to_dict()
    assert plain["as_of"] == "2024-03-14"
    assert plain["date_range"] == {"since": "2024-03-01", "until": None}
    assert plain["passages"][0]["published"] == "2024-03-01"
    assert plain["highlights"] == [[0, 2]]
    assert plain["citations"][0]["part"] == "text"
    assert plain["seconds"] == {"retrieve": 0.01}


@pytest.mark.parametrize(
    "answer",
    [
        ANSWER,
        dataclasses.replace(ANSWER, rejected=(Rejected(text="No.", reason="unsupported"),)),
        dataclasses.replace(ANSWER, facts=(Fact(kind="count", value="2", article_ids=("a", "b")),)),
        Answer(text="The articles do not say.", status="not_found"),
    ],
)
def test_an_answer_is_read_back_as_it_was(answer):
    assert Answer.from_dict(json.loads(answer.to_json())) == answer


def test_an_answer_of_a_later_version_is_read_without_what_is_not_known():
    plain = {**ANSWER.to_dict(), "mood": "glad"}
    plain["citations"] = [{**plain["citations"][0], "mood": "glad"}]
    assert Answer.from_dict(plain) == ANSWER


def test_an_answer_kept_before_there_were_facts_is_read_without_any():
    plain = ANSWER.to_dict()
    del plain["facts"]
    assert Answer.from_dict(plain) == ANSWER


def test_an_answer_kept_before_there_were_versions_is_of_the_first():
    plain = ANSWER.to_dict()
    del plain["version"]
    assert Answer.from_dict(plain).version == 1


def test_an_answer_whose_keys_may_mean_something_else_is_not_read():
    with pytest.raises(ValueError, match="version 2"):
        Answer.from_dict({**ANSWER.to_dict(), "version": 2})


# What programs read. A key may be added here; where one goes or comes to mean something else, the
# version counts up, and `from_dict` goes on reading the one before.
VERSION_1 = {
    "version": 1,
    "text": "So. [1] “Ünï”",
    "status": "answered",
    "citations": [
        {
            "number": 1,
            "article_id": "a",
            "title": "T",
            "source": "",
            "published": None,
            "url": "",
            "quote": "So.",
            "part": "text",
            "start": 0,
            "end": 3,
            "answer_start": 0,
            "answer_end": 3,
            "support": 1.0,
            "digest": "",
            "page": None,
        }
    ],
    "passages": [
        {
            "id": "a#0",
            "article_id": "a",
            "title": "T",
            "source": "",
            "published": "2024-03-01",
            "url": "",
            "text": "So.",
            "start": 0,
            "end": 3,
            "score": 0.0,
        }
    ],
    "question": "",
    "as_of": "2024-03-14",
    "date_range": {"since": "2024-03-01", "until": None},
    "confidence": 0.0,
    "answerer": "quotes",
    "highlights": [[0, 2]],
    "notes": [{"kind": "as_of", "text": "As of 14 March 2024."}],
    "rejected": [{"text": "No.", "reason": "unsupported"}],
    "items": [{"text": "So", "citations": [1]}],
    "checked": 0,
    "seconds": {"retrieve": 0.01},
    "usage": {"calls": 1},
    "facts": [{"kind": "count", "value": "2", "article_ids": ["a", "b"]}],
}


def test_the_form_of_an_answer_is_that_of_its_version():
    answer = dataclasses.replace(
        ANSWER,
        rejected=(Rejected(text="No.", reason="unsupported"),),
        items=(Item(text="So", citations=(1,)),),
        usage={"calls": 1},
        facts=(Fact(kind="count", value="2", article_ids=("a", "b")),),
    )
    assert answer.to_dict() == VERSION_1
    assert Answer.from_dict(VERSION_1) == answer


def test_json_is_one_line_and_keeps_letters_as_they_are():
    assert "\n" not in ANSWER.to_json()
    assert "Ünï" in ANSWER.to_json()


def test_every_field_of_an_answer_is_in_its_dict():
    assert set(ANSWER.to_dict()) == {field.name for field in dataclasses.fields(Answer)}


@pytest.mark.parametrize("noun", [PASSAGE, CITATION, ANSWER, Filters(), DateRange()])
def test_the_nouns_are_frozen(noun):
    name = dataclasses.fields(noun)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(noun, name, "changed")


def test_a_date_range_holds_both_its_ends_and_never_an_unknown_day():
    march = DateRange(since=date(2024, 3, 1), until=date(2024, 3, 31))
    assert date(2024, 3, 1) in march
    assert date(2024, 3, 31) in march
    assert date(2024, 2, 29) not in march
    assert date(2024, 4, 1) not in march
    assert None not in march
    assert None not in DateRange()
    assert date(1900, 1, 1) in DateRange(until=date(2024, 1, 1))


def test_filters_take_any_sequence_of_sources():
    assert Filters(sources=["CNN"]) == Filters(sources=("CNN",))


def test_a_turn_knows_the_words_of_an_answer_or_of_a_string():
    assert Turn("Q?", ANSWER).answer_text == ANSWER.text
    assert Turn("Q?", "A.").answer_text == "A."
    assert Turn("Q?").answer_text == ""


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (4, 1), (5, 3), (15, 3)])
def test_an_offset_in_a_paged_article_is_on_the_last_page_that_begins_before_it(offset, page):
    assert PAGED.page_at(offset) == page


def test_an_article_without_pages_has_none():
    assert Article(id="a", title="A", text="One.").page_at(0) is None
