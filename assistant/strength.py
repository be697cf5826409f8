"""What in a sentence is of the sort that a question asks for, and how good an answer it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant import mentions
from assistant.asked import COUNTED, NAMED, Sort, Wanted, wanted
from assistant.mentions import Span
from assistant.placenames import A_COUNTRY, A_STATE
from assistant.question import Query, source_key
from assistant.schema import Article
from assistant.weighing import Sentence, beside, read_signs, score, stems_of
from assistant.words import STOP_WORDS, stems

_NONE, _STRONGEST = -1.0, 5.0
_ANY_WORDS = frozenset({Sort.NAME, Sort.WORK, Sort.OTHER, Sort.PLACE, Sort.TIME})


def strength(query: Query, text: str, article: Article) -> float:
    """Return how good a short answer one sentence of an article holds: -1 to 5, 0 if none is asked.

    What is measured is the score of its best mention; -1 says that there is none.
    """
    asked = wanted(query.text)
    if asked is None:
        return 0.0
    names = frozenset(text[start:end] for start, end in mentions.named(text))
    about = frozenset(stems(article.title))
    sentence = Sentence(text, 0, 0, article.source, about, names)
    scores = [
        score(read_signs(asked, query, sentence, span))
        for span in mentions_in(asked, query, sentence)
    ]
    return min(max([_NONE, *scores]), _STRONGEST)


def names_none(query: Query, texts: Sequence[tuple[str, Article]]) -> bool:
    """Tell whether texts, each with its article, name nothing of the sort that is asked for.

    False where none is, or one that may be told in any words: a name, a work, a thing.
    """
    asked = wanted(query.text)
    if asked is None or asked.sort in _ANY_WORDS:
        return False
    return all(strength(query, text, article) == _NONE for text, article in texts)


def mentions_in(asked: Wanted, query: Query, sentence: Sentence) -> Iterator[Span]:
    """Yield what may be meant: neither the question's own words nor the source."""
    own = stems_of(query.text)
    for start, end in dict.fromkeys(_of_sort(asked, sentence)):
        value = sentence.text[start:end]
        held = [stem for stem in stems(value) if stem not in STOP_WORDS]
        if asked.sort not in NAMED:
            known = any(stem in own and stem[0].isdigit() for stem in held)
        elif asked.sort is Sort.PERSON:
            known = held[-1:] == [] or held[-1] in own
        else:
            known = own.issuperset(held)
        if asked.sort is Sort.OTHER and not asked.noun & {*held, *beside(sentence, (start, end))}:
            continue
        if stems(value) and not known and source_key(value) != source_key(sentence.source):
            yield start, end


def _of_sort(asked: Wanted, sentence: Sentence) -> Iterator[Span]:
    text = sentence.text
    if asked.sort in COUNTED:
        yield from (span for span in mentions.numbers(text) if _counts(asked, text, span))
    elif asked.sort is Sort.TIME:
        yield from mentions.times(text)
    elif asked.sort is Sort.YEAR:
        yield from mentions.years(text)
    elif asked.sort is Sort.AGE:
        yield from mentions.ages(text)
    elif asked.sort is Sort.COUNTRY:
        yield from (match.span() for match in A_COUNTRY.finditer(text))
    elif asked.sort is Sort.STATE:
        yield from (match.span() for match in A_STATE.finditer(text))
    elif asked.sort is Sort.PERSON:
        yield from mentions.people(text, sentence.opens_with_name)
    elif asked.sort is Sort.PLACE:
        found = mentions.people(text, sentence.opens_with_name)
        yield from (_with_state(text, span) for span in found)
        yield from mentions.plain_places(text) if not asked.noun else ()
    else:
        yield from mentions.named(text, sentence.opens_with_name)
        yield from mentions.titles(text) if asked.sort is Sort.WORK else ()


def _with_state(text: str, span: Span) -> Span:
    """Take in the state or country after a place: "Orlu, Ohio"."""
    after = A_STATE.match(text, span[1] + 2) or A_COUNTRY.match(text, span[1] + 2)
    return (span[0], after.end()) if after and text[span[1] :].startswith(", ") else span


def _counts(asked: Wanted, text: str, span: Span) -> bool:
    """Tell whether a number is of the sort asked for, and no date."""
    value = text[slice(*span)]
    if asked.sort is Sort.SHARE:
        return bool(mentions.SHARE.search(value))
    if asked.sort is Sort.MONEY:
        return bool(mentions.MONEY.search(value))
    if asked.sort is Sort.SPAN and not mentions.SPAN.search(value):
        return False
    dates = mentions.times(text)
    return not any(start <= span[0] and span[1] <= end for start, end in dates)
