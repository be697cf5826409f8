"""The chat in a real browser from end to end: what readers do most, over two folders of articles.

Over the sample corpus where REQUIRE_ALL=1; marked `news`, over the 1,962 real articles of
`realtimeqa_2022` beside the checkout, which take minutes to index. `ASSISTANT_TEST_NEWS` may name a
folder where that index is kept for the next run. Nothing of the set is written down here: the tests
read it there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from assistant import Answer, Assistant, Turn
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.conftest import CHECKOUT, Require
from tests.web.reading import ask
from tests.web.test_accessible import RULES

pytestmark = pytest.mark.timeout(2_400)

KEPT = os.environ.get("ASSISTANT_TEST_NEWS", "")
ASKED = 12
FERRY = """The ferry of Lomvik gets a heated deck

The ferry of Lomvik gets a heated deck next winter, its captain Ines Dahl said. The work will cost
412,000 kroner.
"""


@pytest.fixture(scope="module", params=["sample", pytest.param("news", marks=pytest.mark.news)])
def over(request: pytest.FixtureRequest, require: Require) -> str:
    """Which articles are asked: ours, or the real ones."""
    asked_for = os.environ.get("REQUIRE_ALL") == "1" or request.param == "news"
    require(asked_for, "time for a browser over the whole sample corpus")
    return str(request.param)


@pytest.fixture(scope="module")
def real(over: str, request: pytest.FixtureRequest) -> Path:
    """The folder of the real articles; nobody needs it for ours."""
    shared = request.getfixturevalue("shared") if over == "news" else CHECKOUT
    return Path(shared) / "bench" / "realtimeqa_2022"


@pytest.fixture(scope="module")
def questions(over: str, real: Path) -> list[str]:
    if over == "sample":
        path = Path(__file__).parents[1] / "data" / "questions.jsonl"
    else:
        path = real / "questions.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    asked = [record["question"].strip() for record in records if not record.get("history")]
    return asked[:ASKED]


@pytest.fixture(scope="module")
def corpus(over: str, real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = Path(KEPT) if KEPT and over == "news" else tmp_path_factory.mktemp(over)
    corpus = work / "corpus"
    if over == "sample":
        shutil.copytree(CHECKOUT / "corpus", corpus)
        return corpus
    shutil.rmtree(corpus / "uploads", ignore_errors=True)
    corpus.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(real / "articles.jsonl", corpus / "articles.jsonl")
    return corpus


@pytest.fixture(scope="module")
def answers(questions: list[str], assistant: Assistant) -> list[Answer]:
    """Answers to some questions, as Python gives them."""
    return [assistant.answer(question) for question in questions]


@pytest.fixture(scope="module")
def served(
    assistant: Assistant, corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    serving = Serving(state=tmp_path_factory.mktemp("state"), corpus=corpus)
    with running(assistant, "127.0.0.1", 0, serving) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, served: str) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    requests: list[str] = []
    page.goto(served)
    page.wait_for_selector(".welcome")
    yield page
    page.close()
    assert errors == []
    assert [url for url in requests if not url.startswith((served, "data:", "blob:"))] == []


def conversation(assistant: Assistant, questions: Sequence[str]) -> list[Answer]:
    """Answers to questions that are asked one after the other, each with those before it."""
    turns: list[Turn] = []
    for question in questions:
        turns.append(Turn(question, assistant.answer(question, history=tuple(turns))))
    return [turn.answer for turn in turns if isinstance(turn.answer, Answer)]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_every_mark_of_an_answer_opens_its_quote_in_its_article(page, assistant, answers):
    answered = [answer.question for answer in answers if answer.status == "answered"]
    assert len(answered) > ASKED // 2
    asked = answered[:6]
    for question, answer in zip(asked, conversation(assistant, asked), strict=True):
        exchange = ask(page, question)
        marks = exchange.locator("a.mark")
        expect(marks).to_have_count(len(answer.citations))
        for number, citation in enumerate(answer.citations):
            marks.nth(number).click()
            # A quote over two paragraphs is marked in each of them.
            current = page.locator(f"#panel mark.current[data-number='{citation.number}']")
            expect(current.first).to_be_in_viewport()
            expect(page.locator("#panel .reader h2")).to_have_text(squeezed(citation.title))
            shown = " ".join(current.all_text_contents())
            assert squeezed(shown) == squeezed(citation.quote)
            named = str(marks.nth(number).get_attribute("data-tip"))
            assert squeezed(named) == squeezed(citation.title)


def test_the_steps_go_through_all_quotes_and_the_timeline_opens_articles(page, answers):
    answer = max(answers, key=lambda answer: len({each.published for each in answer.passages}))
    exchange = ask(page, answer.question)
    exchange.locator("a.mark").first.click()
    for number in range(2, len(answer.citations) + 1):
        page.get_by_role("link", name="Next").click()
        expect(page.locator(f"#panel mark.current[data-number='{number}']").first).to_be_visible()
    page.get_by_role("button", name="All sources").click()
    dots = page.locator(".timeline a.dot")
    expect(dots.first).to_be_visible()
    assert dots.count() > 1
    dots.last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .reader mark.current").first).to_be_in_viewport()


def test_what_no_article_says_is_not_found_and_leads_on(page):
    exchange = ask(page, "Who plays the second bassoon in the Lomvik wind quintet?")
    expect(exchange.locator(".answer")).to_have_text("The articles do not say.")
    exchange.locator("a.lead").first.click()
    expect(page.locator("#panel .reader mark.near").first).to_be_in_viewport()


def test_filters_limit_what_is_cited_and_say_so(page, answers):
    answer = next(answer for answer in answers if answer.status == "answered")
    source = answer.citations[0].source
    page.get_by_text("Filters", exact=True).click()
    box = page.get_by_role("checkbox", name=re.compile(rf"^{re.escape(source)}\b"))
    box.check()
    exchange = ask(page, answer.question)
    expect(exchange.locator(".chip")).to_have_text(source)
    for byline in page.locator("#panel .card .byline").all_inner_texts():
        assert byline.startswith(source)
    page.locator(".in-force .chip").click()
    page.get_by_text("Filters", exact=True).click()  # asking has folded them up
    page.get_by_label("Answer as of").fill("2020-01-01")
    exchange = ask(page, answer.question)
    expect(exchange.locator(".chip")).to_contain_text("1 January 2020")


def test_the_table_finds_any_of_the_articles_and_opens_it(page, assistant):
    total = assistant.info().articles
    head = max(assistant.articles(), key=lambda head: head.words)
    page.get_by_role("button", name="Articles").click()
    shown = min(50, total)
    expect(page.locator(".pager")).to_contain_text(f"1 to {shown} of {total:,}")
    page.locator("#library-table").get_by_role("button", name="Words").click()
    first = page.locator("#library-table tbody tr").first
    expect(first.locator(".words")).to_have_text(f"{head.words:,}")
    first.locator(".whole").click()
    expect(page.locator("#library-article h2")).to_have_text(squeezed(head.title))
    page.keyboard.press("Escape")
    page.get_by_placeholder("Search titles and sources").fill(head.title[:40])
    expect(first.locator(".whole")).to_have_text(squeezed(head.title))


def test_an_article_that_is_brought_answers_among_all_the_others(page, tmp_path):
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    page.get_by_role("button", name="Articles").click()
    page.get_by_role("button", name="Add articles").click()
    page.locator("#library-files input[type=file]").set_input_files(tmp_path / "ferry.txt")
    expect(page.locator("#library-status")).to_contain_text("1 added", timeout=60_000)
    page.get_by_role("button", name="Chat", exact=True).click()
    exchange = ask(page, "What will the heated deck of the ferry of Lomvik cost?")
    expect(exchange.locator(".answer")).to_contain_text("412,000 kroner")
    page.get_by_role("button", name="Articles").click()
    page.get_by_placeholder("Search titles and sources").fill("Lomvik heated")
    page.get_by_role("button", name="Remove The ferry of Lomvik").click()
    page.get_by_role("button", name="Remove the file").click()
    expect(page.locator("#library-status")).to_contain_text("1 removed", timeout=60_000)


def test_a_conversation_comes_back_and_is_taken_along(page, assistant, answers):
    asked = [answer.question for answer in answers[:3]]
    for question in asked:
        ask(page, question)
    before = page.locator("#talk .answer").all_inner_texts()
    page.reload()
    expect(page.locator(".question")).to_have_text([squeezed(question) for question in asked])
    assert page.locator("#talk .answer").all_inner_texts() == before
    page.get_by_role("button", name="History").click()
    row = page.locator("#drawer li").first
    row.locator("summary").click()
    with page.expect_download() as download:
        row.get_by_role("button", name="JSON").click()
    kept = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [Answer.from_dict(each["answer"]).text for each in kept["exchanges"]] == [
        answer.text for answer in conversation(assistant, asked)
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_articles_fit_every_window_and_axe_finds_nothing_serious(page, answers, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.add_style_tag(content="#top, #ask, .panel > header { position: static !important; }")
    for answer in answers[:4]:
        exchange = ask(page, answer.question)
        exchange.locator("a.mark, a.lead").first.click()
        expect(page.locator("#panel .reader mark.current").first).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options=RULES).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
        page.keyboard.press("Escape")
