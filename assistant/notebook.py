"""Answers and citations as they show themselves in a notebook."""

from __future__ import annotations

from html import escape

from assistant.markdown import byline_of, is_web_address
from assistant.schema import Answer, Citation


def answer_as_html(answer: Answer) -> str:
    """Return the answer with its short answer in bold, then what it cites, then the notes."""
    cited = "".join(f'<li value="{each.number}">{_cited(each)}</li>' for each in answer.citations)
    notes = "".join(f"<p><em>{escape(each.text)}</em></p>" for each in answer.notes)
    return f"<p>{_with_bold(answer)}</p>" + (f"<ol>{cited}</ol>" if cited else "") + notes


def citation_as_html(citation: Citation) -> str:
    """Return the headline, who published it and when, and the quote, marked."""
    return f"<p>[{citation.number}] {_cited(citation)}</p>"


def _with_bold(answer: Answer) -> str:
    shown, done = "", 0
    for start, end in sorted(answer.highlights):
        before, marked = answer.text[done:start], answer.text[max(start, done) : end]
        shown += escape(before) + (f"<b>{escape(marked)}</b>" if marked else "")
        done = max(done, end)
    return (shown + escape(answer.text[done:])).replace("\n", "<br>")


def _cited(citation: Citation) -> str:
    title = escape(citation.title)
    if is_web_address(citation.url):
        title = f'<a href="{escape(citation.url)}">{title}</a>'
    byline = f" — {escape(byline)}" if (byline := byline_of(citation)) else ""
    return f"{title}{byline}<br><mark>{escape(citation.quote)}</mark>"
