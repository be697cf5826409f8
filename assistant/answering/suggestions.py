"""What could be asked: questions that articles bring with them, and the whole of a headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from assistant.answering.overview import newest
from assistant.schema import Answer, ArticleHead
from assistant.text.words import STOP_WORDS, content_stems

_TRIES = 6
"""How many questions are put to the articles at most, before they are suggested."""

_NEWS = "What's new this week?"
_TITLE = 60  # characters that a short headline may have; longer ones are often cut off
# Lists of news, quotations, what was cut off, and what would be read as another question.
_NO_HEADLINE = re.compile(
    r"^\d+ |[“”\"]|\.\.\.|…|: .*,|^(?:what|who|whom|why|how|when|where|whether|which|here)\b", re.I
)


def suggest(
    answer: Answer, heads: Sequence[ArticleHead], ask: Callable[[str], Answer], limit: int
) -> list[str]:
    """Return the questions of the cited articles that `ask` answers from them."""
    cited = {each.article_id for each in answer.citations}
    asked = frozenset(content_stems(answer.question))
    fresh = [
        head
        for head in heads
        if head.id in cited and frozenset(content_stems(_given(head))) not in (asked, set())
    ]
    answered = (_given(head) for head in fresh[:_TRIES] if _cites(ask(_given(head)), head.id))
    return list(islice(answered, limit))


def examples(heads: Sequence[ArticleHead], limit: int) -> list[str]:
    """Return questions to try on an empty chat: what articles bring with them, then headlines."""
    if not heads:
        return []
    ordered = newest(heads)
    given = filter(None, map(_given, ordered))
    return list(islice(dict.fromkeys(chain(given, [_NEWS], _titled(ordered))), limit))


def _given(head: ArticleHead) -> str:
    """Return the question that an article brings with it in its front matter, or ""."""
    return head.metadata.get("question", "")


def _cites(answer: Answer, article_id: str) -> bool:
    return any(each.article_id == article_id for each in answer.citations)


def _titled(heads: Sequence[ArticleHead]) -> Iterator[str]:
    """Yield what asks for a summary by a whole headline; a long or cut one is left out."""
    for head in heads:
        said = head.title.split()
        is_cut = bool(said) and said[-1].lower() in STOP_WORDS
        short = len(said) > 1 and len(head.title) < _TITLE
        if short and not is_cut and not _NO_HEADLINE.search(head.title):
            yield f"Summarise the article “{head.title}”"
