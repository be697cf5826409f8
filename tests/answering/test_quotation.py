"""Composing an answer's text and its citations."""

from assistant.answering.quotation import Quote, compose
from tests.making import stored

FIRST = stored("The harbour is closed. Boats lie idle.", id="first", title="Harbour closed")
WIRE = stored("Officials said little. The harbour is closed.", id="wire")


def quote(article: object, place: int, *also: Quote) -> Quote:
    start, end = article.sentences[place]  # type: ignore[attr-defined]
    return Quote(article, "text", start, end, also)  # type: ignore[arg-type]


def test_every_span_of_the_text_is_the_quote_of_the_article() -> None:
    text, citations = compose([quote(FIRST, 0), quote(FIRST, 1), quote(WIRE, 0)])
    assert text == "The harbour is closed. [1] Boats lie idle. [2]\n\nOfficials said little. [3]"
    for citation in citations:
        article = {"first": FIRST, "wire": WIRE}[citation.article_id].article
        assert text[citation.answer_start : citation.answer_end] == citation.quote
        assert article.text[citation.start : citation.end] == citation.quote
        assert text[citation.answer_end :].startswith(f" [{citation.number}]")


def test_a_headline_is_cited_as_a_headline() -> None:
    headline = Quote(FIRST, "title", 0, len("Harbour closed"))
    text, (citation,) = compose([headline])
    assert (text, citation.part) == ("Harbour closed [1]", "title")


def test_the_same_words_in_two_outlets_are_cited_together() -> None:
    text, citations = compose([quote(FIRST, 0, quote(WIRE, 1))])
    assert text == "The harbour is closed. [1][2]"
    assert [each.article_id for each in citations] == ["first", "wire"]
    assert len({(each.answer_start, each.answer_end) for each in citations}) == 1


def test_a_citation_says_who_and_when_and_which_version() -> None:
    _, (citation,) = compose([quote(FIRST, 0)])
    assert (citation.source, citation.digest) == ("Post", "digest-first")
    assert citation.published == FIRST.article.published
    assert citation.support == 1.0


def test_nothing_quoted_gives_nothing() -> None:
    assert compose([]) == ("", ())


def test_quotes_of_one_article_stay_in_one_paragraph_however_it_was_loaded() -> None:
    again = stored(FIRST.article.text, id="first", title="Harbour closed")
    text, _ = compose([quote(FIRST, 0), quote(again, 1)])
    assert text == "The harbour is closed. [1] Boats lie idle. [2]"
