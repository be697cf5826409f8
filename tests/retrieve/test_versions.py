"""A corrected article takes the place of the one before, and a copy counts once."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.making import indexed

_WRECK = (
    "The ferry Silver Heron ran aground off Brandle Point on Monday evening. {count} passengers "
    "were taken off by lifeboats, the coast guard said. Captain Ilse Vorn said the engine had "
    "failed. The ferry was towed to Port Sable on Tuesday morning."
)
_MENDED = (
    "The Silver Heron, which ran aground in May, sails again. The repair cost 2 million crowns."
)
ARTICLES = {
    "a-first": ("Ferry runs aground off Brandle Point", "2024-05-07", _WRECK.format(count=84)),
    "b-corrected": (
        "Ferry runs aground off Brandle Point",
        "2024-05-08",
        _WRECK.format(count=48)
        + "\n\nCorrection: An earlier version of this article gave another number of passengers.",
    ),
    "c-mended": ("Silver Heron sails again", "2024-06-20", _MENDED),
    "d-mended-copy": ("Silver Heron sails again", "2024-06-20", _MENDED),
    "e-other": (
        "Ferry runs aground off Brandle Point again",
        "2024-05-20",
        "The Grey Gull ran aground off Brandle Point on Sunday. 12 passengers waded ashore.",
    ),
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {
        f"{name}.md": f"---\ntitle: {title}\nsource: Sable News\ndate: {day}\n---\n\n{text}\n"
        for name, (title, day, text) in ARTICLES.items()
    }
    with indexed(tmp_path_factory.mktemp("paper"), files) as assistant:
        yield assistant


def test_the_corrected_version_answers_and_says_so(paper: Assistant) -> None:
    answer = paper.answer("How many passengers were taken off the Silver Heron by lifeboats?")
    assert "48 passengers" in answer.text
    assert "84" not in answer.text
    assert (
        "The corrected version of “Ferry runs aground off Brandle Point” is quoted; "
        "the one before, of 7 May 2024, is not."
    ) in {note.text for note in answer.notes}
    assert "a-first.md" not in {passage.article_id for passage in answer.passages}


def test_another_event_under_a_like_headline_is_no_version(paper: Assistant) -> None:
    answer = paper.answer("How many passengers of the Grey Gull waded ashore?")
    assert "12 passengers" in answer.text
    assert not any("version" in note.text for note in answer.notes)
    held = {passage.article_id for passage in answer.passages}
    assert {"b-corrected.md", "e-other.md"} <= held


def test_a_copy_is_quoted_once_without_a_remark(paper: Assistant) -> None:
    answer = paper.answer("How much did the repair of the Silver Heron cost?")
    assert [citation.article_id for citation in answer.citations] == ["c-mended.md"]
    assert not any("version" in note.text for note in answer.notes)


def test_a_copy_counts_once(paper: Assistant) -> None:
    answer = paper.answer("How many articles are there?")
    assert answer.text.startswith("There are 4 articles")
