"""The conversation as HTML, what is told below an answer, and the welcome."""

import re
from dataclasses import replace
from datetime import date

from assistant.languagemodels import Offer
from assistant.schema import Answer, Citation, IndexInfo, Note, Rejected
from assistant.web.conversation import Conversation, Exchange
from assistant.web.limits import Limits
from assistant.web.marks import answer_text_html
from assistant.web.rendering import (
    conversation_html,
    exchange_html,
    holdings,
    sources_told,
    talk_html,
    welcome_html,
)
from tests.web.scripted import (
    BRIDGE,
    COST,
    FARE,
    GROUND,
    PIXEL,
    SCRIPT,
    STRAY,
    answer_of,
    passage_of,
)

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


def test_a_chip_names_outlet_and_day_and_once_for_each_article_its_headline():
    answer = answer_of([("bridge", COST), ("bridge", GROUND), ("ferry", FARE)])
    markup = exchange_html(exchange_with(answer))
    shown = re.findall(r'class="(outlet|day|headline)" data-shown="([^"]*)"', markup)
    assert shown == [
        ("outlet", "Harbour Gazette"),
        ("day", "8 May 2023"),
        ("headline", "Harbour bridge opens two years late"),
        ("outlet", "Harbour Gazette"),
        ("day", "8 May 2023"),
        ("outlet", "Wire"),
        ("day", "1 Jun 2023"),
        ("headline", "Ferry keeps sailing beside the new bridge"),
    ]


def test_beside_a_chip_stands_what_is_around_its_quote_and_the_quote_only_where_it_is_reworded():
    answer = answer_of([("bridge", COST)])
    markup = answer_text_html(answer, 1)
    assert 'data-tip-quote=""' in markup
    assert f'data-tip-after="{GROUND}' in markup
    reworded = replace(answer, text="It cost 14 million. [1]", answerer="small")
    assert f'data-tip-quote="{COST}"' in answer_text_html(reworded, 1)


def test_the_items_of_a_list_are_shown_as_a_list_each_with_its_chip():
    answer = answer_of([("bridge", COST), ("ferry", FARE)])
    answer = replace(answer, text=f"Costs:\n- {COST} [1]\n- {FARE} [2]\n\nThat is all.")
    first, second = answer.citations
    start = answer.text.index(COST)
    first = replace(first, answer_start=start, answer_end=start + len(COST))
    start = answer.text.index(FARE)
    second = replace(second, answer_start=start, answer_end=start + len(FARE))
    markup = answer_text_html(replace(answer, citations=(first, second)), 1)
    lists = re.findall(r'<ul class="items">(.*?)</ul>', markup, re.S)
    assert len(lists) == 1
    items = re.findall(r"<li[^>]*>(.*?)</li>", lists[0], re.S)
    assert [visible(item) for item in items] == [f"{COST}[1]", f"{FARE}[2]"]
    assert visible(markup) == f"Costs:{COST}[1]{FARE}[2]That is all."


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
    exchanges = tuple(exchange_with(None, problem="No.", number=number) for number in (1, 2, 3))
    assert conversation_html(Conversation(exchanges)).count("Try again") == 1


def test_nothing_is_tried_again_where_the_answer_would_be_the_same():
    answer = answer_of([("bridge", COST)])
    assert "Try again" not in exchange_html(exchange_with(answer))
    assert "Try again" not in exchange_html(exchange_with(NOT_FOUND))
    assert "Try again" in exchange_html(exchange_with(answer, state="stopped"))
    written = exchange_html(exchange_with(replace(answer, answerer="small<")))
    assert "Try again" in written
    assert "Written by small&lt;, checked against the articles" in written


def test_one_number_cited_twice_keeps_its_two_links():
    answer = answer_of([("bridge", COST), ("bridge", GROUND)])
    again: Citation = replace(answer.citations[1], number=1)
    text = answer.text.replace("[2]", "[1]")
    answer = replace(answer, text=text, citations=(answer.citations[0], again))
    markup = answer_text_html(answer, 1)
    assert visible(markup) == f"{COST}[1] {GROUND}[1]"
    assert 'data-index="0"' in markup
    assert 'data-index="1"' in markup


NOT_FOUND = Answer(text="The articles do not say.", status="not_found")


def test_each_kind_of_note_has_a_look_of_its_own():
    markup = talk_html("notes", (Note(kind="differ", text="a < b"), Note(kind='"x', text="c")))
    assert '<li class="note differ">a &lt; b</li>' in markup
    assert '<li class="note &quot;x">' in markup
    assert talk_html("notes", ()) == ""


def test_refused_sentences_are_folded_up_with_their_reasons():
    refused = Rejected(text="He paid it.", reason="No article says so.")
    markup = talk_html("rejected", (refused,))
    assert "1 sentence was left out" in markup
    assert '<q dir="auto">He paid it.</q> <span dir="auto">No article says so.</span>' in markup
    assert "<details" in markup
    assert "open" not in markup
    assert "2 sentences were left out" in talk_html("rejected", (refused, refused))
    assert talk_html("rejected", ()) == ""


def test_sources_are_counted_and_articles_of_one_source_are_told_apart():
    told = sources_told(answer_of([("bridge", COST), ("ferry", FARE)]).citations)
    assert told == "2 sources"
    twice = answer_of([("bridge", COST), ("bridge", GROUND)]).citations
    assert sources_told(twice) == "1 source"
    other = replace(twice[1], article_id="other")
    assert sources_told((twice[0], other)) == "2 articles from 1 source"


def test_what_is_copied_has_its_marks_and_its_sources():
    answer = answer_of([("bridge", COST)])
    markup = talk_html("actions", exchange_with(answer), True)
    assert 'data-copy="Mayor Ana Ruiz said' in markup
    assert "Harbour bridge opens two years late](&lt;https://gazette.example/bridge&gt;)" in markup


def test_not_found_within_limits_offers_to_ask_without_them():
    limits = Limits(since=date(2023, 1, 1), sources=("Wire",))
    markup = talk_html("wider", exchange_with(NOT_FOUND, limits=limits, undated="Who <sank>?"))
    assert 'data-without="since words"' in markup
    assert "Ask again without the dates: “Who &lt;sank&gt;?”" in markup
    assert 'data-without="sources"' in markup


def test_nothing_is_offered_where_nothing_was_limited_or_the_answer_was_found():
    assert talk_html("wider", exchange_with(NOT_FOUND)) == ""
    found = exchange_with(answer_of([("bridge", COST)]), limits=Limits(since=date(2023, 1, 1)))
    assert talk_html("wider", found) == ""


def test_suggestions_can_be_asked_once_the_answer_is_complete():
    exchange = exchange_with(answer_of([("bridge", COST)]), suggestions=("Who <b>paid</b>?",))
    assert 'data-question="Who &lt;b&gt;paid&lt;/b&gt;?"' in talk_html("suggestions", exchange)
    assert talk_html("suggestions", replace(exchange, state="running")) == ""


def test_holdings_are_told_in_one_line():
    info = IndexInfo(articles=1, passages=3)
    assert holdings(info) == "1 article"
    info = IndexInfo(
        articles=1962,
        passages=9000,
        sources={"CNN": 900, "BBC": 1062},
        first=date(2022, 1, 3),
        last=date(2022, 12, 30),
    )
    assert holdings(info) == "1,962 articles from 2 sources, 3 January 2022 to 30 December 2022"


OFFERS = [
    Offer("ollama", "no server answers at http://127.0.0.1:11434", (), ""),
    Offer("gguf", "1 file in models", ('gguf:models/<b>"x".gguf',), "pip install 'x[gguf]'"),
]


def models_shown(chosen: str, offers: list[Offer]) -> str:
    return welcome_html(IndexInfo(articles=1, passages=1), [], chosen, offers)


def test_without_a_model_the_settings_that_would_switch_one_on_are_shown():
    shown = models_shown("", OFFERS)
    assert "Answers are quoted from the articles; no language model is set" in shown
    assert "no server answers at http://127.0.0.1:11434" in shown
    assert "pip install &#x27;x[gguf]&#x27;" in shown
    assert "language_model = &quot;gguf:models/&lt;b&gt;" in shown
    assert "<b>" not in shown


def test_with_a_model_its_name_is_told():
    shown = models_shown("ollama:llama<i>", OFFERS)
    assert "Answers are written by ollama:llama&lt;i&gt;, checked against the articles" in shown
    assert "none is on" not in shown


def test_a_complete_answer_and_a_refusal_can_be_judged_and_show_what_was_said():
    refused = Answer(text="The articles do not say.", status="not_found")
    for answer in (answer_of([("bridge", COST)]), refused):
        shown = {None: "false false", True: "true false", False: "false true"}
        for helpful, pressed in shown.items():
            markup = exchange_html(exchange_with(answer, helpful=helpful))
            assert " ".join(re.findall(r'aria-pressed="(\w+)"', markup)) == pressed
        assert "judge" not in exchange_html(exchange_with(answer, state="stopped"))
    assert "judge" not in exchange_html(exchange_with(None, problem="It is busy."))
    assert "judge" not in exchange_html(exchange_with(Answer(text="Hello!", status="answered")))
