import re
from dataclasses import replace

from assistant.schema import Answer, Citation, Note
from assistant.web.conversation import Conversation, Exchange
from assistant.web.rendering import (
    answer_text_html,
    conversation_html,
    exchange_html,
)
from tests.web.scripted import BRIDGE, COST, GROUND, PIXEL, SCRIPT, STRAY, answer_of, passage_of

TAGS = re.compile(r"<[^>]*>|\u2060")


def visible(markup: str) -> str:
    """The text of HTML without its tags, still escaped."""
    return TAGS.sub("", markup)


def exchange_with(answer: Answer | None, **changes: object) -> Exchange:
    exchange = Exchange(number=3, question="What did it cost?", answer=answer, state="done")
    return replace(exchange, **changes)  # type: ignore[arg-type]


def test_a_mark_stands_where_its_cited_span_ends():
    markup = answer_text_html(answer_of([("bridge", COST), ("bridge", GROUND)]), exchange=3)
    assert visible(markup) == f"{COST}[1] {GROUND}[2]"
    assert re.findall(r'data-exchange="(\d+)" data-index="(\d+)"', markup) == [
        ("3", "0"),
        ("3", "1"),
    ]


def test_a_number_in_brackets_that_an_article_contains_is_no_mark():
    markup = answer_text_html(answer_of([("hostile", STRAY)]), exchange=1)
    assert markup.count("<a ") == 1
    assert "A [2] was there too" in markup


def test_two_citations_of_one_span_stand_side_by_side_in_the_order_that_is_written():
    answer = answer_of([("bridge", COST)])
    twin = replace(answer.citations[0], number=2, article_id="twin")
    for written in (" [1] [2]", " [2] [1]", "[1][2]"):
        text = COST + written + " More."
        markup = answer_text_html(
            replace(answer, text=text, citations=(*answer.citations, twin)), 1
        )
        assert visible(markup) == COST + written.replace(" ", "") + " More."
        assert markup.count("<a ") == 2


def test_a_citation_whose_mark_is_not_written_in_the_text_still_gets_its_link():
    answer = replace(answer_of([("bridge", COST)]), text=f"{COST} And so on.")
    assert visible(answer_text_html(answer, 1)) == f"{COST}[1] And so on."


def test_the_short_answer_is_bold_and_provisional_text_is_set_apart():
    answer = replace(answer_of([("bridge", COST)]), checked=len(COST))
    start = COST.index("14 million euros")
    answer = replace(answer, highlights=((start, start + 16),), text=f"{COST} [1] And then")
    final = answer_text_html(answer, 1)
    assert "<strong>14 million euros</strong>" in final
    assert "draft" not in final
    written = replace(answer, answerer="small")
    markup = answer_text_html(written, 1, final=False)
    assert '<span class="draft"> And then</span> <em class="draft-label">not checked yet' in markup
    assert "quotes, for now" in answer_text_html(answer, 1, final=False)


def test_hostile_article_text_is_shown_as_it_is():
    answer = answer_of([("hostile", SCRIPT), ("hostile", PIXEL)])
    markup = exchange_html(exchange_with(answer))
    assert "&lt;script&gt;window.hacked = 1&lt;/script&gt;" in markup
    assert "![pixel](http://evil.example/p.png)" in markup
    assert "$$\\frac{a}{b}$$" in markup
    assert "<script" not in markup
    assert "<b>" not in markup


def test_notes_stand_below_the_answer_and_are_escaped():
    answer = replace(
        answer_of([("bridge", COST)]), notes=(Note(kind="dates", text="<i>As of</i>"),)
    )
    markup = exchange_html(exchange_with(answer))
    assert markup.index("[</i>1") < markup.index("&lt;i&gt;As of&lt;/i&gt;")


def test_what_was_searched_is_said_only_when_it_differs_from_what_was_typed():
    answer = answer_of([("bridge", COST)])
    typed = replace(answer, question="what did  it cost?")
    assert "Searched for" not in exchange_html(exchange_with(typed))
    rewritten = replace(answer, question="What did the bridge cost?")
    assert "Searched for: What did the bridge cost?" in exchange_html(exchange_with(rewritten))


def test_who_is_cited_and_from_when_is_told_once_below_the_answer():
    answer = answer_of([("bridge", COST), ("bridge", GROUND)])
    markup = exchange_html(exchange_with(answer))
    assert '<p class="byline cited">Harbour Gazette, 8 May 2023</p>' in markup
    many = [replace(answer.citations[0], source=f"Paper {number}") for number in range(5)]
    markup = exchange_html(exchange_with(replace(answer, citations=tuple(many))))
    assert "Paper 2, 8 May 2023 · and 2 more</p>" in markup
    assert "Paper 3, 8 May 2023 ·" not in markup


def test_confidence_is_told_in_words():
    answer = answer_of([("bridge", COST)])
    told = [
        exchange_html(exchange_with(replace(answer, confidence=confidence)))
        for confidence in (0.95, 0.6, 0.2)
    ]
    assert "Well supported" in told[0]
    assert "Uncertain, check the sources" in told[1]
    assert "A guess, check the sources" in told[2]


def test_small_talk_has_no_sources_and_no_confidence():
    markup = exchange_html(exchange_with(Answer(text="Hello!", status="answered")))
    assert "Hello!" in markup
    assert "confidence" not in markup
    assert "evidence" not in markup


def test_not_found_says_so_and_leads_to_the_nearest_passages():
    lead = passage_of(BRIDGE, 0, 40)
    leads = tuple(replace(lead, article_id=key) for key in "abcd")
    answer = Answer(text="The articles do not say.", status="not_found", passages=leads)
    markup = exchange_html(exchange_with(answer))
    assert "The articles do not say." in markup
    assert markup.count('class="lead"') == 3
    assert "Nearest passages" in markup


def test_an_article_leads_only_once():
    leads = tuple(passage_of(BRIDGE, start, start + 40) for start in (0, 100, 200))
    answer = Answer(text="The articles do not say.", status="not_found", passages=leads)
    assert exchange_html(exchange_with(answer)).count('class="lead"') == 1


def test_not_found_without_passages_promises_none():
    answer = Answer(text="The articles do not say.", status="not_found")
    assert "earest passages" not in exchange_html(exchange_with(answer))


def test_a_problem_is_one_line_and_can_be_tried_again():
    markup = exchange_html(exchange_with(None, problem="The index is <busy>."))
    assert '<p class="problem" role="alert">The index is &lt;busy&gt;.</p>' in markup
    assert "Try again" in markup


def test_only_the_newest_exchange_can_be_tried_again():
    exchanges = tuple(replace(exchange_with(answer_of([])), number=number) for number in (1, 2, 3))
    assert conversation_html(Conversation(exchanges)).count("Try again") == 1


def test_one_number_cited_twice_keeps_its_two_links():
    answer = answer_of([("bridge", COST), ("bridge", GROUND)])
    again: Citation = replace(answer.citations[1], number=1)
    text = answer.text.replace("[2]", "[1]")
    answer = replace(answer, text=text, citations=(answer.citations[0], again))
    markup = answer_text_html(answer, 1)
    assert visible(markup) == f"{COST}[1] {GROUND}[1]"
    assert 'data-index="0"' in markup
    assert 'data-index="1"' in markup
