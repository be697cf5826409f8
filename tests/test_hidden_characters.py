"""What nobody sees in a text changes no answer, and is quoted as it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.making import indexed

HARBOUR = """---
title: New har\u00adbour mas\u00adter in Sund
source: Sund Post
date: 2024-02-05
---

The council ap\u00adpoint\u00aded Ma\u200brit Hol\u00adgersen as har\u00adbour mas\u00adter in Sund
on Mon\u00adday.\u200b She earns 58\u202f000\u00a0crowns a month. \ufeffThe ﬁshermen’s
spokes\u00adwoman Tove Lind wel\u00adcomed the choice.
"""
CAFE = unicodedata.normalize(
    "NFD",
    "Café opens\n\nThe café Zum Löwen opened in Varn on Friday. Its owner is José Ibáñez.\n",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {"harbour.md": HARBOUR, "cafe.txt": CAFE}
    with indexed(tmp_path_factory.mktemp("hidden"), files) as opened:
        yield opened


def seen(text: str) -> str:
    hidden = "\u00ad\u200b\ufeff"
    return unicodedata.normalize("NFKC", text.translate(dict.fromkeys(map(ord, hidden))))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who was appointed as harbour master of Sund?", "Marit Holgersen"),
        ("Who was ap\u00adpointed as har\u00adbour mas\u00adter of Sund?", "Marit Holgersen"),
        ("Who is the spokeswoman of the fishermen?", "Tove Lind"),
        ("How many crowns does the harbour master earn a month?", "58 000 crowns"),
        ("Who is the owner of the café Zum Löwen?", "José Ibáñez"),
    ],
)
def test_a_question_finds_the_words_as_they_are_read(
    assistant: Assistant, question: str, expected: str
):
    answer = assistant.answer(question)
    assert answer.status == "answered"
    first = answer.citations[0]
    assert expected in seen(first.quote)
    assert assistant.article(first.article_id).text[first.start : first.end] == first.quote
    [(start, end), *_] = answer.highlights
    assert expected in seen(answer.text[start:end])


def test_no_note_denies_a_word_that_everybody_sees(assistant: Assistant):
    answer = assistant.answer("How tall is the spokeswoman Tove Lind of the fishermen?")
    assert answer.status == "not_found"
    told = " ".join(note.text for note in answer.notes)
    assert not any(word in told.partition("not")[2] for word in ("Tove", "Lind", "fishermen"))
