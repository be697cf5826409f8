"""Questions to try on an empty chat, which the articles answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, zip_longest

from assistant.newtopic import defines
from assistant.schema import Answer, ArticleHead
from assistant.selection import hangs
from assistant.store.snapshot import Snapshot
from assistant.turned import questions
from assistant.words import STOP_WORDS

_NEWS = "What's new this week?"
_READ, _SENTENCES = 120, 4  # articles that are looked through, and sentences of each
_TRIES = 8  # questions made of sentences that are put to the articles at most
_TITLE = 60  # characters that a short headline may have; longer ones are often cut off
# Without an answer before it, "the blaze" is any: such a question must end with more.
_RIDDLE = re.compile(r"\b(?:the|an?) [a-z][a-z '’-]*\?$|^What did ")
# Lists of news, quotations, what was cut off, and what would be read as another question.
_NO_HEADLINE = re.compile(
    r"^\d+ |[“”\"]|\.\.\.|…|: .*,|^(?:what|who|whom|why|how|when|where|whether|which|here)\b", re.I
)


def examples(snapshot: Snapshot, ask: Callable[[str], Answer], limit: int) -> list[str]:
    """Return what articles bring with them, then questions that `ask` answers, then headlines."""
    heads = sorted(snapshot.heads(), key=lambda head: (_age(head), head.id))
    if not heads:
        return []
    given = (head.metadata["question"] for head in heads if head.metadata.get("question"))
    made = islice(_turned(snapshot, heads), _TRIES)
    answered = (question for question, key in made if _cites(ask(question), key))
    every = chain(given, [_NEWS], answered, _titled(heads))
    return list(islice(dict.fromkeys(islice(every, 2 * limit)), limit))


def _age(head: ArticleHead) -> int:
    return -head.published.toordinal() if head.published else 0


def _cites(answer: Answer, article_id: str) -> bool:
    return any(each.article_id == article_id for each in answer.citations)


def _turned(snapshot: Snapshot, heads: Sequence[ArticleHead]) -> Iterator[tuple[str, str]]:
    """Yield questions of the newest articles with these, those that open otherwise first."""
    found = [(next(_opening_questions(snapshot, head), ""), head.id) for head in heads[:_READ]]
    by_opening: dict[str, list[tuple[str, str]]] = {}
    for question, key in filter(lambda each: each[0], found):
        by_opening.setdefault(" ".join(question.split()[:2]), []).append((question, key))
    for row in zip_longest(*by_opening.values()):
        yield from filter(None, row)


def _opening_questions(snapshot: Snapshot, head: ArticleHead) -> Iterator[str]:
    """Yield the clear questions that an article's first sentences answer."""
    article = snapshot.article(head.id)
    for start, end in article.sentences[:_SENTENCES]:
        sentence = article.article.text[start:end]
        for question in () if hangs(sentence) else questions(sentence, article.article.text):
            if _says_what(question, head.title):
                yield question


def _says_what(question: str, title: str) -> bool:
    """Tell whether a question is clear to somebody who has read nothing yet."""
    *_, last = question.strip("?").split()
    if question.startswith("Who is "):
        return last in title
    if defines(question):  # an acronym would be looked up among all words, which takes a second
        return not last.isupper()
    return any(word[0].isupper() for word in question.split()[1:]) and not _RIDDLE.search(question)


def _titled(heads: Sequence[ArticleHead]) -> Iterator[str]:
    """Yield what asks for a summary by a whole headline; a long or cut one is left out."""
    for head in heads:
        said = head.title.split()
        is_cut = bool(said) and said[-1].lower() in STOP_WORDS
        if (
            len(said) > 1
            and len(head.title) < _TITLE
            and not is_cut
            and not _NO_HEADLINE.search(head.title)
        ):
            yield f"Summarise the article “{head.title}”"
