"""An answer that a language model words: every sentence is checked before it counts as final."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress

from assistant.answering.asking import Material
from assistant.errors import ModelUnavailable
from assistant.languagemodels.model import LanguageModel, Message
from assistant.schema import Answer
from assistant.verification import Statement, Verifier
from assistant.writing.draft import WrittenDraft
from assistant.writing.feed import Feed
from assistant.writing.prompts import head, messages, repair

_SENTENCES = 3
_TOKENS = 3  # of a word, its share of keys and white space included
_FAILED = "{problem} So this is the quoted answer."


class Writer:
    """Rewords quoted answers with a language model; safe to share between threads."""

    def __init__(self, model: LanguageModel, verifier: Verifier, *, words: int = 60) -> None:
        self._model = model
        self._verifier = verifier
        self._words = words

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._model.name

    def warm(self) -> None:
        """Load the model, where it is one to load, and let it read the head of every prompt."""
        prompt: list[Message] = [*head(_SENTENCES, self._words), ("user", "Hello")]
        with suppress(ModelUnavailable):
            "".join(self._model.stream(prompt, limit=1))

    def write(self, material: Material, statements: Sequence[Statement]) -> Iterator[Answer]:
        """Yield the quoted answer as provisional, then the written one as it grows.

        The last is final: the written answer, or else the quoted one or `not_found`, with a note
        that says why. At most two calls of the model.
        """
        if not statements:
            yield material.quoted
            return
        draft = WrittenDraft(material, statements, self._model.name, self._verifier)
        yield draft.provisional()
        try:
            prompt = messages(
                material.query, material.sentences, self._model, _SENTENCES, self._words
            )
            yield from self._first(draft, prompt)
            yield from self._second(draft, prompt)
        except ModelUnavailable as error:
            yield draft.fallen_back(_FAILED.format(problem=error))
        else:
            yield draft.finished()

    def _first(self, draft: WrittenDraft, prompt: list[Message]) -> Iterator[Answer]:
        """Write; what comes after the last sentence that is wanted is not waited for."""
        feed = draft.feed
        with closing(self._replied(draft, prompt)) as reply:
            for piece in reply:
                draft.check(feed.take(piece))
                if len(draft.checked) >= _SENTENCES:
                    return
                if feed.tail:
                    draft.has_begun()
                # Also while the model reads: whoever listens can stop it only between two answers.
                yield draft.grown(feed.tail)
        draft.check(feed.end())

    def _second(self, draft: WrittenDraft, prompt: list[Message]) -> Iterator[Answer]:
        """Let the model mend once, and all together, what failed."""
        failed = draft.failed
        if not failed:
            return
        yield draft.grown("")
        wrong = [(each.text, each.verdict.reason) for each in failed]
        asked: list[Message] = [("assistant", draft.feed.raw), ("user", repair(wrong))]
        feed = Feed()
        for piece in self._replied(draft, [*prompt, *asked]):
            feed.take(piece)
        feed.end()
        draft.mend(feed.sentences)

    def _replied(self, draft: WrittenDraft, prompt: list[Message]) -> Generator[str, None, None]:
        """Yield a reply, and count it however it ends."""
        said = ""
        try:
            with closing(self._model.stream(prompt, limit=_TOKENS * self._words)) as reply:
                for piece in reply:
                    said += piece
                    yield piece
        finally:
            asked = sum(self._model.tokens(text) for _, text in prompt)
            draft.count(asked, self._model.tokens(said) if said else 0)
