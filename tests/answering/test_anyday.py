"""Days that are named by their words alone, long after them."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant import Assistant
from tests.making import indexed

ARTICLES = {
    "fire": (
        "2022-05-03",
        "Mill burns down in Lower Orlu",
        "A fire destroyed the paper mill of Lower Orlu on Monday night. It began in the boiler "
        "room, the fire chief Bo Rask said, and nobody was hurt.",
    ),
    "bread": (
        "2025-09-17",
        "Bakery opens in Varn",
        "Ida Holm has opened a bakery in Varn. She bakes rye bread and cakes.",
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {
        f"{name}.md": f"---\ntitle: {title}\nsource: Orlu Post\ndate: {day}\n---\n\n{text}\n"
        for name, (day, title, text) in ARTICLES.items()
    }
    with indexed(tmp_path_factory.mktemp("days"), files) as assistant:
        yield assistant


@pytest.mark.parametrize(
    "question",
    [
        "Where did the fire in the mill start on Monday night?",
        "Where in the mill did the fire start on Monday?",
    ],
)
def test_a_weekday_of_which_nothing_is_here_is_any_such_day(
    archive: Assistant, question: str
) -> None:
    answer = archive.answer(question)
    assert "boiler room" in answer.text
    assert answer.citations[0].published == date(2022, 5, 3)
    assert [note.text for note in answer.notes if note.kind == "dates"] == [
        "Nothing on this is of that day; this was published on 3 May 2022."
    ]


@pytest.mark.parametrize("when", ["on Friday", "on 15 September 2025"])
def test_another_weekday_and_a_date_stay_what_they_are(archive: Assistant, when: str) -> None:
    assert archive.answer(f"Where did the fire in the mill start {when}?").status == "not_found"
    told = archive.answer(
        "Where did the fire in the mill start on Monday?", as_of=date(2025, 9, 17)
    )
    assert all("Nothing on this" not in note.text for note in told.notes)
