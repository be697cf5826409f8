from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.jsonl import read_jsonl
from assistant.corpus.text import read_text
from assistant.corpus.wrapping import joined_lines

ONE = (
    "The salt works of Tarn closed on Monday after the sea broke through the dyke, and the "
    "owner, Rolf Ingvar, said that they would not open again before the autumn."
)
TWO = (
    "Forty people work there. The union asked the county to pay their wages until then, as it "
    "did after the storm of 2011, but the county has not answered."
)
GERMAN = (
    "Die Saline von Tarn ist seit Montag geschlossen, weil das Meer den Deich durchbrochen hat. "
    "Der Eigentümer sagte, dass der Betrieb nicht vor dem Herbst wieder beginnen werde."
)


def wrapped(text: str, width: int, indent: str = "", first: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=indent)


@pytest.mark.parametrize("width", [45, 60, 72, 80])
@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_paragraphs_that_are_set_in_are_joined(width: int, end: str):
    text = end.join(wrapped(each, width, first="    ") for each in (ONE, TWO)) + "\n TNA\n"
    assert joined_lines(text).split() == [*ONE.split(), *TWO.split(), "TNA"]
    assert [line for line in joined_lines(text).split("\n") if line] == [ONE, TWO, "TNA"]


@pytest.mark.parametrize("width", [45, 60, 72, 80])
@pytest.mark.parametrize("indent", ["", "    "])
def test_paragraphs_with_blank_lines_between_are_joined(width: int, indent: str):
    text = "\n\n".join(wrapped(each, width, indent, indent) for each in (ONE, GERMAN, TWO))
    assert joined_lines(text) == f"{ONE}\n\n{GERMAN}\n\n{TWO}"


def test_paragraphs_that_only_a_short_line_ends_keep_apart():
    text = "\n".join(wrapped(each, 64) for each in (ONE, TWO, ONE))
    assert joined_lines(text) == f"{ONE}\n{TWO}\n{ONE}"


def test_what_a_mail_quotes_is_joined_without_its_marks():
    said = "\n".join(f"> {line}" for line in wrapped(ONE, 70).split("\n"))
    assert joined_lines(f"{said}\n{wrapped(TWO, 72)}") == f"{ONE}\n{TWO}"


def test_capitals_of_a_telex_are_joined():
    assert joined_lines(wrapped(ONE.upper(), 64)) == ONE.upper()


def test_items_columns_and_speakers_keep_their_lines():
    parts = [
        wrapped(ONE, 60),
        wrapped(f"- {TWO}", 60, "  "),
        wrapped(f"- {ONE}", 60, "  "),
        "Works      Tonnes   Staff\nTarn       1,200      40\nSund         900      31",
        wrapped(f"Q: {TWO[:60]}ask?", 60) + "\n" + wrapped(f"A: {ONE}", 60),
        wrapped(TWO, 60),
    ]
    lines = joined_lines("\n\n".join(parts)).split("\n")
    assert lines[:4] == [ONE, "", f"- {TWO}", ""]
    assert "Tarn       1,200      40" in lines
    assert f"A: {ONE}" in lines
    assert lines[-1] == TWO


def test_a_word_cut_at_the_end_of_a_line_is_mended_only_if_the_text_has_it_whole():
    text = (
        "The works will not open be-\nfore the autumn, the owner said, and that the well-\n"
        "known dyke, which broke before, would need years to be-\ncome as strong as it was then."
    )
    assert joined_lines(text) == (
        "The works will not open before the autumn, the owner said, and that the well-known dyke, "
        "which broke before, would need years to be-come as strong as it was then."
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n{TWO}\n{ONE}\n",  # a line is a paragraph
        f"{ONE}\n\n{TWO}\n",
        "The sea came in at night,\nAnd none of us awake,\nThe dyke that held for ninety years\n"
        "Was not the sea's to take,\nBut take it all it did, and more,\nFor its own fathers' sake.",
        "Results:\nTarn 4, Sund 1\nHolm 2, Varn 2\nOrm beat the champions of last year\nNo more",
        "09:14 The works are shut.\n09:40 The owner speaks to the press at the gate of the works.\n"
        "11:02 The county says that it will answer by the evening.\n12:30 Rain.",
        "It broke.\nNobody was hurt.\n",
        "",
        "\n\n",
    ],
)
def test_a_text_whose_lines_mean_something_stays_as_it_is(text: str):
    assert joined_lines(text) == text


def test_lines_of_chinese_are_joined_without_a_space():
    line = "盐场星期一关闭因为海水冲破了堤坝业主说在秋天之前不会重新开放四十人在那里工作"
    text = f"{line}\n{line}\n{line[:20]}。"
    assert joined_lines(text) == f"{line}{line}{line[:20]}。"


@given(st.text("ab .>-\n\t1A:", max_size=300))
def test_no_word_is_lost(text: str):
    letters = str.maketrans("", "", " \n\t>-")
    assert joined_lines(text).translate(letters) == text.translate(letters)


def test_files_and_records_are_read_with_joined_lines():
    text = "\n".join(wrapped(each, 64, first="    ") for each in (ONE, TWO))
    [found] = read_text("a.txt", f"SALT WORKS SHUT\n\n{text}".encode()).articles
    assert (found.title, found.text) == ("SALT WORKS SHUT", f"{ONE}\n\n{TWO}")
    record = b'{"text": "%s"}' % text.replace("\n", "\\n").encode()
    assert read_jsonl("a.jsonl", record).articles[0].text == f"{ONE}\n\n{TWO}"


def test_a_short_line_within_a_sentence_does_not_tear_it():
    text = (
        "   TARN, May 4 - The salt works of Tarn closed on Monday after the sea\n"
        "broke through the dyke, and the owner, Rolf\n"
        "Ingvar, said that they would not open again before the autumn\n"
        "of\n"
        "2012.\n"
        "   Forty people work there. The union asked the county, which met on\n"
        "Tuesday, to pay their wages until then."
    )
    assert joined_lines(text).split("\n\n") == [
        "TARN, May 4 - The salt works of Tarn closed on Monday after the sea broke through the "
        "dyke, and the owner, Rolf Ingvar, said that they would not open again before the autumn "
        "of 2012.",
        "Forty people work there. The union asked the county, which met on Tuesday, to pay their "
        "wages until then.",
    ]


def test_a_mail_that_was_wrapped_twice_is_joined():
    long = wrapped(f"{ONE} {TWO}", 76).split("\n")
    ragged = "\n".join(part for line in long for part in textwrap.wrap(line, 66))
    assert joined_lines(ragged) == f"{ONE} {TWO}"


def test_a_short_line_that_ends_its_sentence_ends_its_paragraph():
    said = "The union asked the county to pay the wages until then, said Ida.)"
    text = f"{wrapped(ONE, 64)}\nIt (the dyke) is old, said Ida. (“Very!”)\n{wrapped(said, 64)}"
    assert joined_lines(f"{text}\n{wrapped(TWO, 64)}").split("\n")[-1] == TWO


def test_a_day_or_a_month_that_is_cut_at_the_end_of_a_line_is_mended():
    text = (
        wrapped(ONE, 64) + "\nThe county, which was to meet on Wednes-\nday, will do so in Novem-\n"
    )
    assert joined_lines(f"{text}ber.").endswith("to meet on Wednesday, will do so in November.")


def test_a_line_above_a_paragraph_that_is_set_in_is_the_title():
    body = wrapped(f"TARN, May 4 - {ONE}", 64, first="   ") + "\n" + wrapped(TWO, 64, first="   ")
    [found] = read_text("a.txt", f"SALT WORKS SHUT\n{body}\n".encode()).articles
    assert (found.title, found.text) == ("SALT WORKS SHUT", f"TARN, May 4 - {ONE}\n\n{TWO}")
    hanging = wrapped(ONE, 64, indent="   ")
    [found] = read_text("b.txt", f"{hanging}\n".encode()).articles
    assert found.text.split() == ONE.split()
