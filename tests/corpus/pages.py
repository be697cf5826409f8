"""Pages to read in tests: a story of made-up places, and what may stand around it."""

from assistant.corpus.content import FileContent
from assistant.corpus.html import read_html
from assistant.schema import Article

FIRST = "The harbour of Skerry is dredged from 3 June, said harbour master Una Tveit on Friday."
SECOND = "It costs 2.4 million crowns and takes eleven weeks. Ferries will use the north quay."
THIRD = "Fisher Olaf Brand fears for his moorings. “Nobody has asked us,” he said at the meeting."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"
TITLE = "Harbour of Skerry to be dredged"


def page(body: str, head: str = f"<title>{TITLE}</title>") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def content_of(html: str) -> FileContent:
    return read_html("skerry.html", html.encode())


def article_of(html: str) -> Article:
    content = content_of(html)
    assert content.articles, content.problems
    return content.articles[0]


def text_of_page(body: str) -> str:
    return article_of(page(body)).text


def reason_of(html: str) -> str:
    content = content_of(html)
    assert content.articles == ()
    return content.problems[0].reason
