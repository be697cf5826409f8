"""Does one place of one article tell what an answer says of its question?

Each half of a wrong answer may be told: that one man founded a firm, and that another is the
richest. What answers must stand where the question's own words stand, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.verification.alignment import held
from assistant.verification.reading import Reading, Token, read
from assistant.verification.statements import Statement

APART = 0.67
"""What less of is told in one place is told nowhere."""
_NEW = 0.6  # share of what an answer adds that makes a statement one of it
_BEFORE, _AFTER = 2, 1  # statements around it that a reader takes together


def bound(sentence: str, question: str, statements: Sequence[Statement]) -> float:
    """Return the largest share of question and answer together that one place tells (0..1).

    Words count by how rare they are. A place is a statement that tells most of what the answer
    adds to the question, with its neighbours and its headline.
    """
    asked, said = read(question), read(sentence)
    added = [token for token in _words(said) if not token.forms & asked.known]
    claim = {token.lemma: token for token in [*_words(asked), *_words(said)]}.values()
    return max(
        (
            _share(claim, place)
            for own, place in _places(statements)
            if not added or _share(added, [own]) >= _NEW
        ),
        default=0.0,
    )


def _words(reading: Reading) -> list[Token]:
    return [token for token in reading.tokens if token.weight]


def _places(statements: Sequence[Statement]) -> Iterable[tuple[Reading, list[Reading]]]:
    """Yield each statement with what stands around it in its article, headline included."""
    articles: dict[str, list[Statement]] = {}
    for each in statements:
        articles.setdefault(each.quote.article.article.id, []).append(each)
    for of_one in articles.values():
        readings = [read(each.text) for each in of_one]
        title = read(of_one[0].quote.article.article.title)
        for at, own in enumerate(readings):
            yield own, [title, *readings[max(0, at - _BEFORE) : at + _AFTER + 1]]


def _share(words: Iterable[Token], place: Sequence[Reading]) -> float:
    """Return the share of words, by weight, that a place holds."""
    words = list(words)
    told = sum(word.weight * max(held(word, reading) for reading in place) for word in words)
    return told / max(sum(word.weight for word in words), 1e-9)
