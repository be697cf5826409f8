from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.passages import Span, passage_spans, weight
from assistant.text.sentences import sentence_spans

_SENTENCE = st.integers(1, 99).map(lambda count: "Word" + " word" * (count - 1) + ".")
_GAP = st.sampled_from([" ", "\n", "\n\n", " " * 300])
_TEXTS = st.lists(st.tuples(_SENTENCE, _GAP).map("".join), max_size=30).map("".join)


def split(text: str) -> tuple[list[Span], list[Span]]:
    sentences = sentence_spans(text)
    return sentences, passage_spans(text, sentences)


@given(_TEXTS)
@settings(deadline=None)
def test_passages_are_whole_sentences_in_order_and_cover_all(text: str):
    sentences, passages = split(text)
    starts, ends = {start for start, _ in sentences}, {end for _, end in sentences}
    assert all(start in starts and end in ends for start, end in passages)
    assert passages == sorted(set(passages))
    assert all(
        any(start <= first and last <= end for start, end in passages) for first, last in sentences
    )


@given(_TEXTS)
@settings(deadline=None)
def test_passages_stay_within_what_an_embedder_reads(text: str):
    assert all(weight(text[start:end]) <= 144 for start, end in split(text)[1])


@given(_TEXTS)
@settings(deadline=None)
def test_passages_overlap_by_at_most_one_sentence(text: str):
    sentences, passages = split(text)
    for (_, end), (start, _) in pairwise(passages):
        assert len([s for s in sentences if s[0] >= start and s[1] <= end]) <= 1


def test_the_last_sentence_of_a_passage_opens_the_next_one():
    text = " ".join(
        f"Sentence number {number} has exactly ten words in it now." for number in range(40)
    )
    sentences, passages = split(text)
    for first, second in pairwise(passages):
        assert second[0] == next(start for start, end in sentences if end == first[1])


def test_white_space_between_sentences_counts_to_the_last_character():
    gap = " " * 303
    text = f"Word. Word. Word.{gap}Word{' word' * 39}. Word{' word' * 98}."
    assert all(weight(text[start:end]) <= 144 for start, end in split(text)[1])


def test_a_short_rest_joins_the_last_passage():
    text = "Ten words are in this sentence that we now repeat. " * 12 + "It was over."
    assert split(text)[1] == [(0, len(text))]


def test_a_text_without_sentences_has_no_passages():
    assert passage_spans("  ", []) == []


def test_other_lengths_may_be_asked_for():
    text = "Five words are in here. " * 20
    spans = passage_spans(text, sentence_spans(text), words=20)
    assert all(weight(text[start:end]) <= 24 for start, end in spans)
    assert len(spans) > 5
