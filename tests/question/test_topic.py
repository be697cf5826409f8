from assistant.question.conversation import read_follow_up
from assistant.question.topic import conversation_topic, joined
from assistant.schema import Turn

PIER = Turn("When was the pier of Lindau rebuilt?", "Mayor Anna Kolb said in May.")
FERRY = Turn("How many ferries crossed the lake?", "Nine ferries a day.")


def test_a_question_joined_to_the_one_before_reads_as_one_sentence():
    assert joined("When did the museum reopen?", "And who attended?") == (
        "When did the museum reopen, and who attended?"
    )
    assert joined("ferries of Varn", "NATO's view?") == "ferries of Varn, and NATO's view?"


def test_a_conversation_is_about_the_words_of_its_questions_the_rare_and_late_ones_first():
    words = conversation_topic("How much did it cost?", [PIER, FERRY]).split()
    assert set(words) == {"pier", "lindau", "rebuilt", "ferries", "crossed", "lake"}
    assert words.index("ferries") < words.index("rebuilt")
    assert conversation_topic("How much did it cost?", []) == ""


def test_a_name_that_nobody_spoke_of_starts_a_new_topic():
    assert conversation_topic("What did Otto Brandt build?", [PIER]) == ""
    assert conversation_topic("What did Anna Kolb build?", [PIER]) != ""


def test_brackets_of_the_asker_s_own_stay():
    question = "What did Kolb (the mayor) say about the ferries of Lindau (in May)?"
    assert read_follow_up(question, [PIER]).plain == question
