"""Marks of the chat templates of language models: signals to a machine, and no words of a text."""

from __future__ import annotations

import re

from assistant.text.visible import typed

_MARK = re.compile(
    r"<[|｜][^<>\n]{0,60}[|｜]>"  # <|im_start|>
    r"|<<?/?(?:s|bos|eos|sys|[a-z0-9]+(?:_[a-z0-9]+)+)>>?"  # <<SYS>>, </s>, <start_of_turn>
    r"|\[/?(?:inst|\|?\w+\||[a-z]+(?:_[a-z]+)+)\]"  # [/INST], [|user|], [SYSTEM_PROMPT]
    r"|\#{2,}\s*(?:instruction|input|response|system|user|human|assistant)s?\s*:",
    re.IGNORECASE,
)


def has_chat_mark(text: str) -> bool:
    """Tell whether a text holds such a mark, also one that invisible signs tear apart."""
    return bool(_MARK.search(typed(text)))
