"""The statements of passages in a real index."""

from __future__ import annotations

import numpy as np

from assistant import Assistant
from assistant.verification import statements


def test_each_headline_and_sentence_of_the_passages_comes_once_with_its_vector(
    sample: Assistant,
) -> None:
    with sample._index.snapshot() as snapshot:
        article = snapshot.article(snapshot.heads()[0].id)
        passages = [each.passage.id for each in snapshot.passages_of(article.article.id)]
        found = statements(snapshot, passages)
    spans = [(each.quote.start, each.quote.end) for each in found if each.quote.part == "text"]
    assert spans == list(article.sentences)
    assert [each.text for each in found if each.quote.part == "title"] == [article.article.title]
    assert all(np.linalg.norm(each.vector) > 0.9 for each in found)


def test_no_passages_state_nothing(sample: Assistant) -> None:
    with sample._index.snapshot() as snapshot:
        assert statements(snapshot, []) == []
