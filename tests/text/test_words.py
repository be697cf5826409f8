"""Stems as the keyword index sees them."""

import pytest

from assistant.text.words import content_stems, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Putin's", "Putin"),
        ("Putin’s", "putin"),
        ("1,337", "1337"),
        ("Zürich", "zurich"),
        ("negotiations", "negotiation"),
    ],
)
def test_spellings_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_stop_words_are_left_out_and_order_is_kept() -> None:
    assert content_stems("What did the minister say about the decree?") == [
        "minist",
        "say",
        "decre",
    ]


def test_text_without_words_has_no_stems() -> None:
    assert stems(' ": * AND"') == ["and"]
    assert content_stems("?!") == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Häuser", "Haus"),
        ("fr", "l'école", "écoles"),
        ("es", "estaciones", "estación"),
        ("ru", "моста", "мосты"),
        ("uk", "школу", "школи"),
        ("ar", "المدرسة", "مدرسة"),
        ("sv", "frågorna", "frågor"),
    ],
)
def test_forms_of_a_word_have_one_stem_in_its_language(language, one, other):
    assert content_stems(one, language) == content_stems(other, language)


def test_question_words_are_left_out_by_language():
    assert content_stems("Wie heißt die Bürgermeisterin?", "de") == ["burgermeist"]
    assert content_stems("Combien coûtera l'école d'Elm ?", "fr") == ["cout", "ecol", "elm"]


def test_a_script_without_spaces_is_cut_into_pairs():
    assert stems("大桥维修 Elm", "zh") == ["大桥", "桥维", "维修", "elm"]
    assert content_stems("校长是谁？", "zh") == ["校长"]
    assert content_stems("市長は誰ですか？", "ja") == ["市長"]


def test_a_language_without_a_stemmer_keeps_its_words():
    assert stems("Gdzie jest muzeum?", "pl") == ["gdzie", "jest", "muzeum"]


@pytest.mark.parametrize("language", ["", "en"])
def test_english_is_the_language_of_what_is_not_known(language):
    assert stems("Putin’s decrees", language) == ["putin", "decre"]
