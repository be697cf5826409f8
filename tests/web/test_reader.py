"""The panel: evidence, its line of time, and one article."""

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.schema import Answer
from assistant.web.conversation import Exchange
from assistant.web.reader import (
    cited_article_html,
    evidence_html,
    lead_article_html,
    panel_html,
    timeline_html,
)
from tests.web.scripted import BRIDGE, COST, FERRY, GROUND, HOSTILE, SCRIPT, answer_of, passage_of


def exchange_with(answer: Answer) -> Exchange:
    return Exchange(number=1, question="What did it cost?", answer=answer, state="done")


def test_a_citation_shows_who_and_when_and_its_quote_within_the_passage():
    markup = evidence_html(exchange_with(answer_of([("bridge", COST)])))
    assert "Harbour Gazette, 8 May 2023" in markup
    assert f'<mark class="quote">{COST}</mark> Engineers blamed' in markup
    assert 'href="https://gazette.example/bridge"' in markup


def test_a_citation_of_a_paged_file_shows_its_page():
    answer = answer_of([("bridge", COST)])
    paged = replace(answer, citations=(replace(answer.citations[0], page=3),))
    assert "Harbour Gazette, 8 May 2023, p. 3</p>" in evidence_html(exchange_with(paged))


def test_a_quote_that_no_passage_holds_is_shown_alone():
    answer = replace(answer_of([("bridge", COST)]), passages=())
    assert f'<mark class="quote">{COST}</mark>' in evidence_html(exchange_with(answer))


def test_a_quoted_headline_is_marked_in_the_headline():
    citation = replace(
        answer_of([("bridge", COST)]).citations[0],
        part="title",
        quote="opens two years late",
        start=15,
        end=35,
    )
    exchange = exchange_with(Answer(text="x", status="answered", citations=(citation,)))
    assert '<mark class="quote">opens two years late</mark>' in evidence_html(exchange)
    article = cited_article_html(BRIDGE, exchange, 0)
    assert 'data-number="1">opens two years late</mark></h2>' in article


def test_an_article_marks_the_chosen_quote_and_more_faintly_the_others():
    exchange = exchange_with(answer_of([("bridge", COST), ("bridge", GROUND)]))
    markup = cited_article_html(BRIDGE, exchange, 1)
    assert f'<mark class="quote current" data-number="2">{GROUND}</mark>' in markup
    assert f'<mark class="quote" data-number="1">{COST}</mark>' in markup
    assert markup.count("<p dir=") == 4


def test_an_article_that_changed_since_says_so_and_marks_nothing():
    exchange = exchange_with(answer_of([("bridge", COST)]))
    changed = replace(BRIDGE, text="Now. " + BRIDGE.text)
    markup = cited_article_html(changed, exchange, 0)
    assert "has changed since this answer" in markup
    assert COST in markup
    assert "<mark" not in markup


def test_a_quote_over_two_paragraphs_is_marked_in_both():
    answer = answer_of([("bridge", COST)])
    start = BRIDGE.text.index("promised.")
    citation = replace(answer.citations[0], quote=BRIDGE.text[start : start + 16], start=start)
    citation = replace(citation, end=start + 16)
    markup = cited_article_html(BRIDGE, exchange_with(replace(answer, citations=(citation,))), 0)
    assert ">promised.</mark></p>" in markup
    assert ">Mayor</mark> Ana Ruiz" in markup


def test_hostile_titles_sources_and_addresses_are_text():
    exchange = exchange_with(answer_of([("hostile", SCRIPT)]))
    for markup in (evidence_html(exchange), cited_article_html(HOSTILE, exchange, 0)):
        assert "&lt;img src=x onerror=" in markup
        for forbidden in ("<img", "<script", "<b>Bold", "javascript:"):
            assert forbidden not in markup


def test_leads_are_listed_with_their_text_and_open_at_their_place():
    passage = passage_of(BRIDGE, 98, 163)
    exchange = exchange_with(
        Answer(text="The articles do not say.", status="not_found", passages=(passage,))
    )
    assert "None of these answers the question" in evidence_html(exchange)
    markup = lead_article_html(BRIDGE, exchange, 0)
    assert '<mark class="current near">' in markup


def test_an_article_with_several_quotes_is_one_card():
    quotes = [("bridge", COST), ("ferry", "The old ferry will keep sailing."), ("bridge", GROUND)]
    markup = evidence_html(exchange_with(answer_of(quotes)))
    assert markup.count('<li class="card citation">') == 2
    assert '<span class="number">1</span><span class="number">3</span>' in markup
    assert f'<mark class="quote">{COST}</mark> <mark class="quote">{GROUND}</mark>' in markup


def test_what_was_found_beside_the_evidence_is_no_part_of_it():
    answer = answer_of([("bridge", COST), ("bridge", GROUND)])
    answer = replace(answer, passages=(*answer.passages, passage_of(FERRY, 0, 10)))
    markup = lead_article_html(FERRY, exchange_with(answer), 1)
    assert "no part of the answer" in markup
    assert 'class="steps"' not in markup


def test_small_talk_lists_no_evidence():
    exchange = exchange_with(Answer(text="Hello!", status="answered"))
    assert "will be listed here" in evidence_html(exchange)


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


def test_steps_lead_to_the_citation_before_and_after_and_round_the_ends():
    for index, neighbours in ((0, ["2", "1"]), (1, ["0", "2"]), (2, ["1", "0"])):
        markup = panel_html("steps", "citation", 7, index, 3)
        assert re.findall(r'data-index="(\d+)"', markup) == neighbours
        assert f"{index + 1} of 3</span>" in markup


def test_a_single_citation_has_no_steps():
    assert panel_html("steps", "citation", 7, 0, 1) == ""
