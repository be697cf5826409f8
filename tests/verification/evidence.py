"""Two invented articles as statements, with real vectors."""

from __future__ import annotations

from datetime import date

from assistant.answering.quotation import Quote
from assistant.models.embedding import Embedder
from assistant.schema import Article
from assistant.store.records import StoredArticle
from assistant.text.sentences import sentence_spans
from assistant.verification import Statement

BRIDGE = Article(
    id="bridge",
    title="Velmar closes its old harbour bridge",
    source="The Orlu Courier",
    published=date(2022, 3, 11),
    text=(
        "The city of Velmar closed the Tarn bridge on Tuesday after engineers found cracks in two "
        "of its piers. Mayor Ines Okoro said repairs would cost 3.2 million euros and take until "
        "14 November 2023. “We will not gamble with the lives of our commuters,” she told "
        "reporters. Some shop owners near the harbour fear that they will lose customers. "
        "About 12,340 cars crossed the bridge every day last year. Traffic rose by 7 percent "
        "after the Lorne tunnel was shut in 2019. Deputy mayor Pavel Drost did not rule out a "
        "toll. The colour of the new railings has not been chosen. The port authority, which "
        "employs 450 people, backed the decision because heavy lorries had damaged the road."
    ),
)
CLINIC = Article(
    id="clinic",
    title="Study of sleep in Ostwick",
    source="Ostwick Herald",
    published=date(2021, 6, 2),
    text=(
        "Researchers at the Ostwick Clinic followed 86 nurses for nine months. Nurses who worked "
        "nights slept five hours a day, while those on day shifts slept seven. Many nurses "
        "complained of headaches. Doctor Lena Brandt called the result “a warning for every "
        "hospital”. The International Monetary Fund paid for part of the study. Funding fell in "
        "2020 and the clinic plans to hire more staff before winter."
    ),
)


def stated(embedder: Embedder, *articles: Article) -> list[Statement]:
    """Return the headlines and sentences of articles as statements."""
    quotes = []
    for article in articles:
        spans = sentence_spans(article.text)
        stored = StoredArticle(article, "digest", tuple(spans))
        quotes.append(Quote(stored, "title", 0, len(article.title)))
        quotes += [Quote(stored, "text", *span) for span in spans]
    vectors, _ = embedder.embed([quote.text for quote in quotes], [[] for _ in quotes])
    return [Statement(quote, vector) for quote, vector in zip(quotes, vectors, strict=True)]
