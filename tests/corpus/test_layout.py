from __future__ import annotations

from tests.corpus.pages import FIRST, SECOND, STORY, THIRD, TITLE, text_of_page

_TABLE = (
    "<table><thead><tr><th>Team</th><th>Points</th></tr></thead>"
    "<tbody><tr><td>Dorn</td><td>45</td></tr><tr><td>Aspel</td><td>40</td></tr></tbody></table>"
)


def story(inner: str) -> str:
    return text_of_page(f"<article><h1>{TITLE}</h1>{STORY}{inner}</article>")


def test_a_row_of_a_table_names_its_columns():
    assert "Team: Dorn, Points: 45.\nTeam: Aspel, Points: 40." in story(_TABLE)


def test_heads_of_two_rows_are_read_together_and_cells_may_span_rows():
    table = (
        "<table><tr><th rowspan=2>Group</th><th rowspan=2>Team</th><th colspan=2>Points</th></tr>"
        "<tr><th>home</th><th>away</th></tr>"
        "<tr><td rowspan=2>North</td><td>Dorn</td><td>30</td><td>15</td></tr>"
        "<tr><td>Aspel</td><td>22</td><td>18</td></tr></table>"
    )
    text = story(table)
    assert "Group: North, Team: Dorn, Points home: 30, Points away: 15." in text
    assert "Group: North, Team: Aspel, Points home: 22, Points away: 18." in text


def test_words_above_figures_are_heads_and_a_fact_box_needs_none():
    rows = "<tr><td>Team</td><td>Points</td></tr><tr><td>Dorn</td><td>45</td></tr>"
    assert "Team: Dorn, Points: 45." in story(f"<table>{rows}</table>")
    facts = "<tr><th>Opened</th><td>1911</td></tr><tr><th>Owner</th><td>the town</td></tr>"
    assert "Opened: 1911.\nOwner: the town." in story(f"<table>{facts}</table>")


def test_a_line_break_in_a_cell_parts_words():
    table = _TABLE.replace("Dorn", "FC<br>Dorn")
    assert "Team: FC Dorn, Points: 45." in story(table)


def test_a_calendar_is_no_table_to_quote():
    weeks = "".join(
        f"<tr>{''.join(f'<td>{day}</td>' for day in range(first, first + 7))}</tr>"
        for first in (1, 8, 15, 22)
    )
    head = "<tr>" + "".join(f"<th>{day}</th>" for day in "Mo Tu We Th Fr Sa Su".split()) + "</tr>"
    assert "Mo: 1" not in story(f"<table>{head}{weeks}</table>")


def test_a_page_laid_out_in_a_table_is_its_story_in_paragraphs():
    body = (
        "<table><tr><td>Home<br>News<br>Sport</td><td>"
        f"<font size=5>{TITLE}</font><br><br>{FIRST}<br><br>{SECOND}<br><br>{THIRD}"
        "</td></tr></table>"
    )
    assert text_of_page(body) == f"{FIRST}\n{SECOND}\n{THIRD}"


def test_a_table_in_a_table_keeps_its_rows():
    body = f"<table><tr><td><h1>{TITLE}</h1>{STORY}{_TABLE}</td></tr></table>"
    assert "Team: Dorn, Points: 45." in text_of_page(body)


def test_two_line_breaks_part_paragraphs():
    text = text_of_page(f"<article><h1>{TITLE}</h1><div>{FIRST}<br><br>{SECOND}</div></article>")
    assert text == f"{FIRST}\n{SECOND}"


def test_who_asks_and_who_answers_stand_in_paragraphs_of_their_own():
    asked = "<p><strong>Will the ferries still sail in June?</strong><br>They will, every hour.</p>"
    text = story(asked)
    assert "\nWill the ferries still sail in June?\nThey will, every hour." in text


def test_items_of_a_list_are_lines():
    text = story("<ul><li>Quay one closes in June.</li><li>Quay two closes in July.</li></ul>")
    lines = [line.lstrip("- ") for line in text.splitlines()]
    assert lines[-2:] == ["Quay one closes in June.", "Quay two closes in July."]


def test_entries_of_a_live_blog_keep_their_times():
    entries = "".join(
        f"<div class='entry'><time datetime='2024-06-03T{time}'>{time}</time><p>{text}</p></div>"
        for time, text in (("14:05", FIRST), ("13:40", SECOND), ("12:15", THIRD))
    )
    text = text_of_page(f"<main><h1>{TITLE}</h1>{entries}</main>")
    assert text == f"14:05 – {FIRST}\n13:40 – {SECOND}\n12:15 – {THIRD}"


def test_entries_under_headings_keep_their_times():
    entries = (
        f"<h3>14.05</h3><p>{FIRST}</p><h3>13.40</h3><p>{SECOND}</p><h3>12.15</h3><p>{THIRD}</p>"
    )
    text = text_of_page(f"<article><h1>{TITLE}</h1>{entries}</article>")
    assert text == f"14.05 – {FIRST}\n13.40 – {SECOND}\n12.15 – {THIRD}"
