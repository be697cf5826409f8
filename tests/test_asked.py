import pytest

from assistant.asked import Sort, wanted

ASKS = [
    ("Who opened the bridge?", Sort.PERSON),
    ("The bridge fell. Who built it?", Sort.PERSON),
    ("Ada Lin lost the final to whom?", Sort.PERSON),
    ("Whose ferry sank?", Sort.PERSON),
    ("Which senator proposed the bill?", Sort.PERSON),
    ("Which Orlu mayor resigned?", Sort.PERSON),
    ("When did the bridge open?", Sort.TIME),
    ("Since when has the mine been closed?", Sort.TIME),
    ("How soon will the ferry return?", Sort.TIME),
    ("What date was the treaty signed?", Sort.TIME),
    ("The mine, which was deep, closed in which year?", Sort.YEAR),
    ("Where did the train derail?", Sort.PLACE),
    ("In which Rovian city was the trial?", Sort.PLACE),
    ("Which country’s president resigned?", Sort.COUNTRY),
    ("What state banned the app?", Sort.STATE),
    ("How many people live in Orlu?", Sort.COUNT),
    ("The team won how many medals?", Sort.COUNT),
    ("What was the magnitude of the quake?", Sort.COUNT),
    ("How much did the bridge cost?", Sort.MONEY),
    ("What is the price of a ticket?", Sort.MONEY),
    ("What percentage of voters backed it?", Sort.SHARE),
    ("How old is Ada Lin?", Sort.AGE),
    ("How long did the strike last?", Sort.SPAN),
    ("How far is Varn from Orlu?", Sort.SPAN),
    ("What is the name of the ferry?", Sort.NAME),
    ("Which US company built the ferry?", Sort.NAME),
    ("Which song won the prize?", Sort.WORK),
    ("Which telescope saw the comet?", Sort.OTHER),
]
ASKS_NOT = [
    "Why did the mayor resign?",
    "How did the fire start?",
    "Did the bridge open in March?",
    "Is Ada Lin the mayor who resigned?",
    "Explain how the ferry sank.",
    "Tell me about the man who built the bridge.",
    "Who is Ada Lin?",
    "What happened when the dam broke?",
    "What did the mayor say?",
    "What are the farmers asking for?",
    "What type of storm hit Orlu?",
    "Which age group is hit hardest?",
    "This is the bridge that fell, where many died:",
    "Bridges",
    "",
]


@pytest.mark.parametrize(("question", "sort"), ASKS)
def test_the_sort_of_words_that_a_question_wants(question, sort):
    asked = wanted(question)
    assert asked is not None
    assert asked.sort is sort


@pytest.mark.parametrize("question", ASKS_NOT)
def test_other_questions_want_no_short_answer(question):
    assert wanted(question) is None


@pytest.mark.parametrize(
    ("question", "acts", "verb"),
    [
        ("Who beat Bo Rask?", True, "beat"),
        ("Who has beaten Bo Rask?", True, "beaten"),
        ("Who did Ada Lin beat in Orlu?", False, "beat"),
        ("By whom was the bridge opened?", False, "bridg"),
        ("Where did the train derail?", False, "derail"),
    ],
)
def test_who_acts_and_how(question, acts, verb):
    asked = wanted(question)
    assert asked is not None
    assert (asked.acts, asked.verb) == (acts, verb)


def test_what_is_counted_and_what_a_name_is_of():
    people = wanted("How many young farmers protested?")
    ferry = wanted("What is the name of the ferry?")
    assert people is not None
    assert "farmer" in people.noun
    assert ferry is not None
    assert "ferri" in ferry.noun


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which two towns merged?", True),
        ("Who were the winners?", True),
        ("Which towns merged?", True),
        ("Which town burned?", False),
        ("Who was the winner?", False),
    ],
)
def test_whether_several_are_wanted(question, several):
    asked = wanted(question)
    assert asked is not None
    assert asked.several is several
