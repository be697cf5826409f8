"""`assistant evaluate` with the real assistant, over invented articles and questions."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant.assistant import Assistant
from assistant.cli import main

BRIDGE = (
    "The old bridge of Varn closed on 2 April 2024. Engineers had found two cracks in its pillars. "
    "The repairs will cost 1.4 million crowns, the city council said."
)
FERRY = (
    "A ferry named Ostrel began to carry cars between Varn and Lindholt on 9 April 2024. "
    "It crosses the river every twenty minutes. Captain Mira Hagelund steers it."
)
ARTICLES = [
    {"id": "bridge", "title": "Varn closes its bridge", "text": BRIDGE, "date": "2024-04-02"},
    {"id": "ferry", "title": "A ferry for Varn", "text": FERRY, "date": "2024-04-09"},
]
QUESTIONS = [
    {
        "id": "cost",
        "question": "How much will the repairs of the bridge of Varn cost?",
        "answers": ["1.4 million crowns"],
        "evidence": [
            {"article_id": "bridge", "text": "The repairs will cost 1.4 million crowns"},
        ],
    },
    {
        "id": "captain",
        "question": "Who steers it?",
        "answers": ["Mira Hagelund"],
        "evidence": [{"article_id": "ferry", "text": "Captain Mira Hagelund steers it."}],
        "history": [
            {"role": "user", "text": "Which ferry carries cars between Varn and Lindholt?"},
            {"role": "agent", "text": "A ferry named Ostrel."},
        ],
        "question_date": "2024-04-10",
    },
    {
        "id": "comet",
        "question": "Which telescope photographed the comet in Chile?",
        "answerable": False,
    },
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A working directory with a set of its own articles, asked once."""
    folder: Path = tmp_path_factory.mktemp("evaluate")
    questions = folder / "varn"
    questions.mkdir()
    lines = "".join(json.dumps(each) + "\n" for each in ARTICLES)
    (questions / "articles.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    text = "".join(json.dumps(each) + "\n" for each in QUESTIONS)
    (questions / "questions.jsonl").write_text(text + "{\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["evaluate", "varn"]) == 0
    return folder


@pytest.fixture(autouse=True)
def _inside(folder, monkeypatch):
    monkeypatch.chdir(folder)


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "evaluation.json").read_text())
    return found


def test_the_report_lies_beside_the_index_with_its_figures_and_plots(folder):
    work = folder / "evaluation" / "varn"
    figures = report(work)["figures"]
    assert figures["hit@1"]["value"] == figures["gold_in_answer"]["value"] == 1.0
    assert figures["right_refusals"]["value"] == figures["auc"]["value"] == 1.0
    assert figures["citations_exact"] == {
        "name": "citations_exact",
        "label": "answers whose citations are all exact",
        "value": 1.0,
        "count": 2,
        "interval": [1.0, 1.0],
    }
    assert figures["evidence_quoted"]["value"] == 1.0
    assert figures["total.p95"]["count"] == 3
    assert report(work)["problems"] == [
        "questions.jsonl:4: broken JSON: Expecting property name enclosed in double quotes "
        "at character 2"
    ]
    markdown = (work / "report.md").read_text()
    for name in ("calibration.svg", "hits.svg", "latency.svg"):
        assert f"]({name})" in markdown
        assert ElementTree.parse(work / name).getroot().tag.endswith("svg")


def test_a_follow_up_is_asked_with_its_conversation_and_as_of_its_day(folder):
    asked = {each["id"]: each for each in report(folder / "evaluation" / "varn")["questions"]}
    assert "ferry" in asked["captain"]["searched"] or "Ostrel" in asked["captain"]["searched"]
    assert asked["captain"]["as_of"] == "2024-04-10"
    assert asked["captain"]["articles"][0] == "ferry"


def test_a_second_run_embeds_nothing_and_prints_a_plain_table(folder, capsys):
    before = (folder / "evaluation" / "varn" / "corpus" / "articles.jsonl").stat()
    assert main(["evaluate", "varn", "--output", "again", "--limit", "2"]) == 0
    assert (folder / "evaluation" / "varn" / "corpus" / "articles.jsonl").stat() == before
    printed, told = capsys.readouterr()
    lines = printed.splitlines()
    assert lines[0].startswith("varn: 2 of 3 questions over 2 articles; ")
    assert lines[2].split() == "figure value 95 % interval questions what it is".split()
    assert lines[3].split()[:2] == ["hit@1", "1.000"]
    assert "\x1b" not in printed
    assert told.splitlines() == [
        "questions.jsonl:4: broken JSON: Expecting property name enclosed in double quotes "
        "at character 2",
        "The report is in again",
    ]
    assert {path.name for path in (folder / "again").iterdir()} == {
        "calibration.svg",
        "evaluation.json",
        "hits.svg",
        "latency.svg",
        "report.md",
    }


def test_what_is_required_and_not_reached_is_named_and_is_exit_code_1(folder, capsys):
    required = ["--require", "hit@1>=0.9", "--require", "words<3", "--require", "total.p95<0"]
    assert main(["evaluate", "varn", "--output", "strict", *required]) == 1
    told = capsys.readouterr().err.splitlines()[-2:]
    assert told[0].startswith("words is ")
    assert told[0].endswith(", and < 3 is required")
    assert told[1].startswith("total.p95 is ")
    assert (folder / "strict" / "report.md").exists()


def test_a_comparison_names_the_question_that_changed(folder, monkeypatch, capsys):
    baseline = shutil.copy(folder / "evaluation" / "varn" / "evaluation.json", folder / "old.json")
    monkeypatch.setenv("ASSISTANT_THRESHOLD", "1")  # refuse everything
    assert main(["evaluate", "varn", "--output", "new", "--compare", str(baseline)]) == 0
    moved = {each["id"]: each["moved"] for each in report(folder / "new")["comparison"]["worse"]}
    assert set(moved) == {"cost", "captain"}
    assert moved["cost"]["gold_in_answer"] == [1.0, 0.0]
    assert "## Worse: 2" in (folder / "new" / "report.md").read_text()
    printed = capsys.readouterr().out
    assert "\nWorse: 2 questions\n" in printed
    assert "  How much will the repairs of the bridge of Varn cost? (" in printed
    table = printed.partition("before")[2]
    row = next(line for line in table.splitlines() if line.startswith("wrong_refusals"))
    assert row.split() == "wrong_refusals 0.000 1.000 +1.000 1.000 to 1.000 0 2".split()


def test_an_interrupt_leaves_the_last_report_as_it_was(folder, monkeypatch, capsys):
    work = folder / "evaluation" / "varn"
    before = {path: path.read_bytes() for path in work.glob("*.*")}
    asked: list[str] = []

    def interrupted(self, question, **options):
        asked.append(question)
        raise KeyboardInterrupt

    monkeypatch.setattr(Assistant, "answer", interrupted)
    assert main(["evaluate", "varn"]) == 130
    assert capsys.readouterr().err.endswith("Interrupted\n")
    assert asked
    assert {path: path.read_bytes() for path in work.glob("*.*")} == before


def test_a_table_of_questions_is_asked_over_the_assistants_own_corpus(folder, capsys):
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "ferry.md").write_text(f"# A ferry for Varn\n\n{FERRY}", encoding="utf-8")
    (folder / "mine.csv").write_text(
        "question,expected answer,article,as-of date\n"
        "Who steers the ferry Ostrel?,Captain Mira Hagelund,ferry.md,2024-04-10\n"
        "How often does the ferry cross the river?,every twenty minutes,A ferry for Varn,\n"
        "How fast is the ferry?,no matter,no-such-article.md,\n",
        encoding="utf-8",
    )
    assert main(["evaluate", "mine.csv"]) == 0
    figures = report(folder / "evaluation" / "mine")["figures"]
    assert (figures["hit@1"]["value"], figures["hit@1"]["count"]) == (1.0, 2)
    assert figures["article_cited"]["value"] == 1.0
    assert "citation_precision" not in figures
    assert "mine.csv:4: no article is called 'no-such-article.md'" in capsys.readouterr().err
    assert (folder / "index" / "manifest.sqlite").exists()


def test_a_terminal_gets_a_table_with_lines(folder, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["evaluate", "varn", "--output", "seen", "--limit", "1"]) == 0
    assert "────" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nowhere"], 1, "Error: nowhere cannot be read: No such file or directory."),
        (["varn", "--compare", "nothing.json"], 1, "nothing.json cannot be read"),
        (["varn", "--require", "hit@1"], 2, "'hit@1' is no requirement"),
        (["varn", "--require", "luck>=1"], 2, "'luck' is no figure"),
        (["varn", "--limit", "0"], 2, "--limit"),
        ([], 2, "QUESTIONS"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_what_cannot_be_read_is_1(capsys, arguments, code, told):
    assert main(["evaluate", *arguments]) == code
    printed, error = capsys.readouterr()
    assert printed == ""
    assert told in error
    assert error.count("\n") == 1


def test_articles_that_cannot_be_unzipped_are_an_error(tmp_path, capsys):
    (tmp_path / "questions.jsonl").write_text('{"question": "Who?"}\n')
    (tmp_path / "articles.jsonl.gz").write_bytes(b"plain")
    assert main(["evaluate", str(tmp_path), "--work", str(tmp_path / "work")]) == 1
    assert "articles.jsonl.gz cannot be unzipped" in capsys.readouterr().err
