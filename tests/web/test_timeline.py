import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.schema import Answer
from assistant.web.conversation import Exchange
from assistant.web.timeline import timeline_html
from tests.web.scripted import COST, FERRY, HOSTILE, answer_of, passage_of


def drawn(answer: Answer) -> str:
    return timeline_html(Exchange(number=3, question="?", answer=answer, state="done"))


def evidence(*days: date | None) -> Answer:
    passages = tuple(
        replace(passage_of(FERRY, 0, 10), article_id=f"a{number}", published=day)
        for number, day in enumerate(days)
    )
    return Answer(text="The articles do not say.", status="not_found", passages=passages)


def test_each_dated_article_is_one_link_and_the_cited_ones_are_marked():
    answer = answer_of([("bridge", COST)])
    answer = replace(answer, passages=(*answer.passages, passage_of(FERRY, 0, 10)))
    markup = drawn(answer)
    assert markup.count("<a ") == 2
    assert 'data-kind="citation" data-exchange="3" data-index="0"' in markup
    assert 'data-kind="lead" data-exchange="3" data-index="1"' in markup
    assert markup.count('class="dot cited"') == 1
    assert "1 cited" in markup
    assert "1 also found" in markup
    assert 'aria-label="Cited: Harbour Gazette, 8 May 2023, ' in markup


def test_the_older_article_stands_to_the_left():
    markup = drawn(evidence(date(2023, 5, 1), date(2021, 1, 1)))
    places = [float(place) for place in re.findall(r'cx="([\d.]+)"', markup)][::2]
    assert places == sorted(places)
    assert re.findall(r'data-index="(\d)"', markup) == ["1", "0"]


def test_fewer_than_two_dated_articles_make_no_line_of_time():
    assert drawn(evidence(date(2023, 5, 1), None)) == ""
    assert drawn(evidence()) == ""


def test_articles_of_one_day_stand_above_each_other():
    markup = drawn(evidence(*[date(2023, 5, 1)] * 5))
    assert len(set(re.findall(r'cy="([\d.]+)"', markup))) == 5


def test_centuries_and_days_at_the_ends_of_the_calendar_are_drawn():
    assert drawn(evidence(date(1900, 1, 1), date(2023, 5, 1))).count("<a ") == 2
    assert drawn(evidence(date.min, date.max)).count("<a ") == 2
    assert drawn(evidence(date.max, date.max - timedelta(1))).count("<a ") == 2


def test_hostile_titles_are_text():
    answer = answer_of([("bridge", COST)])
    markup = drawn(replace(answer, passages=(*answer.passages, passage_of(HOSTILE, 0, 9))))
    assert "&lt;img src=x onerror=" in markup
    assert "<img" not in markup
    assert "<b>" not in markup
