import pytest

from assistant.question.conversation import read_follow_up
from assistant.schema import Answer, Turn
from assistant.text.names import names

PUTIN = Turn(
    "What preconditions did Putin set?",
    Answer(
        text="President Vladimir Putin said that talks must rest on realities.",
        status="answered",
        question="What preconditions did Putin set?",
    ),
)
CUP = Turn(
    "Who won the 2022 World Cup?",
    "Argentina won the World Cup in Qatar after Lionel Messi scored twice. Messi said he was glad.",
)
FLOODS = Turn("How many people died in the floods in Germany?", "At least 180 died in Germany.")
DECREES = Turn("Did Putin rescind the decrees?", "He did not.")
RESIGNED = Turn("When did Mayor Ines Kolb resign?", "She resigned on Monday.")
MAY = Turn("when did theresa may resign", "Theresa May, the prime minister, resigned on 24 May.")


def standalone(question, history):
    return read_follow_up(question, history).text


GALE = Turn("How strong was Berit when it reached Orlu?", "Berit reached Orlu at 150 km/h.")
HEIR = Turn(
    "Who took over from Ines Kolb?", "Arun Velm did. He is the first mayor of Asian heritage."
)

TRIAL = Turn(
    "Who was convicted at 101?",
    "A former Orlu guard was convicted of helping to kill prisoners. American officials said so.",
)


JOINED = Turn("When did Sweden join NATO?", "Sweden joined NATO on 7 March 2024.")


READ = [
    (JOINED, "And what about Finland?", "When did Finland join NATO?"),
    (TRIAL, "Did he appeal?", "Who was convicted at 101, and did he appeal?"),
    (GALE, "and in North Varn?", "How strong was Berit when it reached North Varn?"),
    (HEIR, "how old is he?", "how old is Arun Velm?"),
    (PUTIN, "What did he say about sanctions?", "What did Putin say about sanctions?"),
    (PUTIN, "And in 2023?", "What preconditions did Putin set in 2023?"),
    (PUTIN, "What about Zelensky?", "What preconditions did Zelensky set?"),
    (PUTIN, "Did Biden meet him?", "Did Biden meet Putin?"),
    (PUTIN, "What are his demands?", "What are Putin's demands?"),
    (PUTIN, "Why?", "What preconditions did Putin set, and why?"),
    (PUTIN, "Is that true?", "What preconditions did Putin set, and is that true?"),
    (CUP, "And in 2018?", "Who won the 2018 World Cup?"),
    (CUP, "No, the women's", "Who won the women's World Cup?"),
    (CUP, "Where was it played?", "Who won the 2022 World Cup, and where was it played?"),
    (CUP, "And who attended?", "Who won the 2022 World Cup, and who attended?"),
    (RESIGNED, "And why?", "Why did Mayor Ines Kolb resign?"),
    (RESIGNED, "where?", "Where did Mayor Ines Kolb resign?"),
    (CUP, "How old is he?", "How old is Lionel Messi?"),
    (FLOODS, "What about Belgium?", "How many people died in the floods in Belgium?"),
    (FLOODS, "And last year?", "How many people died in the floods in Germany last year?"),
    (DECREES, "Why?", "Why did Putin rescind the decrees?"),
    (MAY, "why did she resign?", "why did Theresa May resign?"),
    (MAY, "Who replaced her?", "Who replaced Theresa May?"),
    (MAY, "Who was her successor?", "Who was Theresa May's successor?"),
]

KEPT = [
    (PUTIN, "Who won the 1998 World Cup?"),
    (PUTIN, "Did Biden say he would run?"),
    (PUTIN, "what did putin say about grain?"),
    (PUTIN, "Which outlets were the remarks for?"),
    (PUTIN, "Who is Zelensky and what did he say?"),
    (PUTIN, "Is there a deadline for the ferry strike?"),
    (CUP, "How did markets react to the rate rise?"),
    (CUP, "Which umpire retired in 2021 after working his 5,000th game?"),
    (CUP, "Did the bank say that rates would fall this year?"),
]


@pytest.mark.parametrize(("turn", "question", "expected"), READ)
def test_a_question_that_points_back_is_read_with_the_turn_before(turn, question, expected):
    assert standalone(question, [turn]) == expected


@pytest.mark.parametrize(("turn", "question"), KEPT)
def test_a_question_that_stands_alone_is_kept(turn, question):
    assert standalone(question, [turn]) == question


def test_without_history_nothing_changes():
    assert standalone("What did he say?", []) == "What did he say?"


def test_the_resolved_question_of_a_turn_counts_not_its_words():
    resolved = Answer(text="", status="not_found", question="What did Merkel say about sanctions?")
    turns = [PUTIN, Turn("What did she say about sanctions?", resolved)]
    assert standalone("And about gas, what did she say?", turns).count("Merkel") == 1


def test_thanks_between_two_questions_are_passed_over():
    turns = [PUTIN, Turn("Thanks!", "You are welcome.")]
    assert standalone("What did he say?", turns) == "What did Putin say?"


def test_only_recent_turns_matter():
    others = [Turn(f"How high is the tide in harbour {n}?", "Two metres.") for n in range(12)]
    assert "Putin" not in standalone("What did he say?", [PUTIN, *others])


def test_a_question_is_joined_to_the_one_that_stands_alone_not_to_another_follow_up():
    joined = Answer(
        text="On Sunday.",
        status="answered",
        question="Who won the 2022 World Cup, and when was it played?",
    )
    turns = [CUP, Turn("When was it played?", joined)]
    assert standalone("And where was it?", turns) == "Who won the 2022 World Cup, and where was it?"


def test_the_reader_is_asked_no_more_than_was_asked_now():
    read = read_follow_up("Who attended?", [CUP])
    assert (read.plain, read.joined) == ("Who attended?", True)


def test_the_reader_is_also_told_the_topic_and_what_was_answered_before():
    text = "Argentina won."
    answered = Answer(text=text, status="answered", question=CUP.question, highlights=((0, 9),))
    read = read_follow_up("Who attended?", [Turn(CUP.question, answered)])
    assert (read.topical, read.given) == ("won 2022 World Cup: Who attended?", ("Argentina",))


def test_a_question_that_stands_alone_may_still_be_about_the_articles_just_cited():
    read = read_follow_up("How did markets react to the rate rise?", [PUTIN])
    assert read.text == read.plain == "How did markets react to the rate rise?"
    assert read.within == (
        "What preconditions did Putin set, and how did markets react to the rate rise?"
    )


@pytest.mark.parametrize("question", ["Why?", "What did he say?", "And in 2023?", "How many?"])
def test_no_name_is_added_that_nobody_said(question):
    said = f"{CUP.question} {CUP.answer_text} {question}"
    assert all(name.text in said for name in names(standalone(question, [CUP])))
