from dataclasses import replace
from datetime import date

from assistant.schema import Answer, Note, Rejected
from assistant.web.below import (
    actions_html,
    notes_html,
    rejected_html,
    sources_told,
    suggestions_html,
    wider_html,
)
from assistant.web.conversation import Exchange
from assistant.web.limits import Limits
from tests.web.scripted import COST, FARE, GROUND, answer_of

NOT_FOUND = Answer(text="The articles do not say.", status="not_found")


def exchange_with(answer: Answer, **changes: object) -> Exchange:
    exchange = Exchange(number=3, question="What did it cost?", answer=answer, state="done")
    return replace(exchange, **changes)  # type: ignore[arg-type]


def test_each_kind_of_note_has_a_look_of_its_own():
    markup = notes_html((Note(kind="differ", text="a < b"), Note(kind='"x', text="c")))
    assert '<li class="note differ">a &lt; b</li>' in markup
    assert '<li class="note &quot;x">' in markup
    assert notes_html(()) == ""


def test_refused_sentences_are_folded_up_with_their_reasons():
    refused = Rejected(text="He paid it.", reason="No article says so.")
    markup = rejected_html((refused,))
    assert "1 sentence was left out" in markup
    assert '<q dir="auto">He paid it.</q> <span dir="auto">No article says so.</span>' in markup
    assert "<details" in markup
    assert "open" not in markup
    assert "2 sentences were left out" in rejected_html((refused, refused))
    assert rejected_html(()) == ""


def test_sources_are_counted_and_articles_of_one_source_are_told_apart():
    told = sources_told(answer_of([("bridge", COST), ("ferry", FARE)]).citations)
    assert told == "2 sources"
    twice = answer_of([("bridge", COST), ("bridge", GROUND)]).citations
    assert sources_told(twice) == "1 source"
    other = replace(twice[1], article_id="other")
    assert sources_told((twice[0], other)) == "2 articles from 1 source"


def test_what_is_copied_has_its_marks_and_its_sources():
    answer = answer_of([("bridge", COST)])
    markup = actions_html(exchange_with(answer), newest=True)
    assert 'data-copy="Mayor Ana Ruiz said' in markup
    assert "Harbour bridge opens two years late](&lt;https://gazette.example/bridge&gt;)" in markup


def test_not_found_within_limits_offers_to_ask_without_them():
    limits = Limits(since=date(2023, 1, 1), sources=("Wire",))
    markup = wider_html(exchange_with(NOT_FOUND, limits=limits, undated="Who <sank>?"))
    assert 'data-without="since words"' in markup
    assert "Ask again without the dates: “Who &lt;sank&gt;?”" in markup
    assert 'data-without="sources"' in markup


def test_nothing_is_offered_where_nothing_was_limited_or_the_answer_was_found():
    assert wider_html(exchange_with(NOT_FOUND)) == ""
    found = exchange_with(answer_of([("bridge", COST)]), limits=Limits(since=date(2023, 1, 1)))
    assert wider_html(found) == ""


def test_suggestions_can_be_asked_once_the_answer_is_complete():
    exchange = exchange_with(answer_of([("bridge", COST)]), suggestions=("Who <b>paid</b>?",))
    assert 'data-question="Who &lt;b&gt;paid&lt;/b&gt;?"' in suggestions_html(exchange)
    assert suggestions_html(replace(exchange, state="running")) == ""
