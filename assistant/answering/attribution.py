"""What an outlet is to tell: answered by its own articles, or by what others say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.asking import Asked, Material
from assistant.answering.notes import elsewhere_notes
from assistant.answering.quotation import Quote
from assistant.answering.readings import best_reading
from assistant.answering.single import SingleAnswerer
from assistant.question.conversation import FollowUp
from assistant.question.outlets import read_attribution, source_key
from assistant.retrieve.retriever import narrowed
from assistant.schema import Filters
from assistant.store.snapshot import Snapshot


def attributed(
    single: SingleAnswerer, snapshot: Snapshot, asked: Asked, read: FollowUp
) -> Material | None:
    """Answer what an outlet is to tell by its own articles, or by what others say of it.

    None where no outlet is to tell, or none that may be searched.
    """
    told = read_attribution(read.text, sorted({head.source for head in snapshot.heads()}))
    only = narrowed(asked.filters or Filters(), told.sources) if told else None
    if told is None or only is None:
        return None
    rest = FollowUp(told.text, told.text, read.topic)
    own = best_reading(single, snapshot, replace(asked, filters=only), rest)
    if own.quoted.status == "not_found":
        whole = best_reading(single, snapshot, asked, read)
        if whole.quoted.status == "answered" and _mention(whole.quotes, told.sources):
            return whole
        notes = elsewhere_notes(told.sources[0], best_reading(single, snapshot, asked, rest).quotes)
        own = replace(own, quoted=replace(own.quoted, notes=notes))
    return replace(own, quoted=replace(own.quoted, question=read.text))


def _mention(quotes: Sequence[Quote], sources: Sequence[str]) -> bool:
    """Tell whether quotes speak of an outlet: then it was asked about, and not from."""
    said = source_key(" ".join(each.text for each in quotes))
    return any(source_key(each) in said for each in sources)
