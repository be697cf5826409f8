"""Asking the questions of a set, over its own articles or over the assistant's corpus."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant import Assistant, Settings
from assistant.errors import QuestionError, UnknownArticle
from assistant.evaluation.cases import Case, Cited, EvaluationError, Outcome, QuestionSet
from assistant.evaluation.chains import conversations, judge_chain
from assistant.evaluation.metrics import (
    ArticleSpan,
    first_hit,
    folded,
    missing_items,
    said,
    scores,
)
from assistant.schema import Answer, Article, Citation, Progress, Turn

_RANKED = 60  # passages that are looked through for articles
_KEPT = 10  # of these articles, in a report

OnProgress = Callable[[Progress], None]


def settings_for(asked: QuestionSet, work: Path, given: Settings) -> Settings:
    """Return where a set is asked: over its own articles, kept in a work folder, or as given."""
    if asked.articles is None:
        return given
    corpus = work / "corpus"
    _copy_if_changed(asked.articles, corpus / "articles.jsonl")
    return given.model_copy(update={"corpus": corpus, "index": work / "index"})


def _copy_if_changed(source: Path, target: Path) -> None:
    """Copy a file, unzipped, in one step; an equal one stays, so that a sync has nothing to do."""
    data = source.read_bytes()
    try:
        data = gzip.decompress(data) if source.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise EvaluationError(f"{source} cannot be unzipped: {error}.") from None
    if target.is_file() and target.read_bytes() == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_bytes(data)
    part.replace(target)


def spread(cases: Sequence[Case], limit: int | None) -> tuple[Case, ...]:
    """Return at most `limit` questions at even distances, the same ones every time.

    A conversation stays whole, and counts as one.
    """
    talks = list(conversations(cases))
    if limit is None or limit >= len(talks):
        return tuple(cases)
    kept = (talks[place * len(talks) // limit] for place in range(limit))
    return tuple(case for talk in kept for case in talk)


def ask_all(
    assistant: Assistant, cases: Sequence[Case], on_progress: OnProgress | None = None
) -> tuple[list[Outcome], list[str]]:
    """Ask every question, and return what became of it, and what could not be asked or found."""
    asking = _Asking(assistant)
    # Models and indexes are loaded before, so that no question's seconds count for it.
    assistant.answer("What was reported?", as_of=cases[0].as_of)
    outcomes: list[Outcome] = []
    done = 0
    for turns in conversations(cases):
        outcomes += asking.converse(turns)
        done += len(turns)
        if on_progress:
            on_progress(Progress("asking", done, len(cases)))
    return outcomes, asking.problems


class _Asking:
    """Asks one question after another and remembers the articles that it has looked at.

    `problems` tells what could not be asked or found.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._articles: dict[str, Article | None] = {}
        self.problems: list[str] = []

    def converse(self, turns: Sequence[Case]) -> list[Outcome]:
        """Ask the turns of a conversation, each after the real answers to those before it."""
        history = turns[0].history
        outcomes = []
        for turn in turns:
            case = replace(self._located(turn), history=history)
            try:
                answer = self._assistant.answer(case.question, history=history, as_of=case.as_of)
            except QuestionError as error:
                self.problems.append(f"{case.place}: {error}")
                continue
            outcomes.append(self._judged(case, answer))
            history = (*history, Turn(case.question, answer))
        if not turns[0].chain:
            return outcomes
        return judge_chain(tuple(outcomes), complete=len(outcomes) == len(turns))

    def _judged(self, case: Case, answer: Answer) -> Outcome:
        """Return the answer with its scores."""
        ranked = self._ranked(case, answer) if case.gold_articles else []
        citations = tuple(self._cited(answer, each) for each in answer.citations)
        return Outcome(
            id=case.id,
            question=case.question,
            searched=answer.question,
            as_of=answer.as_of.isoformat() if answer.as_of else None,
            answerable=case.answerable,
            expected=case.answers or tuple(wordings[0] for wordings in case.items),
            missing=missing_items(case.items, said(answer)),
            group=case.group,
            kind=case.kind,
            chain=case.chain,
            status=answer.status,
            confidence=answer.confidence,
            answer=answer.text,
            citations=citations,
            articles=tuple(ranked[:_KEPT]),
            rank=first_hit(ranked, case.gold_articles),
            scores=scores(case, answer, citations, ranked, self._spans(case)),
            seconds=dict(answer.seconds),
        )

    def _located(self, case: Case) -> Case:
        """Return a case whose evidence names articles by their ids, without what is not indexed."""
        found = []
        for each in case.evidence:
            article = self._find(each.article_id)
            if article:
                found.append(replace(each, article_id=article.id))
            else:
                self.problems.append(f"{case.place}: no article is called {each.article_id!r}")
        return replace(case, evidence=tuple(found))

    def _find(self, name: str) -> Article | None:
        """Return the article with an id, or else with a title."""
        if name not in self._articles:
            try:
                self._articles[name] = self._assistant.article(name)
            except UnknownArticle:
                self._articles[name] = self._titled(name)
        return self._articles[name]

    def _titled(self, title: str) -> Article | None:
        try:
            passages = self._assistant.search(title, _RANKED)
        except QuestionError:
            return None
        wanted = folded(title)
        ids = (each.article_id for each in passages if folded(each.title) == wanted)
        found = next(ids, None)
        return self._assistant.article(found) if found is not None else None

    def _ranked(self, case: Case, answer: Answer) -> list[str]:
        searched = answer.question or case.question
        passages = self._assistant.search(searched, _RANKED, as_of=case.as_of)
        return list(dict.fromkeys(passage.article_id for passage in passages))

    def _spans(self, case: Case) -> list[ArticleSpan]:
        """Return the distinct places of the evidence in its articles."""
        spans: list[ArticleSpan] = []
        for each in case.evidence:
            article = self._find(each.article_id)
            if article:
                spans += find_evidence(article.id, article.text, each.text)
        return list(dict.fromkeys(spans))

    def _cited(self, answer: Answer, citation: Citation) -> Cited:
        article = self._find(citation.article_id)
        return Cited(
            article_id=citation.article_id,
            part=citation.part,
            start=citation.start,
            end=citation.end,
            quote=citation.quote,
            exact=article is not None and _is_exact(answer, citation, article),
        )


def _is_exact(answer: Answer, citation: Citation, article: Article) -> bool:
    """Tell whether the article says the quote at its offsets, and so does a quoting answer."""
    part: str = getattr(article, citation.part)
    said = answer.text[citation.answer_start : citation.answer_end]
    quoted = said == citation.quote or answer.answerer != "quotes"
    return quoted and part[citation.start : citation.end] == citation.quote


def find_evidence(article_id: str, text: str, evidence: str) -> list[ArticleSpan]:
    """Return where evidence stands in an article: in one piece, or in those that ` ... ` joins.

    Word for word; only white space may differ. A piece that is not there is left out.
    """
    whole = _find(article_id, text, evidence)
    pieces = [whole] if whole else [_find(article_id, text, one) for one in evidence.split(" ... ")]
    return [piece for piece in pieces if piece]


def _find(article_id: str, text: str, piece: str) -> ArticleSpan | None:
    words = [re.escape(word) for word in piece.split()]
    found = re.search(r"\s+".join(words), text) if words else None
    return (article_id, found.start(), found.end()) if found else None
