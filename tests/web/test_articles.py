"""The table of the articles, and what is said of an update."""

import re
from datetime import date, timedelta

import pytest

from assistant.schema import ArticleHead, Progress, SyncReport
from assistant.web.articles import (
    PROBLEMS_SHOWN,
    ROWS,
    Look,
    removal_html,
    shown_as,
    table_html,
    update_html,
)
from assistant.web.updating import Update
from assistant.web.uploads import Received

HEADS = [
    ArticleHead(
        id="a",
        title="Über the bridge",
        source="Harbour Gazette",
        published=date(2023, 5, 8),
        path="a.txt",
        words=300,
    ),
    ArticleHead(id="b", title="apples", source="Valley Post", path="b.jsonl", words=1_200),
    ArticleHead(
        id="c",
        title="Zebra <b>crossing</b>",
        source='"><i>Wire',
        published=date(2024, 1, 2),
        path='x".jsonl',
        words=20,
    ),
    ArticleHead(id="d", title="Boats", published=date(2022, 1, 1), path="b.jsonl", words=40),
]


def titles(shown: str) -> list[str]:
    return re.findall(r'class="whole" data-id="\w+" dir="auto">(\w+)', shown)


@pytest.mark.parametrize(
    ("look", "order"),
    [
        (Look(), ["Zebra", "Über", "Boats", "apples"]),
        (Look("title", False), ["apples", "Boats", "Über", "Zebra"]),
        (Look("source", True), ["apples", "Über", "Zebra", "Boats"]),
        (Look("date", False), ["apples", "Boats", "Über", "Zebra"]),
        (Look("words", True), ["apples", "Über", "Boats", "Zebra"]),
    ],
)
def test_the_table_is_sorted_by_any_column_either_way(look, order):
    assert titles(table_html(HEADS, "", look)) == order


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", {"Über", "apples", "Zebra", "Boats"}),
        ("uber", {"Über"}),
        ("BRIDGE harbour", {"Über"}),
        ("bridge valley", set()),
        ("b.jsonl", {"apples", "Boats"}),
        ("<b>", {"Zebra"}),
        ("\x00 \ud800", set()),
        ("(.*", set()),
    ],
)
def test_every_word_of_a_search_is_found_without_case_and_accents(search, found):
    assert set(titles(table_html(HEADS, search, Look()))) == found


def test_hostile_titles_are_text(tmp_path):
    shown = table_html(HEADS, "", Look(), removable=True) + removal_html(HEADS, 'x".jsonl')
    assert "<i>" not in shown
    assert "<b>crossing" not in shown
    assert 'data-path="x&quot;.jsonl"' in shown


def test_an_article_is_found_by_its_id_as_the_page_sends_it_back():
    odd = ArticleHead(id="x\ud800<\x00", title="Odd")
    assert 'data-id="x\ufffd&lt;\ufffd"' in table_html([odd], "", Look())
    assert shown_as([*HEADS, odd], "x\ufffd<\ufffd") == odd.id
    assert shown_as(HEADS, "a") == "a"
    assert shown_as(HEADS, "nobody's") == ""


def test_the_sorted_column_says_so_and_a_second_click_turns_it_round():
    shown = table_html(HEADS, "", Look("words", True))
    assert shown.count("aria-sort") == 1
    assert 'class="words" aria-sort="descending"><button type="button" class="look"' in shown
    assert 'data-column="words" data-descending="false"' in shown
    assert 'data-column="title" data-descending="false"' in shown
    assert 'data-column="date" data-descending="true"' in shown


def test_many_articles_come_a_page_at_a_time():
    many = [
        ArticleHead(
            id=str(number),
            title=f"Article{number:05d}",
            published=date(2020, 1, 1) + timedelta(days=number),
        )
        for number in range(5_000)
    ]
    shown = table_html(many, "article", Look("title", False, 2))
    assert titles(shown) == [f"Article{number:05d}" for number in range(2 * ROWS, 3 * ROWS)]
    assert "101 to 150 of 5,000" in shown
    assert len(shown) < 40_000
    last = table_html(many, "", Look("title", False, 999_999))
    assert "4,951 to 5,000 of 5,000" in last
    assert "Next" not in last


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"column": "text"},
        {"column": None},
        {"column": "title", "page": -1},
        {"column": "title", "page": "1"},
        {"column": "title", "page": 10**30},
        {"column": "title", "descending": "yes"},
    ],
)
def test_what_a_browser_asks_to_look_at_is_not_trusted(data):
    look = Look.read(data)
    assert look in (Look(), Look("title", False, 0))


def test_removing_one_article_of_many_in_a_file_says_that_all_go():
    assert "all 2 articles in it" in removal_html(HEADS, "b.jsonl")
    assert "the article in it" in removal_html(HEADS, "a.txt")
    assert removal_html(HEADS, "../secret.txt") == ""


def test_a_table_without_leave_to_remove_has_no_button_for_it():
    assert "remove" not in table_html(HEADS, "", Look())


def test_a_row_says_whether_its_article_goes_alone_or_a_whole_file_does():
    shown = table_html(HEADS, "", Look(), removable=True)
    assert 'aria-label="Remove Über the bridge">Remove<' in shown
    assert shown.count('aria-label="Remove file b.jsonl">Remove file<') == 2


def test_what_was_brought_can_be_opened_from_its_report():
    received = [Received("b.jsonl", "b.jsonl"), Received("c.txt", problem="it is empty")]
    shown = update_html(Update(number=1, report=SyncReport(added=2)), received, HEADS)
    assert titles(shown) == ["apples", "Boats"]


def test_an_update_is_shown_from_its_beginning_to_its_report():
    received = [Received("a.txt", "uploads/a.txt"), Received("<b>.exe", problem="only text")]
    begun = update_html(Update(running=True), received)
    assert "kept as uploads/a.txt" in begun
    assert "&lt;b&gt;.exe</b>: only text" in begun
    assert "<progress></progress>" in begun
    going = update_html(Update(running=True, progress=Progress("embedding", 3, 12)))
    assert "Embedding: 3 of 12" in going
    assert 'max="12" value="3"' in going
    failed = tuple((f"{number}.txt", "broken <b>") for number in range(PROBLEMS_SHOWN + 3))
    ended = update_html(Update(number=1, report=SyncReport(added=1, removed=2, failed=failed)))
    assert "Articles: 1 added, 2 removed." in ended
    assert ended.count("broken &lt;b&gt;") == PROBLEMS_SHOWN
    assert "and 3 more" in ended
    left_out = update_html(Update(number=1, report=SyncReport(notes=("3 files: .<b> 3.",))))
    assert "3 files: .&lt;b&gt; 3." in left_out
    assert "Nothing has changed." in update_html(Update(number=1, report=SyncReport(unchanged=9)))
    assert 'role="alert">Busy.' in update_html(Update(number=1, problem="Busy."))
