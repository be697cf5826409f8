"""One answer in the making: what was written, what of it holds, and what is shown of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from assistant.answering.asking import Material
from assistant.answering.notes import outlet_and_day
from assistant.answering.quotation import Quote, Sourced, compose_sourced
from assistant.schema import NOT_FOUND_TEXT, Answer, Note, Rejected
from assistant.store.records import StoredArticle
from assistant.text.words import content_stems
from assistant.verification import APART, Statement, Verdict, Verifier, bound, unquoted
from assistant.writing.feed import Feed
from assistant.writing.prompts import is_order
from assistant.writing.verdict import read_verdict, stands

# What is quoted may still stand where nothing written does, if it was more than just found.
_SURE = 0.72
_ANSWERS = 0.0  # log odds from which the reader's span is an answer that a sentence must give
_PROVISIONAL = "These are quotes; {name} is writing an answer."
_UNSUPPORTED = "The articles do not bear out what {name} wrote, so this is the quoted answer."
_APART = "No article says this in one place."
_UNPROVEN = "The articles do not bear out this yes or no."
_NOTHING = "The articles do not bear out what {name} wrote."


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence and what the verifier said of it."""

    text: str
    verdict: Verdict


class WrittenDraft:
    """One answer in the making."""

    def __init__(
        self, material: Material, statements: Sequence[Statement], name: str, verifier: Verifier
    ) -> None:
        self._material = material
        self._name = name
        self._verifier = verifier
        self._statements = [each for each in statements if not is_order(each.text)]
        self._started = time.perf_counter()
        self._seconds: dict[str, float] = {}
        self._rejected: list[Rejected] = []
        self._usage: Counter[str] = Counter()
        self.feed = Feed()
        self.checked: list[Checked] = []

    @property
    def failed(self) -> list[Checked]:
        """The sentences that the articles do not bear out."""
        return [each for each in self.checked if each.verdict.reason]

    def has_begun(self) -> None:
        """Remember when the first word came."""
        self._seconds.setdefault("first_word", time.perf_counter() - self._started)

    def count(self, prompt: int, reply: int) -> None:
        """Count one call of the model and its tokens."""
        self._usage.update(calls=1, prompt_tokens=prompt, reply_tokens=reply)

    def check(self, sentences: Sequence[str]) -> None:
        """Check the next sentences."""
        for text in sentences:
            checked = self._checked(text, answers=not self.checked)
            self._reject(checked)
            self.checked.append(checked)

    def mend(self, sentences: Sequence[str]) -> None:
        """Put what was written anew in the places of what failed, as far as it holds."""
        for old, text in zip(self.failed, sentences, strict=False):
            new = self._checked(text, answers=old is self.checked[0])
            self._reject(new)
            if not new.verdict.reason:
                self.checked[self.checked.index(old)] = new

    def provisional(self) -> Answer:
        """Return the quoted answer, of which nothing is final."""
        quoted = self._material.quoted
        note = Note(kind="model", text=_PROVISIONAL.format(name=self._name))
        return replace(quoted, checked=0, notes=(*quoted.notes, note))

    def grown(self, tail: str) -> Answer:
        """Return what holds so far, and after it what is being written."""
        final, citations = compose_sourced(self._sourced())
        if not final and not tail:
            return self.provisional()
        return replace(
            self._material.quoted,
            text=f"{final} {tail}".strip(),
            citations=citations,
            answerer=self._name,
            highlights=(),
            notes=(),
            rejected=tuple(self._rejected),
            checked=len(compose_sourced(self._settled())[0]),
        )

    def finished(self) -> Answer:
        """Return the final answer."""
        held = self._sourced()
        if not held or self._misses(held):
            return self._without_words()
        sourced = self._led(held)
        if self._differ:
            sourced = self._side_by_side(sourced)
        text, citations = compose_sourced(sourced)
        return self._ended(
            text=text,
            citations=citations,
            answerer=self._name,
            highlights=self._highlights(text),
            checked=len(text),
        )

    def fallen_back(self, reason: str) -> Answer:
        """Return the quoted answer with a note that says why it is one."""
        note = Note(kind="model", text=reason)
        return self._ended(notes=(*self._material.quoted.notes, note))

    def _ended(self, **changes: Any) -> Answer:
        """Return the quoted answer, changed, with all that it took to come to it."""
        written = time.perf_counter() - self._started
        return replace(
            self._material.quoted,
            rejected=tuple(self._rejected),
            seconds={**self._material.quoted.seconds, **self._seconds, "write": written},
            usage=dict(self._usage),
            **changes,
        )

    def _without_words(self) -> Answer:
        """Return what is left where nothing written holds, or answers: quotes, if they are sure."""
        if self._material.quoted.confidence >= _SURE:
            return self.fallen_back(_UNSUPPORTED.format(name=self._name))
        return self._ended(
            text=NOT_FOUND_TEXT,
            status="not_found",
            citations=(),
            highlights=(),
            notes=(Note(kind="model", text=_NOTHING.format(name=self._name)),),
            checked=len(NOT_FOUND_TEXT),
        )

    def _misses(self, held: Sequence[Sourced]) -> bool:
        """Tell whether written sentences give no answer that the reader finds in what they cite."""
        found = [each for each in self._material.sentences if each.span.score >= _ANSWERS]
        cited = {quote.article.article.id for each in held for quote in each.quotes}
        answers = [set(content_stems(each.answer)) for each in found if each.key[0] in cited]
        asked = set(content_stems(self._material.query.text))
        said = set(content_stems(" ".join(each.text for each in held)))
        told = [answer - asked for answer in answers if answer - asked]
        return bool(told) and not any(answer & said for answer in told)

    def _highlights(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the reader's short answer stands in what was written, word for word."""
        for quote in self._material.short:
            start = text.lower().find(quote.text.lower())
            if start >= 0:
                return ((start, start + len(quote.text)),)
        return ()

    def _checked(self, text: str, *, answers: bool) -> Checked:
        """Check a sentence; the one that is to answer must do so in one place of an article."""
        checked = self._supported(text)
        if not checked.verdict.quotes:
            return checked
        verdict = read_verdict(checked.text)
        if verdict is not None and not self._stands(verdict, checked.verdict.quotes):
            return replace(checked, verdict=Verdict(checked.verdict.support, (), _UNPROVEN))
        if not answers:
            return checked
        if bound(checked.text, self._material.query.text, self._statements) >= APART:
            return checked
        return replace(checked, verdict=Verdict(checked.verdict.support, (), _APART))

    def _stands(self, verdict: bool, quotes: Sequence[Quote]) -> bool:
        """Tell whether each cited article bears out a written yes or no where it is cited."""
        question = self._material.query.text
        articles = {each.article.article.id: each.article for each in quotes}.values()
        return all(stands(verdict, question, _read_around(each, quotes)) for each in articles)

    def _supported(self, text: str) -> Checked:
        """Check a sentence; one that only claims to quote loses its quotation marks."""
        verdict = self._verifier.check(text, self._statements)
        if not verdict.altered:
            return Checked(text, verdict)
        plain = unquoted(text)
        bare = self._verifier.check(plain, self._statements)
        return Checked(text, verdict) if bare.reason else Checked(plain, bare)

    def _reject(self, checked: Checked) -> None:
        rejected = Rejected(text=checked.text, reason=checked.verdict.reason)
        if rejected.reason and rejected not in self._rejected:
            self._rejected.append(rejected)

    def _sourced(self) -> list[Sourced]:
        """Return the sentences that hold; one that claims nothing is no part of an answer."""
        return [
            Sourced(each.text, each.verdict.quotes, each.verdict.support)
            for each in self.checked
            if each.verdict.quotes
        ]

    def _settled(self) -> list[Sourced]:
        """Return the sentences that nothing can change or come before any more."""
        whole = takewhile(lambda each: not each.verdict.reason, self.checked)
        held = self._sourced()[: sum(bool(each.verdict.quotes) for each in whole)]
        return [] if self._differ or self._misses(held) else held

    def _led(self, sourced: list[Sourced]) -> list[Sourced]:
        """Put a quote in the place of a first sentence that failed: it was to be the answer."""
        first = self.checked[:1]
        if not first or not first[0].verdict.reason or not sourced:
            return sourced
        told = {quote.place for each in sourced for quote in each.quotes}
        fresh = [quote for quote in self._material.quotes if quote.place not in told]
        return [*map(_quoted, fresh[:1]), *sourced]

    @property
    def _differ(self) -> bool:
        return any(note.kind == "differ" for note in self._material.quoted.notes)

    def _side_by_side(self, sourced: list[Sourced]) -> list[Sourced]:
        """Quote the sides that the written words leave out, in the order of the quoted answer.

        Each says which outlet tells it, and when.
        """
        told = {quote.article.article.id for each in sourced for quote in each.quotes}
        order = [each.article.article.id for each in self._material.quotes]
        left = [each for each in self._material.quotes if each.article.article.id not in told]

        def place(each: Sourced) -> int:
            cited = [quote.article.article.id for quote in each.quotes]
            return min((order.index(key) for key in cited if key in order), default=len(order))

        every = sorted([*sourced, *map(_quoted, left)], key=place)
        return [replace(each, closing=_sources(each.quotes)) for each in every]


def _sources(quotes: Sequence[Quote]) -> str:
    """Return " (World Desk, 3 May 2024; Varn Courier, 4 May 2024)"."""
    named = dict.fromkeys(outlet_and_day(each.article.article) for each in quotes)
    return f" ({'; '.join(named)})"


def _quoted(quote: Quote) -> Sourced:
    return Sourced(quote.text, (quote, *quote.also), 1.0)


def _read_around(article: StoredArticle, quotes: Sequence[Quote]) -> list[str]:
    """Return the headline, the quoted sentences of an article and the one after each, as read."""
    text, spans = article.article.text, article.sentences
    places: set[int] = set()
    for quote in (each for each in quotes if each.article == article and each.part == "text"):
        ends = enumerate(spans)
        own = [at for at, (start, end) in ends if start < quote.end and quote.start < end]
        places.update(own, [at + 1 for at in own[-1:]])
    told = [text[slice(*spans[place])] for place in sorted(places) if place < len(spans)]
    return [article.article.title, *told]
