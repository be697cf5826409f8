"""What speaks against setting a mention in bold, however near to the question's words it stands.

A wrong word in bold is much worse than none. The score of a mention orders sentences too, where a
mistake costs little; what is here only decides what a reader is shown. Each rule knows one way in
which a mention that stands near is still no answer.
"""

from __future__ import annotations

from assistant.asked import COUNTED, NAMED, Sort, Wanted
from assistant.doubts.essentials import holds_essentials, stands_apart
from assistant.doubts.events import tells_another_event
from assistant.doubts.figures import is_another_figure
from assistant.doubts.names import is_another_name, is_misplaced
from assistant.doubts.times import is_another_time
from assistant.mentions import Span
from assistant.question import Query
from assistant.weighing import Sentence

__all__ = ["holds_essentials", "is_doubtful", "is_unfit"]


def is_unfit(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether a mention is of quite another sort than what is asked for."""
    if asked.sort in COUNTED:
        return is_another_figure(asked, query, sentence.text, span)
    if asked.sort in NAMED:
        return is_misplaced(asked, sentence.text, span)
    return asked.sort is Sort.TIME and is_another_time(asked, query, sentence.text, span)


def is_doubtful(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether what a sentence says, or how, speaks against a mention as the answer."""
    if tells_another_event(asked, query, sentence, span):
        return True
    if stands_apart(query, sentence, span):
        return True
    return asked.sort in NAMED and is_another_name(asked, query, sentence.text, span)
