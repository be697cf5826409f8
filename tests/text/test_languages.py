"""The language of short questions and of texts, told without taking English for another."""

import json
from pathlib import Path

import pytest

from assistant.text.languages import language_of, may_be_english, named_language, stop_words

CORPUS = Path(__file__).parents[2] / "corpus"
QUESTIONS = Path(__file__).parents[1] / "data" / "languages" / "questions.jsonl"

SHORT = [
    ("de", "Wie hoch ist der Kirchturm?"),
    ("de", "Hat der Kapitän die Reparatur gelobt?"),
    ("fr", "Où est le musée ?"),
    ("es", "¿Qué dijo la ministra?"),
    ("it", "Quando riapre la strada per il porto?"),
    ("pt", "Quem é o prefeito da cidade?"),
    ("nl", "Waarom staken de havenarbeiders?"),
    ("pl", "Ile osób mieszka w mieście?"),
    ("sv", "Varför är färjan inställd?"),
    ("tr", "Müze ne zaman açılacak?"),
    ("ru", "Почему закрыли мост?"),
    ("uk", "Чому закрили міст?"),
    ("ar", "لماذا أغلقت المدرسة؟"),
    ("zh", "大桥什么时候开放？"),
    ("ja", "市長は誰ですか？"),
    ("en", "Why is the bridge closed?"),
]


@pytest.mark.parametrize(("language", "question"), SHORT)
def test_the_language_of_a_short_question_is_told(language, question):
    assert language_of(question) == language


@pytest.mark.parametrize("line", QUESTIONS.read_text(encoding="utf-8").splitlines())
def test_no_foreign_question_may_be_english(line):
    asked = json.loads(line)
    assert language_of(asked["question"]) == asked["language"]
    assert not may_be_english(asked["question"])


@pytest.mark.parametrize(
    "question",
    [
        "Who is Jürgen Müller-Lüdenscheidt?",
        "Did Łukasz Wójcik meet Recep Tayyip Erdoğan in Kraków?",
        "What is the Bundesverfassungsgericht?",
        "When does São Paulo's Museu de Arte reopen?",
        "Waht did teh mayor sya abuot the brdige?",
        "bridge closure reason",
        "How is Сергей doing?",
    ],
)
def test_english_with_foreign_names_or_errors_stays_english(question):
    assert may_be_english(question)
    assert language_of(question) in ("", "en")


def test_every_article_of_the_product_is_english():
    for path in sorted(CORPUS.glob("*.md")):
        assert language_of(path.read_text(encoding="utf-8")) == "en", path.name


@pytest.mark.parametrize("text", ["", "   ", "1,337", "?!"])
def test_what_has_no_words_is_in_no_language(text):
    assert language_of(text) == ""


def test_a_question_that_might_be_in_several_languages_is_in_one_of_the_articles():
    assert language_of("Где музей?", {"en", "ru"}) == "ru"


def test_soft_hyphens_do_not_hide_a_language():
    assert language_of("Die Ar\u00adbei\u00adter be\u00adka\u00admen mehr Lohn.") == "de"


@pytest.mark.parametrize(
    ("written", "code"),
    [("de", "de"), ("de-AT", "de"), ("pt_BR", "pt"), ("German", "de"), ("tlh", ""), ("", "")],
)
def test_a_tag_or_a_name_of_a_language_is_read(written, code):
    assert named_language(written) == code


def test_question_words_of_other_languages_carry_no_topic():
    assert {"wie", "wer", "wann", "heißt"} <= stop_words("de")
    assert {"combien", "qui", "où"} <= stop_words("fr")
    assert {"хто", "скільки"} <= stop_words("uk")
    assert stop_words("xx") == frozenset()
