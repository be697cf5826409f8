from assistant.question.conversation import read_follow_up
from assistant.question.topic import conversation_topic, topic
from assistant.schema import Turn

PIER = Turn("When was the pier of Lindau rebuilt?", "Mayor Anna Kolb said in May.")
FERRY = Turn("How many ferries crossed the lake?", "Nine ferries a day.")


def test_the_topic_is_the_latest_question_s_own_words():
    assert topic([FERRY, PIER]) == "pier of Lindau rebuilt"


def test_a_conversation_is_about_the_words_of_its_questions_the_rare_and_late_ones_first():
    words = conversation_topic("How much did it cost?", [PIER, FERRY]).split()
    assert set(words) == {"pier", "lindau", "rebuilt", "ferries", "crossed", "lake"}
    assert words.index("ferries") < words.index("rebuilt")
    assert conversation_topic("How much did it cost?", []) == ""


def test_a_name_that_nobody_spoke_of_starts_a_new_topic():
    assert conversation_topic("What did Otto Brandt build?", [PIER]) == ""
    assert conversation_topic("What did Anna Kolb build?", [PIER]) != ""


def test_what_is_put_beside_a_question_is_not_compared_by_meaning():
    asked = read_follow_up("How is that paid for?", [PIER])
    assert (asked.text, asked.plain) == (
        "How is that paid for? (pier of Lindau rebuilt)",
        "How is that paid for?",
    )


def test_a_question_that_says_nothing_by_itself_is_compared_with_what_is_beside_it():
    asked = read_follow_up("Why?", [PIER])
    assert asked.plain == asked.text != "Why?"


def test_brackets_of_the_asker_s_own_stay():
    question = "What did Kolb (the mayor) say about the ferries of Lindau (in May)?"
    assert read_follow_up(question, [PIER]).plain == question
