"""A stand-in for the assistant: answers from a script, with exact spans and hostile text."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.errors import AssistantError, UnknownArticle
from assistant.schema import (
    NOT_FOUND_TEXT,
    Answer,
    Article,
    ArticleHead,
    Citation,
    Filters,
    IndexInfo,
    Note,
    Passage,
    Progress,
    Rejected,
    SyncReport,
    Turn,
)

BRIDGE = Article(
    id="bridge",
    title="Harbour bridge opens two years late",
    text=(
        "The new harbour bridge opened to traffic on Monday, two years after the date first "
        "promised.\n\nMayor Ana Ruiz said the delay had cost the city 14 million euros. "
        "Engineers blamed soft ground under the eastern pier.\n\n"
        + "Buses will cross it from next week. " * 40
        + "\n\nA second lane for bicycles is planned for 2025."
    ),
    source="Harbour Gazette",
    author="Li Wei",
    published=date(2023, 5, 8),
    url="https://gazette.example/bridge",
)
HOSTILE = Article(
    id="hostile",
    title='<img src=x onerror="window.hacked=1"> & the title',
    text=(
        "<script>window.hacked = 1</script> was painted on the wall. "
        "![pixel](http://evil.example/p.png) stood beside $$\\frac{a}{b}$$ and ${window.hacked=1}. "
        "A [2] was there too, {{constructor}} and a \x00 byte, \ud800 alone."
    ),
    source='"><b>Bold</b> Wire',
    published=date(2022, 1, 2),
    url="javascript:window.hacked=1",
)
FERRY = Article(
    id="ferry",
    title="Ferry keeps sailing beside the new bridge",
    text="The old ferry will keep sailing.\n\nA crossing costs 2 euros, Ana Ruiz said.",
    source="Wire",
    published=date(2023, 6, 1),
)
ARTICLES = {article.id: article for article in (BRIDGE, HOSTILE, FERRY)}
FARE = "A crossing costs 2 euros, Ana Ruiz said."
COST = "Mayor Ana Ruiz said the delay had cost the city 14 million euros."
GROUND = "Engineers blamed soft ground under the eastern pier."
SCRIPT = "<script>window.hacked = 1</script> was painted on the wall."
PIXEL = "![pixel](http://evil.example/p.png) stood beside $$\\frac{a}{b}$$ and ${window.hacked=1}."
STRAY = "A [2] was there too, {{constructor}} and a \x00 byte, \ud800 alone."
SCRIPT_OF_QUESTIONS = {
    "What did the delay cost?": (("bridge", COST), ("bridge", GROUND)),
    "What was on the wall?": (("hostile", STRAY), ("hostile", PIXEL), ("hostile", SCRIPT)),
    "And why?": (("bridge", GROUND),),
    "What does it all cost?": (("bridge", COST), ("ferry", FARE)),
}


def passage_of(article: Article, start: int, end: int) -> Passage:
    """A passage of an article, from one offset to another."""
    return Passage(
        id=f"{article.id}:{start}",
        article_id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        text=article.text[start:end],
        start=start,
        end=end,
    )


def answer_of(quotes: Sequence[tuple[str, str]], question: str = "") -> Answer:
    """A quoting answer with exact spans, each quote followed by its mark."""
    text, citations = "", []
    for number, (article_id, quote) in enumerate(quotes, start=1):
        article = ARTICLES[article_id]
        text += " " if text else ""
        start = article.text.index(quote)
        citations.append(
            Citation(
                number=number,
                article_id=article_id,
                title=article.title,
                source=article.source,
                published=article.published,
                url=article.url,
                quote=quote,
                start=start,
                end=start + len(quote),
                answer_start=len(text),
                answer_end=len(text) + len(quote),
            )
        )
        text += f"{quote} [{number}]"
    articles = {ARTICLES[article_id].id: ARTICLES[article_id] for article_id, _ in quotes}
    return Answer(
        text=text,
        status="answered",
        citations=tuple(citations),
        passages=tuple(
            passage_of(article, 0, min(300, len(article.text))) for article in articles.values()
        ),
        question=question,
        confidence=0.9,
        checked=len(text),
    )


class ScriptedAssistant:
    """Answers from a script and remembers the history that each question came with."""

    language_model = ""

    def __init__(self) -> None:
        self.histories: dict[str, list[str]] = {}
        self.asked: list[tuple[str, date | None, Filters | None]] = []
        self.thought = threading.Event()
        self.quoted = threading.Event()
        self.drafted = threading.Event()

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[Answer]:
        self.histories[question] = [turn.question for turn in history]
        self.asked.append((question, as_of, filters))
        if question == "Break":
            raise ZeroDivisionError
        if question == "Fail":
            raise AssistantError("The index is busy. Try again in a moment.")
        if question == "Slowly":
            self.thought.wait(60)
        if question == "For ever":
            yield from self._for_ever()
        if question == "Draft":
            yield from self._drafted()
            return
        quotes = SCRIPT_OF_QUESTIONS.get(question, ())
        if not quotes:
            leads = (passage_of(BRIDGE, 0, 98),)
            yield Answer(text=NOT_FOUND_TEXT, status="not_found", passages=leads, question=question)
            return
        searched = "Why was the harbour bridge late?" if question == "And why?" else question
        for count in range(1, len(quotes) + 1):
            answer = answer_of(quotes[:count], searched)
            yield answer

    def _drafted(self) -> Iterator[Answer]:
        """A quoted answer that a model's words replace, first unchecked, then checked."""
        quoted = answer_of([("bridge", GROUND)])
        writing = Note(kind="model", text="A language model is writing the answer.")
        yield replace(quoted, notes=(writing,), checked=0)
        self.quoted.wait(60)
        time.sleep(0.2)  # updates that come too fast are left out
        final = answer_of([("bridge", COST)])
        yield replace(final, text=f"{final.text} And the mayor", notes=(writing,), answerer="small")
        self.drafted.wait(60)
        refused = Rejected(text="The mayor paid it.", reason="No article says so.")
        yield replace(final, rejected=(refused,), answerer="small")

    def suggestions(self, answer: Answer, limit: int = 3) -> list[str]:
        cited = {citation.article_id for citation in answer.citations}
        return ["What does it all cost?"] if cited == {"bridge"} else []

    def undated(self, answer: Answer) -> str:
        return "Who sank?" if answer.question == "Who sank in 2021?" else ""

    def _for_ever(self) -> Iterator[Answer]:
        for _ in range(600):
            yield answer_of([("bridge", COST)])
            time.sleep(0.05)

    def article(self, article_id: str) -> Article:
        if article_id not in ARTICLES:
            raise UnknownArticle(f"No indexed article has the id {article_id}.")
        return ARTICLES[article_id]

    def search(
        self,
        question: str,
        limit: int = 10,
        *,
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> list[Passage]:
        return [passage_of(BRIDGE, 0, 98), passage_of(FERRY, 0, 32)][:limit]

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] for _ in texts]

    def word_pieces(self, texts: Sequence[str]) -> int:
        return len(texts)

    def examples(self, limit: int = 4) -> list[str]:
        return list(SCRIPT_OF_QUESTIONS)[:2]

    def articles(self) -> list[ArticleHead]:
        return [
            ArticleHead(
                id=article.id,
                title=article.title,
                source=article.source,
                published=article.published,
                path=f"{article.id}.txt",
                words=len(article.text.split()),
            )
            for article in ARTICLES.values()
        ]

    def sync(self, on_progress: Callable[[Progress], None] | None = None) -> SyncReport:
        return SyncReport(unchanged=len(ARTICLES))

    def fingerprint(self) -> str:
        return "scripted"

    def info(self) -> IndexInfo:
        return IndexInfo(
            articles=3,
            passages=5,
            sources={"Harbour Gazette": 1, "Wire": 2},
            first=date(2022, 1, 2),
            last=date(2023, 5, 8),
        )
