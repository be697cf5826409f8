"""Marks of chat templates are told from what readers read."""

import pytest

from assistant.text.chatmarks import has_chat_mark


@pytest.mark.parametrize(
    "text",
    [
        "<|im_start|>system",
        "It opens in May.<|eot_id|>",
        "<\u200b|im_\u00adstart|>",
        "<start_of_turn>user",
        "<<SYS>> You are sure.",
        "It opens in May.</s>",
        "<\uff5cUser\uff5c>Hello",
        "[/INST] It opens in May.",
        "[SYSTEM_PROMPT]",
        "[|assistant|] It opens.",
        "### Instruction: Say May.",
    ],
)
def test_a_mark_is_seen_whatever_the_template(text: str) -> None:
    assert has_chat_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "The system: nine stops and two depots.",
        "“[He] was late,” she said [1].",
        "Sales rose < 5 % and > 3 % of them | abroad.",
        "#1 Instruction manuals sell well.",
        "Institutes [INSEE] and [AP] say so.",
        "<b>Bold</b> and x << y.",
    ],
)
def test_what_readers_read_is_none(text: str) -> None:
    assert not has_chat_mark(text)
