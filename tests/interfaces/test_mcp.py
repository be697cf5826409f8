"""The tools, called by the official client: in this process, and as the command serves them."""

import json
import sys
from datetime import date

import jsonschema
import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from assistant import Answer
from assistant.interfaces.mcp import mcp_server
from tests.conftest import CHECKOUT
from tests.making import indexed
from tests.tasks import awaited

QUESTION = "What preconditions did Putin set?"
ARTICLE = "putin-conditions-for-talks.md"


def told(assistant, use):
    """Return what a client is told that uses the tools over an assistant."""

    async def run():
        async with Client(mcp_server(assistant)) as client:
            return await use(client)

    return awaited(run())


def called(assistant, tool, **arguments):
    return told(assistant, lambda client: client.call_tool(tool, arguments))


def test_an_answer_comes_as_words_as_data_and_with_links_to_its_articles(sample):
    result = called(sample, "ask", question=QUESTION)
    answer = Answer.from_dict(result.structured_content)
    assert "realities on the ground" in answer.text
    article = sample.article(answer.citations[0].article_id)
    for cited in answer.citations:
        assert getattr(article, cited.part)[cited.start : cited.end] == cited.quote
    assert "World Desk, 13 March 2024" in result.content[0].text
    assert [link.uri for link in result.content[1:]] == [f"article:///{ARTICLE}"]


def test_what_the_articles_do_not_say_is_said_so(sample):
    result = called(sample, "ask", question="Who won the chess world cup in 1987?")
    assert result.structured_content["status"] == "not_found"
    assert result.content[0].text.startswith("The articles do not say.")
    assert not result.is_error


def test_a_link_leads_to_the_text_in_which_the_offsets_count(sample):
    read = told(sample, lambda client: client.read_resource(f"article:///{ARTICLE}"))
    assert read.contents[0].text == sample.article(ARTICLE).text


def test_an_article_can_be_read_and_listed(sample):
    article = called(sample, "read_article", article_id=ARTICLE).structured_content
    assert article["text"] == sample.article(ARTICLE).text
    assert article["published"] == "2024-03-13"
    listed = called(sample, "list_articles", since="2024-03-01", until="2024-03-31")
    found = {each["id"]: each["published"] for each in listed.structured_content["result"]}
    assert found[ARTICLE] == "2024-03-13"
    assert set(found) == {
        head.id
        for head in sample.articles()
        if date(2024, 3, 1) <= head.published <= date(2024, 3, 31)
    }


def test_passages_are_found_within_the_filters(sample):
    result = called(sample, "search", question="talks", limit=3, sources=["World Desk"])
    passages = result.structured_content["result"]
    assert [each["source"] for each in passages] == ["World Desk"] * 3
    for each in passages:
        assert sample.article(each["article_id"]).text[each["start"] : each["end"]] == each["text"]


def test_every_result_is_as_its_schema_says(sample):
    async def use(client):
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in told(sample, use)}
    assert set(tools) == {"ask", "search", "read_article", "list_articles"}
    asked = {"ask": {"question": QUESTION}, "search": {"question": "talks"}}
    asked |= {"read_article": {"article_id": ARTICLE}, "list_articles": {}}
    for name, arguments in asked.items():
        assert tools[name].annotations.read_only_hint
        result = called(sample, name, **arguments)
        jsonschema.validate(result.structured_content, tools[name].output_schema)


@pytest.mark.parametrize(
    ("tool", "arguments", "line"),
    [
        ("ask", {"question": " "}, "The question is empty."),
        ("read_article", {"article_id": "gone.md"}, "No indexed article has the id 'gone.md'."),
        ("read_article", {"article_id": "../../etc/passwd"}, "No indexed article has the id"),
        ("ask", {"question": "Who?", "as_of": "yesterday"}, "as_of"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(sample, tool, arguments, line):
    result = called(sample, tool, **arguments)
    assert result.is_error
    assert line in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_an_article_whose_name_has_signs_in_it_can_be_read_by_its_link(tmp_path):
    name = "a b & c?#100%.md"
    text = "---\ntitle: The bell\n---\nThe old bell of Orlu was cast in 1790 by two brothers.\n"
    with indexed(tmp_path, {name: text}) as assistant:

        async def use(client):
            result = await client.call_tool("ask", {"question": "When was the bell of Orlu cast?"})
            return await client.read_resource(result.content[1].uri)

        assert "cast in 1790" in told(assistant, use).contents[0].text


def test_the_command_serves_them_on_standard_input(tmp_path):
    command = ["-m", "assistant", "mcp", "--corpus", str(CHECKOUT / "corpus")]
    server = StdioServerParameters(
        command=sys.executable,
        args=[*command, "--index", str(tmp_path / "index")],
        cwd=str(CHECKOUT),
        env={"PYTHONPATH": str(CHECKOUT), "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
    )

    async def run():
        async with Client(stdio_client(server)) as client:
            return await client.call_tool("ask", {"question": QUESTION})

    result = awaited(run())
    assert "realities on the ground" in json.dumps(result.structured_content)
