"""Which words of the quotes are set in bold. The expected ones stand between asterisks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.quotation import compose
from assistant.answering.shortanswer import highlights, short_answer
from assistant.models.reader import SpanReader
from assistant.question.query import read_question
from tests.making import sentence, stored

SHORT = [
    # Who: the name nearest to what is said, on the right side of the verb, without its rank.
    ("Who opened the Varn bridge?", "The Varn bridge was opened by *Ada Lin* on Tuesday."),
    ("Who opened the Varn bridge?", "Mayor *Ada Lin* opened the Varn bridge with Bo Rask."),
    ("Who did Ada Lin beat in the final?", "Ada Lin beat *Bo Rask* in the final at Orlu."),
    ("Who beat Bo Rask in the final?", "*Ada Lin* beat Bo Rask in the final at Orlu."),
    ("Who is the mayor of Orlu?", "Orlu's mayor, *Ada Lin*, said the budget was tight."),
    ("Who replaced Bo Rask as coach?", "The club replaced Rask as coach with *Ada Lin* in May."),
    ("Who was named coach of Orlu?", "Orlu have named *Ada Lin* as their new coach."),
    ("Whom did the court acquit?", "The court acquitted *Bo Rask* of fraud on Monday."),
    ("With whom did Ada Lin sign the treaty?", "Ada Lin signed the treaty with *Bo Rask*."),
    ("The bridge fell. Who built it?", "The bridge was built by engineer *Ada Lin* in 1990."),
    ("Who is running the ferry now?", "The ferry is now run by *Ada Lin*, formerly of Varn."),
    # When: every form of date that news uses.
    ("When did the bridge open?", "The bridge opened on *2 April* after a long delay."),
    ("When did the bridge open?", "The bridge opened on *Tuesday* after two delays."),
    ("When did the bridge open?", "The bridge opened in *March 2024* after two delays."),
    ("When did the bridge open?", "The bridge, 12 metres wide, opened in *2019*."),
    ("When does the bridge open?", "The bridge opens at *7 p.m. on Friday*, the mayor said."),
    ("When will the ferry return?", "The ferry will return *next week*, its owner said."),
    ("When was the tower built?", "The tower was built in the *late 19th century*."),
    ("When was the tower built?", "The tower was built in the *1930s* for the railway."),
    ("In which year did the mine close?", "The mine closed on 3 May *1987* after a fire."),
    ("What year did the mine close?", "The mine closed in *1987*, long after it opened in 1911."),
    (
        "When did the dam break?",
        "Under the Water Act 1998, the dam, which broke on *4 May*, was safe.",
    ),
    # How many and how much: a number with its unit, of what was asked about.
    ("How many people live in Orlu?", "*About 12,000 people* live in Orlu, down from 1990."),
    ("How many people were hurt?", "On 12 May the fire hurt *three people* and killed a dog."),
    ("How many ferries sank?", "In 2021 *two* old ferries sank off Varn within 9 days."),
    ("How many farmers protested?", "On day 3, *some 4,500* angry farmers protested for 6 hours."),
    ("How much did the bridge cost?", "The bridge cost *1.4 million crowns* and took 3 years."),
    ("How much was the fine?", "The 2 firms were fined, and the fine was *$3.5bn*, in May."),
    ("What was the price of the house?", "The house, built in 1920, has a price of *€2 million*."),
    ("What percentage of voters backed it?", "It was backed by *62%* of the 9,000 voters."),
    ("How old is Ada Lin?", "Ada Lin, *45*, has led Orlu for 12 years."),
    ("How old was the winner?", "The winner was a *19-year-old* from Varn with 2 dogs."),
    ("How long did the strike last?", "The strike of 900 miners lasted *eleven weeks*."),
    ("How far is Varn from Orlu?", "Varn is *about 40 kilometres* from Orlu, which has 3 inns."),
    ("How far is Varn from Orlu?", "Varn is *4.2 light-years* from Orlu, which has 3 planets."),
    ("How far is Varn from Orlu?", "Varn is *4.2 light years* from Orlu, which has 3 planets."),
    # Where: a place, not a person.
    ("Where did the train derail?", "The train driven by Bo Rask derailed near *Orlu* on Monday."),
    ("Where is the summit held?", "Ada Lin said the summit is held in *Varn* this year."),
    ("Which country bought the ferry?", "The ferry was bought by *Norway* from Ada Lin's firm."),
    ("In which city was the trial?", "The trial of Bo Rask took place in the city of *Orlu*."),
    ("Which state banned the app?", "The app of Lin Corp was banned in *Ohio* this week."),
    ("Where was the event?", "Police came to the event in *Orlu, Ohio*, after a call."),
    ("Where was the ferry kept?", "The ferry was kept in *the old harbour*."),
    # Other names.
    ("What is the name of the ferry?", "The ferry is named *Salt Queen* and belongs to Bo Rask."),
    ("Which telescope saw the comet?", "The comet was seen by the *Rask* telescope above Orlu."),
    ("Which company built the ferry?", "The ferry was built by *Lin Marine* in Orlu."),
    ("Which national park burned?", "Fire has burned Ohio's *Rask National Park* since 4 May."),
    ("Which song won the prize?", "The prize for the best song was won by “*The Salt Road*”."),
    # Several at once are one span.
    ("Which two towns merged?", "The towns of *Orlu and Varn* merged on 1 May."),
    ("Who were the winners of the prize?", "The winners of the prize were *Ada Lin and Bo Rask*."),
]

NOTHING = [
    # No question that a few words answer.
    ("How did Ada Lin win?", "Ada Lin won by 12 votes in Orlu."),
    ("Did Ada Lin win in Orlu?", "Ada Lin won in Orlu on 2 April by 12 votes."),
    ("Explain the treaty of Orlu.", "The treaty of Orlu was signed by Ada Lin in 2019."),
    ("What did the man who sold the ferry want?", "The man who sold the ferry to Bo Rask left."),
    # The question's own name, year and number are no answer, and neither is the source.
    ("Who is Ada Lin?", "Ada Lin met Bo Rask in Orlu."),
    ("Who elected Ada Lin?", "Ada Lin was elected by the members of the party."),
    ("When did the 2019 flood end?", "The 2019 flood ended at last."),
    ("Where is Orlu?", "Orlu is a town."),
    ("Who reported the leak?", "The leak was reported by Post."),
    # A date, an age or a sum is no count.
    ("How many ferries sank?", "Ferries sank on 2 April 2021."),
    ("How many ferries sank?", "The ferries sank at 7 p.m. on 4 May."),
    ("How old is Ada Lin?", "Ada Lin has led Orlu for 12 years."),
    ("What percentage of voters backed it?", "It was backed by 5,400 voters."),
    ("How much did the bridge cost?", "The bridge cost more than 12 lives."),
    # Nothing of the question is near.
    ("Who won the chess title?", "Heavy rain fell on Orlu, said Bo Rask."),
    ("When was the treaty signed?", "Rain fell on Tuesday."),
]


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader()


def bold(reader: SpanReader, question: str, quote: str) -> str:
    """Return a quote with what is set in bold between asterisks."""
    ((span,),) = reader.read(question, [quote], [[(0, len(quote))]])
    article = stored(quote, title="")
    told = sentence(article, 0, span=quote[span.start : span.end], found=span.score)
    query = read_question(question, as_of=date(2024, 3, 14))
    for place in short_answer(query, [told]):
        return f"{quote[: place.start]}*{place.text}*{quote[place.end :]}"
    return quote


def inside(quote: str) -> str:
    return quote.split("*")[1] if "*" in quote else ""


def test_the_words_that_answer_are_in_bold(reader: SpanReader) -> None:
    """What is bold holds what is expected or is part of it: "Ada Lin" and "Mayor Ada Lin"."""
    wrong = []
    for question, quote in SHORT:
        found, expected = inside(bold(reader, question, quote.replace("*", ""))), inside(quote)
        if not found or not (expected in found or found in expected):
            wrong.append(f"{question} {found!r} instead of {expected!r}")
    assert len(wrong) <= 0.2 * len(SHORT), "\n".join(wrong)


def test_in_doubt_nothing_is_in_bold(reader: SpanReader) -> None:
    wrong = [
        f"{question} {found}"
        for question, quote in NOTHING
        if (found := inside(bold(reader, question, quote)))
    ]
    assert len(wrong) <= 0.4 * len(NOTHING), "\n".join(wrong)


@pytest.mark.parametrize(
    ("question", "text", "span", "expected"),
    [
        ("How many tonnes of rye?", "It is 12 500 tonnes.", "500", "12 500 tonnes"),
        ("How many tonnes of rye?", "It is 12\u202f500 tonnes.", "12", "12\u202f500 tonnes"),
        ("How many tonnes of rye?", "It is 1.250.000 tonnes.", "1.250", "1.250.000 tonnes"),
        ("How many homes?", "It cut off hundreds of thousands of homes.", "thousands",
         "hundreds of thousands of homes"),
        ("How much did it cost?", "It cost $1.4 billion.", "1.4", "$1.4 billion"),
        ("Who did not sign?", "They are Dorn, Kest and Mole.", "Mole", "Dorn, Kest and Mole"),
        ("When did it open?", "It opened on 3 May 2021.", "May", "3 May 2021"),
    ],
)  # fmt: skip
def test_a_number_a_date_and_a_list_are_given_in_full(
    question: str, text: str, span: str, expected: str
) -> None:
    query = read_question(question, as_of=date(2024, 3, 14))
    told = sentence(stored(text, title=""), 0, span=span, found=9.0)
    assert [each.text for each in short_answer(query, [told])] == [expected]


def test_a_number_is_asked_for_and_a_name_is_none() -> None:
    query = read_question("How many ferries sank?", as_of=date(2024, 3, 14))
    told = sentence(stored("The ferry of Ada Lin sank."), 0, span="Ada Lin", found=9.0)
    assert short_answer(query, [told]) == ()


def test_somebody_without_a_name_is_no_short_answer_to_who() -> None:
    query = read_question("Who sank the ferry?", as_of=date(2024, 3, 14))
    told = sentence(stored("A man from Orlu sank the ferry."), 0, span="A man", found=9.0)
    assert short_answer(query, [told]) == ()


@pytest.mark.parametrize(
    ("question", "span", "expected"),
    [
        ("How many seats does the Quay List have?", "9", ["9"]),
        ("How many seats did the Quay List have before?", "9", []),
        ("Which party has 9 seats?", "Quay List", ["Quay List"]),
    ],
)
def test_a_cell_of_another_column_than_the_one_asked_for_is_not_in_bold(
    question: str, span: str, expected: list[str]
) -> None:
    query = read_question(question, as_of=date(2024, 3, 14))
    row = stored("Party: Quay List, Seats: 9, Before: 14.", title="")
    told = sentence(row, 0, span=span, found=9.0)
    assert [each.text for each in short_answer(query, [told])] == expected


def test_the_reader_must_be_sure() -> None:
    query = read_question("Who sank the ferry?", as_of=date(2024, 3, 14))
    unsure = sentence(stored("The ferry of Ada Lin sank."), 0, span="Ada Lin", found=-3.0)
    told = replace(unsure, share=0.3)
    assert short_answer(query, [told]) == ()


def test_what_was_torn_at_an_abbreviation_is_not_in_bold() -> None:
    told = "The bill of Republican Rep. Ada Lin became law on Monday. It is her first."
    query = read_question("Whose bill became law?", as_of=date(2024, 3, 13))
    torn = sentence(stored(told), 0, span="Republican Rep", found=9.0)
    whole = sentence(stored(told), 0, span="Ada Lin", found=9.0)
    assert short_answer(query, [torn]) == ()
    (short,) = short_answer(query, [whole])
    assert short.text == "Ada Lin"


def test_no_quotes_have_no_short_answer() -> None:
    assert short_answer(read_question("Who won?", as_of=date(2024, 3, 14)), []) == ()


def test_a_place_in_an_article_is_found_in_the_answer_through_its_citation() -> None:
    query = read_question("Who sank the ferry?", as_of=date(2024, 3, 14))
    told = sentence(stored("It rained. The ferry of Ada Lin sank."), 1, span="Ada Lin", found=9.0)
    short = short_answer(query, [told])
    text, citations = compose([short[0]])
    assert [text[start:end] for start, end in highlights(short, citations)] == ["Ada Lin"]


SAMPLE = [
    ("Who replaced Kwasi Kwarteng as chancellor?", "Jeremy Hunt"),
    ("When did Sweden join NATO?", "7 March 2024"),
    ("How many aftershocks did AFAD count?", "more than 9,000 aftershocks"),
]


@pytest.mark.parametrize(("question", "expected"), SAMPLE)
def test_the_short_answer_of_a_sample_question(sample, question, expected):
    answer = sample.answer(question)
    assert [answer.text[start:end] for start, end in answer.highlights] == [expected]


def test_a_short_answer_lies_within_a_citation(sample):
    answer = sample.answer("When did Sweden join NATO?")
    ((start, end),) = answer.highlights
    assert any(c.answer_start <= start and end <= c.answer_end for c in answer.citations)


def test_a_part_of_a_streamed_answer_has_no_short_answer_beyond_its_end(sample):
    parts = list(sample.stream("Who replaced Kwasi Kwarteng as chancellor?"))
    assert len(parts) > 1
    assert all(end <= len(part.text) for part in parts for _, end in part.highlights)
    assert parts[-1].highlights


def test_what_is_not_found_has_no_short_answer(sample):
    assert sample.answer("When did Zorbia join NATO?").highlights == ()
