"""Hostile text from every side shows as text, runs nothing and breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant.schema import Answer, Article, Filters, IndexInfo, Note, Rejected, Turn
from assistant.web.server import running
from tests.web import scripted
from tests.web.reading import ask

# What is written, and what of it a reader must see.
HOSTILE = {
    "script": ("<script>window.hacked=1</script>", "<script>window.hacked=1</script>"),
    "handler": (
        '"><img src=x onerror="window.hacked=1">',
        '"><img src=x onerror="window.hacked=1">',
    ),
    "single quotes": (
        "' autofocus onfocus='window.hacked=1",
        "' autofocus onfocus='window.hacked=1",
    ),
    "link": ("[a](javascript:window.hacked=1)", "[a](javascript:window.hacked=1)"),
    "image": (
        "![p](http://evil.example/p.png) <b>**x**</b>",
        "![p](http://evil.example/p.png) <b>**x**</b>",
    ),
    "formula": ("$$\\frac{a}{b}$$ \\(x\\)", "$$\\frac{a}{b}$$ \\(x\\)"),
    "template": (
        "${window.hacked=1} {{this}} {{#each x}} @children",
        "${window.hacked=1} {{this}} {{#each x}} @children",
    ),
    "closing tags": ("</p></li></section></textarea></style>", "</p></li></section>"),
    "comment": ("<!-- --><![CDATA[ ]]> <!--", "<!-- --><![CDATA[ ]]>"),
    "entities": ("&lt;i&gt; &amp;amp; &#0; &nosuch;", "&lt;i&gt; &amp;amp; &#0; &nosuch;"),
    "null bytes": ("a\x00b\x1bc\x85d", "a\ufffdb\ufffdc\ufffdd"),
    "surrogates": ("a\ud800b\udfffc", "a\ufffdb\ufffdc"),
    "overrides": ("abc\u202egnp.exe\u202c", "abc\ufffdgnp.exe\ufffd"),
    "right to left": ("قال العمدة \u200fإن الجسر 14 مليون", "قال العمدة \u200fإن الجسر 14 مليون"),
    "joined letters": ("Z̵̡̛a̴l̷g̸o 👩‍👩‍👧‍👦 \ufeff\u2028x", "👩‍👩‍👧‍👦"),
    "long line": ("x" * 1_000_000, "x" * 1_000),
    "deep brackets": ("<" * 5_000 + "[" * 5_000, "<" * 1_000),
}


class HostileAssistant(scripted.ScriptedAssistant):
    """Says `text` wherever an index or a model could."""

    text = ""

    @property
    def brief(self) -> str:
        """The text where nobody writes a megabyte."""
        return self.text[:10_000]

    def article(self, article_id: str) -> Article:
        return replace(
            scripted.BRIDGE,
            title=self.brief,
            text=f"{self.text}\n\nAnd so on.",
            source=self.brief,
            author=self.brief,
            url=f"javascript:{self.brief}",
        )

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[Answer]:
        article = self.article("bridge")
        answer = scripted.answer_of([("bridge", scripted.COST)])
        citation = replace(
            answer.citations[0],
            title=article.title,
            source=article.source,
            url=article.url,
            quote=self.text,
            start=0,
            end=len(self.text),
            answer_start=0,
            answer_end=len(self.text),
        )
        passages = (
            scripted.passage_of(article, 0, len(self.text)),
            replace(scripted.passage_of(article, 0, 3), article_id="b", published=date(2020, 1, 2)),
        )
        yield Answer(
            text=f"{self.text} [1]",
            status="answered",
            citations=(citation,),
            passages=passages,
            question=self.text[:2000],
            notes=(Note(kind=self.text[:50], text=self.brief),),
            rejected=(Rejected(text=self.text, reason=self.brief),),
            confidence=0.9,
        )

    def suggestions(self, answer: Answer, limit: int = 3) -> list[str]:
        return [self.brief]

    def examples(self, limit: int = 4) -> list[str]:
        return [self.brief]

    def info(self) -> IndexInfo:
        return IndexInfo(articles=2, passages=2, sources={self.brief: 2, "Wire": 1})


@pytest.fixture(scope="module")
def hostile() -> HostileAssistant:
    return HostileAssistant()


@pytest.fixture(scope="module")
def place(hostile: HostileAssistant) -> Iterator[str]:
    with running(hostile, "127.0.0.1", 0) as address:
        yield address


@pytest.fixture
def victim(context: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """A page, and all that went wrong on it."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: wrong.extend(_elsewhere(request.url)))
    yield page, wrong
    page.close()


def _elsewhere(url: str) -> list[str]:
    return [] if url.startswith(("http://127.0.0.1:", "data:", "blob:")) else [url]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(name, victim, hostile, place):
    page, wrong = victim
    hostile.text, shown = HOSTILE[name]
    page.goto(place)
    expect(page.locator("button.example")).to_contain_text(shown[:500])
    question = "What of it?" if len(hostile.text) > 2_000 else typed(hostile.text)
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    reply = page.locator(".exchange").last.locator(".reply.done")
    expect(reply.locator(".answer")).to_contain_text(shown)
    for part in (".note", ".further", ".rejected q"):
        expect(reply.locator(part)).to_contain_text(shown)
    chip = reply.locator("a.mark").first.locator(".headline")
    assert shown[:400] in str(chip.get_attribute("data-shown"))
    expect(page.locator("#panel .card h3")).to_contain_text(shown)
    expect(page.locator(".timeline a")).to_have_count(2)
    page.locator("a.mark").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(shown[:400])
    page.locator("a.mark").first.click()
    expect(page.locator("#panel .reader h2")).to_contain_text(shown)
    expect(page.locator("#panel .reader mark.current")).to_contain_text(shown)
    page.locator("summary", has_text="Filters").click()
    expect(page.locator(".source").first).to_contain_text(shown[:500])
    page.get_by_role("checkbox").first.check()
    expect(page.locator(".in-force .chip")).to_contain_text(shown[:500])
    assert page.evaluate("window.hacked") is None
    content = "#talk, #panel, #limits, #tip"
    assert page.locator(content).locator("img, script, b, i:not(a.mark i), .katex").count() == 0
    assert page.locator("a[href^='javascript' i], [onerror], [onfocus]").count() == 0
    assert wrong == []


def typed(text: str) -> str:
    """Return what of a text a keyboard can send."""
    return "".join(letter for letter in text if letter.isprintable()) or "?"


def test_a_hostile_history_changes_nothing_but_itself(page, scripted):
    for question in ("<script>window.hacked=1</script>", "\u202eWhat did the delay cost?"):
        exchange = ask_anything(page, question)
        expect(exchange.locator(".reply.done")).to_be_visible()
    ask(page, "And why?")
    assert scripted.histories["And why?"][-1] == "\u202eWhat did the delay cost?"
    assert page.evaluate("window.hacked") is None


def ask_anything(page: Page, question: str):
    count = page.locator(".exchange").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".exchange")).to_have_count(count + 1)
    return page.locator(".exchange").last


def test_right_to_left_text_runs_from_right_to_left_within_a_left_to_right_page(
    victim, hostile, place
):
    page, _ = victim
    hostile.text, _ = HOSTILE["right to left"]
    page.goto(place)
    ask_anything(page, hostile.text)
    expect(page.locator(".reply.done .answer")).to_have_css("direction", "rtl")
    expect(page.locator(".question")).to_have_css("direction", "rtl")
    expect(page.locator(".actions")).to_have_css("direction", "ltr")
