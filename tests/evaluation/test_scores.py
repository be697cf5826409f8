"""The scores of one answer."""

import pytest

from assistant.evaluation.cases import Case, Cited, GoldEvidence
from assistant.evaluation.metrics import scores
from assistant.schema import NOT_FOUND_TEXT, Answer, Citation, Rejected

CASE = Case(id="q", question="Who paid?", answers=("Mira Holm",), evidence=(GoldEvidence("a"),))
SPANS = [("a", 0, 10), ("a", 30, 40)]
SAID = Answer(text="It was Mira Holm.", status="answered", highlights=((7, 16),))
REFUSED = Answer(text=NOT_FOUND_TEXT, status="not_found")


def cite(article_id="a", start=0, end=5, part="text", exact=True) -> Cited:
    return Cited(article_id=article_id, part=part, start=start, end=end, quote="", exact=exact)


def test_an_answer_is_scored_by_its_words_its_articles_and_its_citations():
    found = scores(CASE, SAID, [cite(), cite("b", exact=False)], ["b", "a"], SPANS)
    assert found == {
        "wrong_refusals": 0.0,
        "hit@1": 0.0,
        "hit@4": 1.0,
        "hit@10": 1.0,
        "mrr@10": 0.5,
        "ndcg@10": pytest.approx(0.6309, abs=1e-4),
        "gold_in_answer": 1.0,
        "em": 0.0,
        "f1": pytest.approx(2 / 3),
        "short_em": 1.0,
        "short_f1": 1.0,
        "words": 4.0,
        "citations_exact": 0.0,
        "article_cited": 1.0,
        "citation_precision": 0.5,
        "citation_recall": 0.5,
        "evidence_quoted": 1.0,
    }


def test_a_refusal_of_an_answerable_question_has_no_length_and_cites_nothing():
    found = scores(CASE, REFUSED, [], ["a"], SPANS)
    assert found["wrong_refusals"] == 1.0
    assert found["gold_in_answer"] == found["f1"] == found["citation_recall"] == 0.0
    assert found["hit@1"] == 1.0
    assert not {"words", "citation_precision", "evidence_quoted", "article_cited"} & set(found)


def test_a_headline_is_a_citation_outside_of_the_evidence():
    found = scores(CASE, SAID, [cite(), cite(part="title")], ["a"], SPANS)
    assert found["citation_precision"] == 0.5
    assert scores(CASE, SAID, [cite(part="title")], ["a"], SPANS)["evidence_quoted"] == 0.0


def test_an_unanswerable_question_is_scored_by_its_refusal_only():
    case = Case(id="q", question="Who paid?", answerable=False, evidence=(GoldEvidence("a"),))
    assert scores(case, REFUSED, [], ["a"], []) == {"right_refusals": 1.0}
    assert scores(case, SAID, [cite()], [], []) == {"right_refusals": 0.0, "citations_exact": 1.0}


def test_what_a_language_model_wrote_is_scored_where_one_was_asked():
    citation = Citation(
        number=1,
        article_id="a",
        title="A",
        quote="Holm paid",
        start=0,
        end=9,
        answer_start=0,
        answer_end=17,
    )
    worded = Answer(
        text="It was Mira Holm.",
        status="answered",
        answerer="a model",
        citations=(citation,),
        rejected=(Rejected(text="It was Frei.", reason="Not said."),),
        usage={"calls": 1, "prompt_tokens": 600, "reply_tokens": 12},
    )
    found = scores(CASE, worded, [cite()], ["a"], SPANS)
    assert found["written"] == 1.0
    assert found["supported_sentences"] == 0.5
    assert found["refused_sentences"] == 1.0
    assert found["tokens"] == 612.0
    assert "written" not in scores(CASE, SAID, [cite()], ["a"], SPANS)
