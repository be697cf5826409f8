"""The assistant among LlamaIndex's own parts: its synthesizer, its router, its measures."""

from typing import Any

from llama_index.core.evaluation import RetrieverEvaluator
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine, RouterQueryEngine
from llama_index.core.response_synthesizers import get_response_synthesizer
from llama_index.core.selectors import LLMSingleSelector
from llama_index.core.tools import QueryEngineTool

from assistant import Filters
from assistant.interfaces.llamaindex import ArticleQueryEngine, ArticleRetriever
from tests.tasks import awaited

QUESTION = "What preconditions did Putin set?"
ARTICLE = "putin-conditions-for-talks.md"


def article_of(found: Any) -> str:
    return str(found.node.source_node.node_id)


def place_of(found: Any) -> slice:
    return slice(found.node.start_char_idx, found.node.end_char_idx)


def test_a_node_is_the_exact_place_of_its_article(sample):
    nodes = ArticleRetriever(sample, limit=3).retrieve(QUESTION)
    assert len(nodes) == 3
    assert article_of(nodes[0]) == ARTICLE
    for found in nodes:
        assert sample.article(article_of(found)).text[place_of(found)] == found.text


def test_the_best_passages_are_those_of_a_search_with_its_filters(sample):
    only = Filters(sources=["World Desk"])
    nodes = ArticleRetriever(sample, limit=5, filters=only).retrieve("What happened?")
    assert [each.node_id for each in nodes] == [
        each.id for each in sample.search("What happened?", 5, filters=only)
    ]
    assert {each.metadata["source"] for each in nodes} == {"World Desk"}


def test_the_retriever_feeds_a_synthesizer_of_llamaindex(sample):
    engine = RetrieverQueryEngine(
        ArticleRetriever(sample, limit=2), get_response_synthesizer(llm=MockLLM())
    )
    response = engine.query(QUESTION)
    assert "realities on the ground" in str(response)  # the model says back what it is shown
    assert "2024-03-13" in str(response)
    assert len(response.source_nodes) == 2


def test_llamaindex_measures_the_retriever(sample):
    wanted = sample.search(QUESTION, 1)[0].id
    judge = RetrieverEvaluator.from_metric_names(
        ["hit_rate", "mrr"], retriever=ArticleRetriever(sample, limit=3)
    )
    assert judge.evaluate(QUESTION, [wanted]).metric_vals_dict == {"hit_rate": 1.0, "mrr": 1.0}


def test_the_query_engine_answers_with_a_node_for_each_citation(sample):
    response: Any = ArticleQueryEngine(sample).query(QUESTION)
    answer = sample.answer(QUESTION)
    assert str(response) == answer.text
    assert "realities on the ground" in answer.text
    assert [each.text for each in response.source_nodes] == [
        each.quote for each in answer.citations
    ]
    for each in response.source_nodes:
        part = getattr(sample.article(article_of(each)), each.metadata["part"])
        assert part[place_of(each)] == each.text
    assert response.metadata["status"] == "answered"


def test_what_the_articles_do_not_say_has_no_source(sample):
    response: Any = ArticleQueryEngine(sample).query("Who won the chess world cup in 1987?")
    assert str(response) == "The articles do not say."
    assert response.source_nodes == []
    assert response.metadata["status"] == "not_found"


class Chooser(MockLLM):
    """Says which of the tools is to be asked, as a model would."""

    def predict(self, *args: Any, **kwargs: Any) -> str:
        return '[{"choice": 1, "reason": "news"}]'


def test_a_router_can_choose_the_articles(sample):
    tool = QueryEngineTool.from_defaults(ArticleQueryEngine(sample), description="news")

    selector = LLMSingleSelector.from_defaults(llm=Chooser(max_tokens=None))
    response = RouterQueryEngine(selector, [tool], llm=MockLLM()).query(QUESTION)
    assert "realities on the ground" in str(response)


def test_an_awaited_answer_is_the_same(sample):
    engine = ArticleQueryEngine(sample)
    assert str(awaited(engine.aquery(QUESTION))) == str(engine.query(QUESTION))
    nodes = awaited(ArticleRetriever(sample, limit=2).aretrieve(QUESTION))
    assert [each.node_id for each in nodes] == [each.id for each in sample.search(QUESTION, 2)]
