from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.passages import weight
from assistant.text.sentences import LONGEST, sentence_spans

# Pieces that make splitting hard, so that random texts hit the rules and not only plain letters.
_ABBREVIATED = ["U.S. ", "Dr. ", "p.m. ", "A. ", "3.4 ", "No. 2 "]
_MARKED = ["“Go.” ", '"Why?" ', "… ", "... ", ". ", ".", "!", "。", "'", ")", "["]
_LINES = ["\n", "\n\n", "\r\n", "- ", "• ", "1. ", "\u2028"]
_PLAIN = ["The ", "he ", "word ", "今天", " ", "\t", "\x00", "\U0001f600", "e\u0301", "x" * 500]
_PIECES = st.sampled_from([*_ABBREVIATED, *_MARKED, *_LINES, *_PLAIN])
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=50).map("".join))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@given(_TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_are_ordered_tight_bounded_and_cover_the_text(text: str):
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end
        assert text[last:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert weight(text[start:end]) <= LONGEST
        last = end
    assert text[last:].strip() == ""


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_no_span_crosses_a_blank_line(text: str):
    assert all("\n\n" not in sentence for sentence in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate voted.",
        "Sen. Ana Diaz met Gov. Lee at St. Luke's.",
        "It rose to 3.4% from 3.1%.",
        "J. K. Moss wrote it.",
        "A pardon came from George H.W. Bush.",
        "The loss was the first for C.J. Stroud.",
        "Votes close at 8 p.m. Eastern time.",
        "WASHINGTON (AP) — The order was signed.",
        "The No. 2 seed lost on Oct. 1 in Lyon.",
        "“Stop!” he shouted.",
        '"Will you go?" the judge asked.',
        "He waited … and waited.",
        "See www.example.org for more.",
    ],
)
def test_a_stop_that_belongs_to_a_word_ends_no_sentence(text: str):
    assert sentences(f"{text} Then it ended.") == [text, "Then it ended."]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("They flew to the U.S. It was late.", "They flew to the U.S."),
        ("It closed at 4 p.m. Nobody came.", "It closed at 4 p.m."),
        ("Write to news@example.org. Letters are cut.", "Write to news@example.org."),
        ("The price fell by 3.7%. Traders left.", "The price fell by 3.7%."),
        ("“We lost.” The coach left.", "“We lost.”"),
        ("Is it so? No. It is not.", "Is it so?"),
        ("The vote failed.The mayor left early.", "The vote failed."),
        ("It ended.“We tried,” he said.", "It ended."),
        ("The app is out. iPhone users get it.", "The app is out."),
        ("雨が降った。道は閉まった。", "雨が降った。"),
    ],
)
def test_the_first_sentence_ends_where_it_ends(text: str, first: str):
    assert sentences(text)[0] == first


def test_lines_without_stops_are_sentences_of_their_own():
    live = "9:14 a.m. ET\n\nShelling resumes, mayor says\n\nPower is out\nTrains stop"
    assert sentences(live) == [
        "9:14 a.m. ET",
        "Shelling resumes, mayor says",
        "Power is out",
        "Trains stop",
    ]


def test_list_items_are_sentences_and_keep_their_marks():
    text = "What we know:\n- Two are hurt\n- The cause is open\n1. Rinse the rice.\n2. Add salt."
    assert sentences(text) == text.split("\n")


def test_hard_wrapped_lines_are_one_sentence():
    text = (
        "The council voted late on Monday to shut\nthe old bridge, which had stood since\n"
        "1911, and to build another. It was close."
    )
    assert sentences(text) == [text[:-14], "It was close."]


def test_an_overlong_sentence_is_cut_after_a_clause():
    clause = "the ministers of nine countries met again in the capital to talk, "
    pieces = sentences("Yesterday " + clause * 12 + "and left.")
    assert len(pieces) > 1
    assert all(len(piece.split()) <= 60 for piece in pieces)
    assert all(piece.endswith("talk,") for piece in pieces[:-1])


@pytest.mark.parametrize("text", ["a" * 200_000, "word " * 40_000, "今" * 50_000, "." * 300_000])
def test_a_huge_line_is_cut_into_bounded_pieces(text: str):
    spans = sentence_spans(text)
    assert max(weight(text[start:end]) for start, end in spans) <= LONGEST
    assert sum(end - start for start, end in spans) >= len(text.replace(" ", ""))


def test_white_text_has_no_sentences():
    assert sentence_spans(" \n\t\n ") == []


FOREIGN = [
    ("de", ["Am 13. März kommt Prof. Dr. Anna Weil, z. B. mit ca. 3 Mio. Euro.", "Das reicht."]),
    ("de", ["Das war im Jahr 2023.", "Danach war Schluss."]),
    ("fr", ["M. Luc Amade a parlé.", "Mme. Datin est partie."]),
    ("es", ["El Sr. Sanz habló.", "¿Cuándo abre?", "¡Hoy!"]),
    ("ru", ["В 2023 г. Москва ждала.", "Мост на ул. Лесной закрыт!", "Да."]),
    ("uk", ["Міст на вул. Лісовій закрито.", "Мер О. Ткач мовчить."]),
    ("ar", ["الجسر مغلق.", "هل يفتح غدا؟", "نعم."]),
    ("ur", ["پل بند ہے۔", "شہر خاموش ہے۔"]),
    ("hi", ["पुल बंद है।", "नगर चुप है।"]),
]


@pytest.mark.parametrize(("language", "expected"), FOREIGN)
def test_sentences_of_other_languages_end_where_they_end(language, expected):
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentence_spans(text, language)] == expected


def test_no_space_is_needed_behind_a_full_stop_of_chinese_or_japanese():
    text = "维修费用为三百万元。镇长说：“太贵了。”好吗？「高い。」と市長は言った。"
    assert [text[start:end] for start, end in sentence_spans(text, "zh")] == [
        "维修费用为三百万元。",
        "镇长说：“太贵了。”",
        "好吗？",
        "「高い。」と市長は言った。",
    ]


def test_an_english_number_still_ends_its_sentence():
    text = "He was 13. March came late."
    assert len(sentence_spans(text)) == len(sentence_spans(text, "en")) == 2
