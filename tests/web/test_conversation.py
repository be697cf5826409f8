from dataclasses import replace

from assistant.schema import Answer
from assistant.web.conversation import HISTORY_TURNS, KEPT_EXCHANGES, Conversation

ANSWER = Answer(text="Yes.", status="answered")


def asked(count: int) -> Conversation:
    conversation = Conversation()
    for number in range(count):
        exchange = conversation.begin(f"Question {number}?")
        conversation = conversation.having(replace(exchange, answer=ANSWER, state="done"))
    return conversation


def test_a_conversation_forgets_its_oldest_exchanges_and_keeps_the_numbers_of_the_others():
    conversation = asked(KEPT_EXCHANGES + 5)
    assert len(conversation.exchanges) == KEPT_EXCHANGES
    assert conversation.exchanges[0].number == 6
    assert conversation.begin("Next?").number == KEPT_EXCHANGES + 6


def test_follow_ups_are_read_with_the_newest_finished_answers():
    turns = asked(HISTORY_TURNS + 3).turns()
    assert [turn.question for turn in turns][-1] == f"Question {HISTORY_TURNS + 2}?"
    assert len(turns) == HISTORY_TURNS
    assert all(turn.answer is ANSWER for turn in turns)


def test_what_failed_or_was_stopped_is_not_part_of_the_history():
    conversation = asked(1)
    failed = replace(conversation.begin("Fails?"), problem="It failed.", state="done")
    conversation = conversation.having(failed)
    running = replace(conversation.begin("Stops?"), answer=ANSWER)
    conversation = conversation.having(running).stopped()
    assert conversation.last is not None
    assert conversation.last.state == "stopped"
    assert [turn.question for turn in conversation.turns()] == ["Question 0?"]


def test_stopping_when_nothing_runs_changes_nothing():
    conversation = asked(1)
    assert conversation.stopped() is conversation
    assert Conversation().stopped() == Conversation()
