"""The assistant in LlamaIndex: a retriever and a query engine whose nodes know their exact place.

    from assistant.interfaces.llamaindex import ArticleQueryEngine, ArticleRetriever

Both drop into its routers, workflows, synthesizers and evaluators.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from assistant import Assistant
from assistant.schema import Citation, Filters, Passage


class ArticleRetriever(BaseRetriever):
    """Gives the passages that fit a question best, best first.

    A node's text is the article's from `start_char_idx` to `end_char_idx`, its id the passage's,
    and its source node the article.
    """

    def __init__(
        self,
        assistant: Assistant,
        limit: int = 10,
        *,
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> None:
        self._assistant, self._limit = assistant, limit
        self._as_of, self._filters = as_of, filters
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._assistant.search(
            query_bundle.query_str, self._limit, as_of=self._as_of, filters=self._filters
        )
        return [NodeWithScore(node=_passage_node(each), score=each.score) for each in found]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class ArticleQueryEngine(BaseQueryEngine):
    """Answers with citations; each source node is the quote of one, in the order of their numbers.

    `response.metadata` is the whole answer as data (`Answer.to_dict()`). Where the articles do not
    say, the response says so, and has no source nodes.
    """

    def __init__(
        self, assistant: Assistant, *, as_of: date | None = None, filters: Filters | None = None
    ) -> None:
        self._assistant, self._as_of, self._filters = assistant, as_of, filters
        super().__init__(callback_manager=None)

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self._assistant.answer(
            query_bundle.query_str, as_of=self._as_of, filters=self._filters
        )
        nodes = [
            NodeWithScore(node=_citation_node(each), score=each.support)
            for each in answer.citations
        ]
        return Response(response=answer.text, source_nodes=nodes, metadata=answer.to_dict())

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _passage_node(passage: Passage) -> TextNode:
    return _node(passage, passage.id, passage.text, {})


def _citation_node(citation: Citation) -> TextNode:
    """Return the quote as a node; its offsets count in the article's `part`."""
    name = f"{citation.article_id}:{citation.part}:{citation.start}-{citation.end}"
    told = {
        "number": citation.number,
        "part": citation.part,
        "digest": citation.digest,
        "page": citation.page,
    }
    return _node(citation, name, citation.quote, told)


def _node(place: Passage | Citation, name: str, text: str, more: Mapping[str, Any]) -> TextNode:
    published = place.published.isoformat() if place.published else ""
    told = {"title": place.title, "source": place.source, "published": published, "url": place.url}
    metadata = {name: value for name, value in (told | dict(more)).items() if value}
    article = RelatedNodeInfo(node_id=place.article_id)
    return TextNode(
        id_=name,
        text=text,
        start_char_idx=place.start,
        end_char_idx=place.end,
        metadata=metadata,
        # What a model is shown beside the text: who said it and when, no addresses or digests.
        excluded_llm_metadata_keys=[*more, "url"],
        relationships={NodeRelationship.SOURCE: article},
    )
