"""A follow-up question put by a language model so that it can be understood alone, and checked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import ModelUnavailable
from assistant.languagemodels.model import LanguageModel, Message
from assistant.schema import Turn
from assistant.text.words import content_stems, stems
from assistant.writing.feed import clean
from assistant.writing.prompts import REWRITE, REWRITE_EXAMPLES, REWRITE_QUESTION, prompt_safe

_TURNS = 3
_ANSWER = 300  # characters of an earlier answer
_TOKENS = 60
_LONGER = 25  # words more than the question has: what is longer answers it or tells a story


class Rewriter:
    """Rewrites follow-ups; what nobody said never gets into a question."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def rewrite(self, question: str, history: Sequence[Turn]) -> str | None:
        """Return the question as it stands alone, or None if the model does not help."""
        turns = list(history[-_TURNS:])
        try:
            reply = "".join(self._model.stream(_messages(question, turns), limit=_TOKENS))
        except ModelUnavailable:  # the writer will say so
            return None
        rewritten = clean(reply.strip().partition("\n")[0]).strip('"“”')
        return rewritten if is_faithful(rewritten, question, turns) else None


def is_faithful(rewritten: str, question: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a rewritten question is one, and only says what somebody said before it."""
    said = " ".join([question, *(f"{turn.question} {turn.answer_text}" for turn in turns)])
    longer = len(rewritten.split()) - len(question.split())
    return (
        rewritten.endswith("?")
        and longer <= _LONGER
        and set(stems(said)).issuperset(content_stems(rewritten))
    )


def _messages(question: str, turns: Sequence[Turn]) -> list[Message]:
    found: list[Message] = [("system", REWRITE)]
    for asked, reply in REWRITE_EXAMPLES:
        found += [("user", asked), ("assistant", reply)]
    told = "\n".join(
        f"Q: {prompt_safe(turn.question)}\nA: {prompt_safe(clean(turn.answer_text))[:_ANSWER]}"
        for turn in turns
    )
    asked = REWRITE_QUESTION.format(turns=told, question=prompt_safe(question))
    return [*found, ("user", asked)]
