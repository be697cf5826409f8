from __future__ import annotations

import pytest

from tests.corpus.pages import FIRST, SECOND, STORY, THIRD, TITLE, text_of_page

_TOLD = (("14:05", FIRST), ("13:40", SECOND), ("12:15", THIRD))


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


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("<div class='post'><span>{time}</span><h3>Quay</h3><p>{text}</p></div>", "{time} – Quay"),
        ("<p><strong>{time}</strong> {text}</p>", "{time} {text}"),
        ("<p><time>{time} CET</time> {text}</p>", "{time} CET {text}"),
        (
            "<article><header><time>3 June 2024, {time}</time><span>Vera Moss</span></header>"
            "<p>{text}</p></article>",
            "3 June 2024, {time} – {text}",
        ),
    ],
)
def test_entries_in_any_markup_keep_their_times(entry: str, line: str):
    entries = "".join(entry.format(time=time, text=text) for time, text in _TOLD)
    text = text_of_page(f"<main><h1>Live: {TITLE}</h1>{entries}</main>")
    for time, told in _TOLD:
        assert line.format(time=time, text=told) in text.splitlines()
        assert told in text


def test_the_headline_of_a_live_blog_is_no_entry():
    entries = "".join(f"<h3>{time}</h3><p>{text}</p>" for time, text in _TOLD)
    assert TITLE not in text_of_page(f"<article><h1>Live: {TITLE}</h1>{entries}</article>")


def test_a_clock_in_a_story_makes_no_log():
    text = text_of_page(f"<article><h1>{TITLE}</h1><p>14:05</p>{STORY}</article>")
    assert FIRST in text.splitlines()


def test_a_time_above_its_day_makes_no_log_of_a_page():
    links = "".join(
        f"<div><time>1{n}:05:00<br><span>2024-06-0{n}</span></time> Flood of {n} June</div>"
        for n in range(1, 6)
    )
    assert FIRST in text_of_page(f"<div>{links}</div><article><h1>{TITLE}</h1>{STORY}</article>")
