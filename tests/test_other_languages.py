"""Questions over articles in seven languages, with the models that come with the assistant.

They have read English: what must hold is that answers are quoted from the right sentence or
refused, that nothing is turned into English, and that a note tells of other languages.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from tests.making import indexed

DATA = Path(__file__).parent / "data" / "languages"
ASKED = [json.loads(line) for line in (DATA / "questions.jsonl").read_text("utf-8").splitlines()]
# Where the English models choose another sentence, or are not sure enough.
REFUSED = {
    "Сколько стоит ремонт моста в Зареченске?",
    "Хто міський голова Ставків?",
    "动物园迎来了几只雪豹？",
}
MISSED = {"云溪小学的校长是谁？"}
OPEN = [
    "Wie heißt der Bürgermeister von Tannrode?",
    "Wann wurde der Flughafen eröffnet?",
    "Qui a construit le pont de Sarvelle ?",
    "Combien de bouteilles produit Luc Amade ?",
    "¿Quién pintó el cuadro robado?",
    "¿Qué edad tiene Julio Sanz?",
    "Кто построил мост в Зареченске?",
    "Сколько весит медведь?",
    "Хто збудував бібліотеку в Лісограді?",
    "Скільки пасажирів возить трамвай?",
    "من بنى الجسر القديم؟",
    "كم عمر ليلى حمدان؟",
    "赵文博今年多大？",
    "总统选举什么时候举行？",
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {"articles.jsonl": (DATA / "articles.jsonl").read_text(encoding="utf-8")}
    with indexed(tmp_path_factory.mktemp("languages"), files) as assistant:
        yield assistant


@pytest.mark.parametrize("asked", ASKED, ids=[each["question"] for each in ASKED])
def test_an_answer_quotes_the_expected_sentence(opened, asked):
    answer = opened.answer(asked["question"])
    assert answer.confidence < 0.8  # never called well supported
    assert "spelling" not in {note.kind for note in answer.notes}
    if asked["question"] in REFUSED:
        assert answer.status == "not_found"
    elif asked["question"] in MISSED:
        assert answer.citations
    else:
        assert asked["expected"] in [each.quote for each in answer.citations]


@pytest.mark.parametrize("question", OPEN)
def test_what_the_articles_do_not_say_is_refused(opened, question):
    assert opened.answer(question).status == "not_found"


def test_an_article_knows_its_language(opened):
    for language in ("de", "fr", "es", "ru", "uk", "ar", "zh"):
        heads = [head for head in opened.articles() if head.id.startswith(language)]
        assert len(heads) == 3
        assert {opened.article(head.id).language for head in heads} == {language}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {
        "de.md": "---\ntitle: Rathaus in Quelm brennt\n---\n\n"
        "Das Rathaus in Quelm ist in der Nacht abgebrannt. "
        "Der Schaden beträgt sechs Millionen Euro.\n",
        "en.md": "---\ntitle: Quelm market moves indoors\n---\n\n"
        "The weekly market in Quelm moves into the old tram depot, trader Ida Fenn said.\n",
    }
    with indexed(tmp_path_factory.mktemp("mixed"), files) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How large is the damage at the town hall of Quelm?", "German"),
        ("Zieht der Markt in die Halle?", "English"),
        ("Où déménage le marché de Quelm ?", "English or German"),
    ],
)
def test_a_refusal_names_the_other_languages_of_the_articles(mixed, question, language):
    answer = mixed.answer(question)
    assert answer.status == "not_found"
    assert [(note.kind, note.text) for note in answer.notes] == [
        (
            "language",
            f"There are articles in {language} here; ask in {language}, "
            "or set a multilingual embedder.",
        )
    ]


def test_what_articles_in_its_language_are_about_is_not_to_be_asked_in_another(mixed):
    answer = mixed.answer("Wann ist das Rathaus in Quelm gebaut worden?")
    assert answer.status == "not_found"
    assert "language" not in {note.kind for note in answer.notes}


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Comment s'appelle le capitaine du bac de Lirac ?", "Émile Rouve"),
        ("Qui est le capitaine du bac de Lirac ?", "Émile Rouve"),
        ("Come si chiama il custode del mulino di Serra?", "Aldo Bini"),
        ("Jak nazywa się strażnik?", "Jan Kos"),
    ],
)
def test_who_somebody_is_may_be_asked_as_what_he_is_called(tmp_path, question, name):
    texts = {
        "Le bac de Lirac": "Le bac de Lirac a un nouveau capitaine, Émile Rouve, 51 ans.",
        "Il mulino di Serra": "Il mulino di Serra ha un nuovo custode, Aldo Bini, di 40 anni.",
        "Most w Rudnie": "Strażnik Jan Kos powiedział, że most w Rudnie będzie zamknięty.",
    }
    files = {
        f"{title}.md": f"---\ntitle: {title}\n---\n\n{text}\n" for title, text in texts.items()
    }
    with indexed(tmp_path, files) as assistant:
        assert name in assistant.answer(question).text


def test_an_answer_in_its_language_has_no_such_note(mixed):
    assert mixed.answer("Wie hoch ist der Schaden am Rathaus?").status == "answered"
    answer = mixed.answer("Who spoke of the market in Quelm?")
    assert answer.status == "answered"
    assert "language" not in {note.kind for note in answer.notes}
