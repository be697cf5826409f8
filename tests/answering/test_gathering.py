"""Answers put together from several places: over a few small articles, and over the samples."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings, open_assistant
from assistant.schema import Answer as Stored
from tests.making import indexed

ARTICLES = {
    "bridge-opens": (
        "Kestrel bridge opens in Mardale",
        "Valley Herald",
        "2024-05-03",
        "The Kestrel bridge in Mardale opened to traffic on Friday. The bridge cost 64 million "
        "euros, twelve million more than planned.\n\nEngineer Runa Feld said that the deck should "
        "last a hundred years.",
    ),
    "library": (
        "Tarnby library reopens after two years",
        "North Gazette",
        "2024-04-18",
        "The town library of Tarnby has reopened after repairs that took two years. The library "
        "cost 9 million euros.\n\nLibrarian Odd Brekke expects 500 visitors a day.",
    ),
    "dam-leak": (
        "Sollen dam leaks and 300 people leave their homes",
        "Valley Herald",
        "2024-06-02",
        "The Sollen dam began to leak on Sunday and 300 people left their homes. The operator, "
        "Hydra Power, opened two gates.\n\nThe dam was built in 1962.",
    ),
    "dam-repair": (
        "Repair of the Sollen dam to take until autumn",
        "North Gazette",
        "2024-06-11",
        "Hydra Power said that the repair of the Sollen dam would take until the autumn. It will "
        "cost 21 million euros.\n\nThe people of the valley may go home on 15 June.",
    ),
    "cut-arvo": (
        "Arvo Steel cuts 420 jobs",
        "Valley Herald",
        "2024-03-06",
        "The company Arvo Steel cut 420 jobs in March, a third of its workforce. Orders from "
        "abroad had fallen for a year.",
    ),
    "cut-belko": (
        "Belko Foods cuts 150 jobs",
        "North Gazette",
        "2024-03-21",
        "The company Belko Foods cut 150 jobs in March and closed its mill in Tarnby. The mill was "
        "eighty years old.",
    ),
}


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("valley")
    (folder / "corpus").mkdir()
    for name, (title, source, day, text) in ARTICLES.items():
        front = f"---\ntitle: {title}\nsource: {source}\ndate: {day}\n---\n\n"
        (folder / "corpus" / f"{name}.md").write_text(front + text, encoding="utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    with open_assistant(settings) as opened:
        opened.sync()
        yield opened


def assert_cited(assistant: Assistant, answer: Answer) -> None:
    """Every quote stands where its citation says, in the article and in the answer."""
    assert answer.citations
    for each in answer.citations:
        article = assistant.article(each.article_id)
        whole = article.title if each.part == "title" else article.text
        assert whole[each.start : each.end] == each.quote
        assert answer.text[each.answer_start : each.answer_end] == each.quote


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Compare the cost of the bridge with the cost of the library.", ["64 mill", "9 mill"]),
        ("Was the Kestrel bridge more expensive than the Tarnby library?", ["64 mill", "9 mill"]),
        ("Did Arvo Steel cut more jobs than Belko Foods?", ["420", "150"]),
        ("Did both Arvo Steel and Belko Foods cut jobs?", ["Arvo", "Belko"]),
        ("How many jobs did Belko Foods cut compared to Arvo Steel?", ["150", "420"]),
        ("What do the two papers say about the Sollen dam?", ["leak", "autumn"]),
        ("What did the Valley Herald and the North Gazette report about the dam?", ["leak", "aut"]),
        ("Summarise all articles about the Sollen dam.", ["300 people", "autumn"]),
        ("Which companies cut jobs in March?", ["Arvo Steel", "Belko Foods"]),
        ("Give me a timeline of the Sollen dam.", ["2 June 2024", "11 June 2024", "15 June"]),
        (
            "Who is the engineer of the Kestrel bridge and who is the librarian of Tarnby?",
            ["Feld", "Brekke"],
        ),
    ],
)
def test_each_part_is_quoted_with_its_place(
    valley: Assistant, question: str, expected: list[str]
) -> None:
    answer = valley.answer(question)
    assert answer.status == "answered"
    assert [each for each in expected if each not in answer.text] == []
    assert len({each.article_id for each in answer.citations}) > 1
    assert_cited(valley, answer)


def test_which_figure_is_more_is_said_first(valley: Assistant) -> None:
    answer = valley.answer("Compare the cost of the bridge with the cost of the library.")
    assert answer.text.startswith("64 million euros is more than 9 million euros.\n")


def test_a_yes_or_no_stands_first_where_two_figures_tell(valley: Assistant) -> None:
    assert valley.answer("Did Arvo Steel cut more jobs than Belko Foods?").text.startswith("Yes.\n")
    assert valley.answer("Did Belko Foods cut more jobs than Arvo Steel?").text.startswith("No.\n")
    assert valley.answer("Did Belko Foods cut fewer jobs than Arvo Steel?").text.startswith(
        "Yes.\n"
    )


def test_what_the_articles_do_not_say_of_one_part_is_a_note(valley: Assistant) -> None:
    answer = valley.answer("Compare the cost of the bridge with the cost of the opera house.")
    assert "64 million euros" in answer.text
    assert any("the cost of the opera house" in note.text for note in answer.notes)
    assert "more than 9" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Compare the cost of the airport with the cost of the opera house.",
        "Give me a timeline of the siege of Belgrad.",
        "Summarise all articles about the Olympic marathon.",
        "Did both Kiruna Mining and Oslo Rail go bankrupt?",
        "What do the two papers say about the Olympic marathon?",
    ],
)
def test_what_no_article_tells_is_not_found(valley: Assistant, question: str) -> None:
    answer = valley.answer(question)
    assert answer.status == "not_found"
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (
            "Which company opened two gates of a dam, according to the Valley Herald, and said how "
            "long the repair of the Sollen dam would take, as reported by the North Gazette?",
            "Hydra Power",
        ),
        (
            "Which town has a library that was repaired for two years and lost a mill that Belko "
            "Foods closed, both as reported by the North Gazette?",
            "Tarnby",
        ),
        (
            "Which company opened two gates of the Sollen dam and said that its repair would take "
            "until the autumn?",
            "Hydra Power",
        ),
    ],
)
def test_what_several_clues_have_in_common_is_the_answer(
    valley: Assistant, question: str, name: str
) -> None:
    answer = valley.answer(question)
    assert len({each.article_id for each in answer.citations}) == 2
    assert all(name in answer.text[start:end] for start, end in answer.highlights)
    assert_cited(valley, answer)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (
            "Does the Valley Herald article on Arvo Steel say that it cut 420 jobs, while the "
            "North Gazette article on Belko Foods says that it cut 150 jobs?",
            "Yes.",
        ),
        (
            "Does the Valley Herald article on Arvo Steel say that it cut 420 jobs, while the "
            "North Gazette article on Belko Foods says that it cut 900 jobs?",
            "No.",
        ),
        (
            "Was the Valley Herald report on the Sollen dam published before the North Gazette "
            "report on the repair of the dam?",
            "Yes.",
        ),
        (
            "Was the Valley Herald report on the Kestrel bridge published before the North Gazette "
            "report on the library of Tarnby?",
            "No.",
        ),
    ],
)
def test_yes_or_no_stands_first_where_both_outlets_are_sure(
    valley: Assistant, question: str, verdict: str
) -> None:
    answer = valley.answer(question)
    assert answer.text.startswith(f"{verdict}\n")
    assert len({each.article_id for each in answer.citations}) == 2
    assert_cited(valley, answer)


@pytest.mark.parametrize(
    "question",
    [
        "Which painter won a prize in Oslo, according to the Valley Herald, and cut 150 jobs, "
        "according to the North Gazette?",
        "Did the Valley Herald report on the marathon say that it was won by a nurse, while the "
        "North Gazette reported that it was put off?",
    ],
)
def test_a_clue_that_no_article_has_leaves_the_question_open(
    valley: Assistant, question: str
) -> None:
    assert valley.answer(question).status == "not_found"


def test_a_timeline_is_in_the_order_of_days_and_has_its_items(valley: Assistant) -> None:
    answer = valley.answer("Give me a timeline of the Sollen dam.")
    lines = answer.text.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "- 2 June 2024",
        "- 11 June 2024",
        "- 15 June 2024",
    ]
    assert [each.citations for each in answer.items] == [(1,), (2,), (3,)]
    assert answer.to_markdown().startswith("- 2 June 2024: The Sollen dam began to leak")


def test_a_list_has_each_thing_once(valley: Assistant) -> None:
    answer = valley.answer("Which companies cut jobs in March?")
    assert {each.text for each in answer.items} == {"Arvo Steel", "Belko Foods"}
    assert answer.text.count("- ") == len(answer.citations) == 2
    assert Stored.from_dict(answer.to_dict()) == answer


def test_a_list_grows_quote_by_quote(valley: Assistant) -> None:
    first, *_, last = valley.stream("Give me a timeline of the Sollen dam.")
    assert first.text.endswith("[1]")
    assert len(first.items) == 1
    assert last.text.startswith(first.text)


def test_an_ordinary_question_is_answered_with_one_place(valley: Assistant) -> None:
    answer = valley.answer("How much did the Kestrel bridge cost?")
    assert answer.items == ()
    assert {each.article_id for each in answer.citations} == {"bridge-opens.md"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Summarise the articles about Notre-Dame.", ["destroyed the spire", "doors again"]),
        ("Give me a timeline of the Notre-Dame fire.", ["15 April 2019", "December 2024"]),
        (
            "Who won the men's World Cup in 2022 and who won the Women's World Cup in 2023?",
            ["Argentina", "Spain"],
        ),
        ("Which teams won a World Cup final?", ["Argentina", "Spain"]),
        (
            "Summarise all articles about the earthquake in Turkey and Syria.",
            ["5,000", "44,218"],
        ),
        ("Did Sweden join NATO earlier than Finland?", ["7 March 2024", "4 April 2023"]),
    ],
)
def test_the_samples_answer_questions_of_several_places(
    sample: Assistant, question: str, expected: list[str]
) -> None:
    answer = sample.answer(question)
    assert [each for each in expected if each not in answer.text] == []
    assert_cited(sample, answer)


FERRY = {
    "12": (
        "2024-03-02",
        "Orlu Post",
        "At least 12 people died when it sank, the guard said.",
    ),
    "19": ("2024-03-06", "Varn Mail", "Nineteen people have died since it sank, officials said."),
}


def test_a_change_between_two_outlets_has_both_quotes_with_their_days(tmp_path: Path) -> None:
    files = {
        f"{name}.md": f"---\ntitle: Ferry sinks at Orlu\nsource: {source}\ndate: {day}\n---\n\n"
        f"The ferry of Orlu sank in a storm. {text}\n"
        for name, (day, source, text) in FERRY.items()
    }
    with indexed(tmp_path, files) as assistant:
        answer = assistant.answer(
            "Was there a change between the reports of the Orlu Post and the Varn Mail on how many "
            "people died on the ferry?"
        )
    first, one, other = answer.text.split("\n\n")
    assert first == "Yes."
    assert one.startswith("Orlu Post, 2 March 2024: At least 12 people died")
    assert other.startswith("Varn Mail, 6 March 2024: Nineteen people have died")
