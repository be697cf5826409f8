"""The command line, over a scripted assistant that records what it was asked."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import assistant
from assistant import (
    Answer,
    Article,
    Citation,
    CorpusError,
    Filters,
    IndexInfo,
    Note,
    Passage,
    Progress,
    SyncReport,
)
from assistant.cli import main
from assistant.cli.companion import answering
from assistant.cli.options import settings_of
from assistant.errors import IndexBusy, IndexUnwritable

TITLE = "A [bold]title[/bold] :smile:"
CITATION = Citation(
    number=1,
    article_id="a",
    title=TITLE,
    source="CNN",
    published=date(2022, 6, 16),
    url="https://example.org/a",
    quote="He said so.",
    start=0,
    end=11,
    answer_start=0,
    answer_end=11,
)
ANSWERED = Answer(
    text="He said so. [1]",
    status="answered",
    citations=(CITATION,),
    notes=(Note(kind="as_of", text="As of 3 May 2023."),),
    highlights=((0, 2),),
)
PASSAGE = Passage(
    id="a#0", article_id="a", title=TITLE, text=" ".join(["word"] * 60), start=0, end=299
)
NOT_FOUND = Answer(text="The articles do not say.", status="not_found", passages=(PASSAGE,))


@dataclass
class ScriptedAssistant:
    """Gives what it was told to give and keeps what it was asked."""

    gives: Answer = ANSWERED
    report: SyncReport = field(default_factory=lambda: SyncReport(added=2, seconds=0.5))
    passages: list[Passage] = field(default_factory=lambda: [PASSAGE])
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    settings: Any = None
    raises: BaseException | None = None
    findings: list[str] = field(default_factory=list)
    without_time: str = ""
    stages: list[Progress] = field(default_factory=lambda: [Progress("reading", 3, 12)])
    closed: bool = False
    path: str = ""  # of the articles

    def warm(self) -> None:
        self.asked.append(("warm", {}))

    def sync(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        forget_missing: bool = False,
    ) -> SyncReport:
        if self.raises:
            raise self.raises
        if on_progress:
            for stage in self.stages:
                on_progress(stage)
        self.asked.append(("sync", {"progress": on_progress is not None}))
        return self.report

    def check(self) -> list[str]:
        return self.findings

    def repair(self, on_progress: Callable[[Progress], None] | None = None) -> SyncReport:
        self.findings = []
        return self.sync(on_progress=on_progress)

    def answer(self, question: str, **options: Any) -> Answer:
        self.asked.append((question, options))
        return self.gives

    def article(self, article_id: str) -> Article:
        return Article(id=article_id, title="", text="", path=self.path)

    def undated(self, answer: Answer) -> str:
        return self.without_time

    def search(self, question: str, **options: Any) -> list[Passage]:
        self.asked.append((question, options))
        return self.passages

    def info(self) -> IndexInfo:
        return IndexInfo(
            articles=1962,
            passages=23000,
            sources={"cnn.com": 80, "": 2},
            first=date(2022, 1, 1),
            last=date(2022, 12, 31),
            bytes=12_300_000,
            recipe="minilm/120",
            generation=7,
        )


@pytest.fixture
def scripted(monkeypatch) -> ScriptedAssistant:
    double = ScriptedAssistant()

    @contextmanager
    def open_assistant(settings: Any) -> Iterator[ScriptedAssistant]:
        double.settings = settings
        try:
            yield double
        finally:
            double.closed = True

    monkeypatch.setattr("assistant.cli.progress.give_way", lambda: None)  # all tests would
    # Not setattr: it would look for the real one first, and load every heavy library.
    monkeypatch.setitem(vars(assistant), "open_assistant", open_assistant)
    return double


def test_an_answer_is_printed_with_its_citations_and_notes(scripted, capsys):
    assert main(["ask", "Who said so?"]) == 0
    printed, told = capsys.readouterr()
    assert printed.splitlines() == [
        "He said so. [1]",
        "",
        "[1] A [bold]title[/bold] :smile: — CNN, 16 June 2022",
        "    “He said so.”",
        "    https://example.org/a",
        "",
        "Note: As of 3 May 2023.",
    ]
    assert told == ""


def test_a_citation_tells_the_line_of_its_file(scripted, capsys, tmp_path):
    (tmp_path / "a.txt").write_text("A title\n\nShe was there.\nHe said so.\n")
    scripted.path = "a.txt"
    main(["ask", "Who said so?", "--corpus", str(tmp_path)])
    assert f"    {tmp_path / 'a.txt'}:4\n" in capsys.readouterr().out


def test_ask_syncs_first_and_closes_at_the_end(scripted):
    main(["ask", "Who said so?"])
    assert [what for what, _ in scripted.asked] == ["sync", "Who said so?"]
    assert scripted.closed


def test_ask_asks_the_server_of_the_index_unless_told_not_to(scripted, capsys, tmp_path):
    folders = ["--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path)]
    settings = settings_of(tmp_path / "corpus", tmp_path)
    server: Any = ScriptedAssistant(gives=replace(ANSWERED, text="The server said so. [1]"))
    with answering(server, settings, lambda: ["2 articles could not be read."]):
        assert main(["ask", "Who said so?", *folders]) == 0
        printed, told = capsys.readouterr()
        assert printed.startswith("The server said so. [1]")
        assert told == "2 articles could not be read.\n"
        assert scripted.asked == []
        assert main(["ask", "Who said so?", "--local", *folders]) == 0
        assert capsys.readouterr().out.startswith("He said so. [1]")


def test_nothing_found_is_exit_code_3_with_leads(scripted, capsys):
    scripted.gives = NOT_FOUND
    assert main(["ask", "Who won?"]) == 3
    printed = capsys.readouterr().out
    assert printed.startswith("The articles do not say.\n\nThe nearest passages:\n")
    assert "1. A [bold]title[/bold]" in printed
    assert printed.rstrip().endswith("word …")


def test_nothing_found_of_a_time_offers_the_question_without_it(scripted, capsys):
    scripted.gives, scripted.without_time = NOT_FOUND, "Who won?"
    assert main(["ask", "Who won on Monday?"]) == 3
    assert capsys.readouterr().out.endswith("\nAsk again without the dates: “Who won?”\n")


def test_json_is_the_answer_and_nothing_else(scripted, capsys):
    assert main(["ask", "Who?", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == ANSWERED.to_dict()


def test_options_reach_the_assistant(scripted):
    options = ["--as-of", "2024-03-14", "--since", "2024-01-01", "--until", "2024-02-01"]
    main(["ask", "Who?", *options, "--source", "CNN", "--source", "BBC"])
    assert scripted.asked[-1][1] == {
        "as_of": date(2024, 3, 14),
        "filters": Filters(since=date(2024, 1, 1), until=date(2024, 2, 1), sources=("CNN", "BBC")),
    }


def test_the_folders_reach_the_settings(scripted, tmp_path):
    main(["ask", "Who?", "--corpus", str(tmp_path), "--index", str(tmp_path / "index")])
    assert scripted.settings.corpus == tmp_path
    assert scripted.settings.index == tmp_path / "index"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", "Who?", "--as-of", "14.3.2024"], "'14.3.2024' is no date; write it as 2024-03-14"),
        (["ask", "Who?", "--since", "2024-02-01", "--until", "2024-01-01"], "is later than"),
        (["ask"], "QUESTION"),
        (["ask", "Who?", "--nonsense"], "--nonsense"),
        (["search", "Who?", "--limit", "0"], "--limit"),
        (["serve", "--port", "99999"], "--port"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_one_line(scripted, capsys, arguments, told):
    assert main(arguments) == 2
    printed, error = capsys.readouterr()
    assert printed == ""
    assert told in error
    assert error.count("\n") == 1
    assert scripted.asked == []


def test_no_command_shows_the_help_as_an_error(capsys):
    assert main([]) == 2
    printed, error = capsys.readouterr()
    assert printed == ""
    assert "Commands:" in error


@pytest.mark.parametrize("command", [["ask", "Who?"], ["search", "Who?"], ["index"], ["serve"]])
def test_an_error_that_users_can_mend_is_one_line(scripted, capsys, command):
    scripted.raises = CorpusError("There is no folder corpus.\nMake one.")
    assert main(command) == 1
    assert capsys.readouterr() == ("", "Error: There is no folder corpus. Make one.\n")
    assert scripted.closed


def test_a_full_disk_is_one_line(scripted, capsys):
    scripted.raises = OSError(28, "No space left on device")
    assert main(["index"]) == 1
    assert capsys.readouterr().err == "Error: [Errno 28] No space left on device\n"


def test_a_bad_setting_is_one_line(scripted, capsys, monkeypatch):
    monkeypatch.setenv("ASSISTANT_THRESHOLD", "high")
    assert main(["ask", "Who?"]) == 1
    assert "ASSISTANT_THRESHOLD" in capsys.readouterr().err


def test_a_bug_keeps_its_traceback(scripted):
    scripted.raises = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        main(["index"])


def test_an_interrupt_is_exit_code_130(scripted, capsys):
    scripted.raises = KeyboardInterrupt()
    assert main(["index"]) == 130
    told = "Interrupted. What was read is kept: the next `assistant index` goes on from there.\n"
    assert capsys.readouterr().err == told
    assert scripted.closed


def test_an_interrupt_of_anything_else_is_told_in_a_word(scripted, capsys, monkeypatch):
    def interrupt(question: str, **options: Any) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(scripted, "answer", interrupt)
    assert main(["ask", "Who?"]) == 130
    assert capsys.readouterr().err == "Interrupted\n"


def test_an_index_that_another_process_writes_is_asked_as_it_is(scripted, capsys):
    scripted.raises = IndexBusy("The index is being written by process 7.")
    assert main(["ask", "Who said so?"]) == 0
    printed, told = capsys.readouterr()
    assert printed.startswith("He said so. [1]")
    assert told == "The index is being written by process 7. Answering from what is in it.\n"


def test_a_long_job_writes_a_line_every_ten_seconds_where_no_terminal_is(
    scripted, capsys, monkeypatch
):
    clock = iter(range(0, 1000, 4))
    monkeypatch.setattr("assistant.cli.progress.time.monotonic", lambda: next(clock))
    scripted.stages = [Progress("embedding", done, 400, "news/a.txt") for done in range(0, 280, 40)]
    main(["index"])
    assert capsys.readouterr().err.splitlines() == [
        "Embedding: 80 of 400, 10.0/s, 0:00:32 left, news/a.txt",
        "Embedding: 200 of 400, 10.0/s, 0:00:20 left, news/a.txt",
    ]


def test_the_file_at_hand_and_the_rate_are_shown_on_a_terminal(scripted, capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    scripted.stages = [Progress("reading", 3, 12, "news/[bold]\x1b[31ma.txt")]
    main(["index"])
    told = capsys.readouterr().err
    assert "news/[bold]\N{REPLACEMENT CHARACTER}[31ma.txt" in told


def test_index_prints_counts_and_tells_each_failure(scripted, capsys):
    scripted.report = SyncReport(
        added=2, unchanged=1000, failed=(("news/feed.jsonl:12", "no JSON"),), seconds=1.25
    )
    assert main(["index"]) == 0
    printed, told = capsys.readouterr()
    assert printed == (
        "Articles: 2 added, 0 changed, 0 removed, 1,000 unchanged, 1 failed (1.2 s)\n"
    )
    assert told == "news/feed.jsonl:12: no JSON\n"


def test_index_sums_up_what_is_left_out_or_names_it(scripted, capsys):
    scripted.report = SyncReport(
        added=1,
        left_out=(("a.jpg", "not read"), ("b.jpg", "not read")),
        notes=("2 files: .jpg 2.",),
    )
    assert main(["index"]) == 0
    assert capsys.readouterr().err == "2 files: .jpg 2.\n"
    assert main(["index", "--verbose"]) == 0
    assert capsys.readouterr().err == "a.jpg: not read\nb.jpg: not read\n"


def test_a_question_tells_what_is_left_out_only_when_something_was_read_for_it(scripted, capsys):
    scripted.report = SyncReport(added=1, notes=("2 files: .jpg 2.",))
    main(["ask", "Who?"])
    assert "2 files: .jpg 2.\n" in capsys.readouterr().err
    scripted.report = SyncReport(unchanged=1, notes=("2 files: .jpg 2.",))
    main(["ask", "Who?"])
    assert capsys.readouterr().err == ""


def test_index_fails_when_nothing_could_be_indexed(scripted):
    scripted.report = SyncReport(failed=(("a.txt", "it is empty"),))
    assert main(["index"]) == 1


def test_search_lists_passages(scripted, capsys):
    assert main(["search", "Who?", "--limit", "3", "--source", "CNN"]) == 0
    assert scripted.asked[-1][1]["limit"] == 3
    assert scripted.asked[-1][1]["filters"] == Filters(sources=("CNN",))
    assert "1. A [bold]title[/bold]" in capsys.readouterr().out


def test_search_without_a_hit_is_exit_code_3(scripted):
    scripted.passages = []
    assert main(["search", "Who?"]) == 3


def test_info_tells_counts_sizes_and_recipe(scripted, capsys):
    assert main(["info"]) == 0
    printed = capsys.readouterr().out
    for fact in ("1,962", "23,000", "cnn.com 80", "unknown 2", "12.3 MB", "minilm/120"):
        assert fact in printed
    assert "1 January 2022 to 31 December 2022" in printed


def test_info_of_a_file_tells_what_was_read_and_where(tmp_path, capsys):
    (tmp_path / "2024-06-01-weir.md").write_text("---\nheadline: Weir opens\n---\nIt is open.\n")
    assert main(["info", str(tmp_path / "2024-06-01-weir.md")]) == 0
    printed = capsys.readouterr().out
    for fact in ("Weir opens", "1 June 2024  (the name of the file)", "It is open.", "none"):
        assert fact in printed


def test_info_of_a_file_that_holds_no_article_says_why(tmp_path, capsys):
    assert main(["info", str(tmp_path / "gone.md")]) == 1
    assert "gone.md: the file is gone" in capsys.readouterr().out


def test_serve_hands_address_and_assistant_to_the_chat(scripted, monkeypatch):
    served = []
    monkeypatch.setattr("assistant.web.serve", lambda given, **where: served.append((given, where)))
    assert main(["serve", "--port", "7999"]) == 0
    (given, where) = served[0]
    assert given is scripted
    assert (where["host"], where["port"], where["state"]) == ("127.0.0.1", 7999, Path("state"))
    assert [what for what, _ in scripted.asked] == ["sync", "warm"]


@pytest.mark.parametrize("options", [[], ["--open"]])
def test_the_browser_is_opened_where_that_is_asked_for(scripted, monkeypatch, options):
    served = []
    monkeypatch.setattr("assistant.web.serve", lambda given, **where: served.append(where))
    assert main(["serve", *options]) == 0
    assert served[0]["open_browser"] is bool(options)


@pytest.mark.parametrize(
    ("options", "corpus"),
    [
        ([], Path("corpus")),
        (["--no-uploads"], None),
        (["--host", "0.0.0.0"], None),
        (["--allow-host", "news.example"], None),
        (["--allow-host", "news.example", "--auth", "users"], Path("corpus")),
        (["--host", "0.0.0.0", "--uploads"], Path("corpus")),
        (["--host", "0.0.0.0", "--auth", "users"], Path("corpus")),
    ],
)
def test_strangers_add_no_articles_unless_somebody_says_so(scripted, monkeypatch, options, corpus):
    served = []
    monkeypatch.setattr("assistant.web.serve", lambda given, **where: served.append(where))
    assert main(["serve", *options]) == 0
    assert served[0]["corpus"] == corpus


def test_a_line_for_a_user_is_made_from_a_piped_password(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long password\n"))
    assert main(["password", "ana"]) == 0
    assert capsys.readouterr().out.startswith("ana:scrypt$")


@pytest.mark.parametrize(("name", "secret"), [("a:b", "a long password"), ("ana", "short")])
def test_a_user_that_cannot_be_is_told_in_one_line(monkeypatch, capsys, name, secret):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{secret}\n"))
    assert main(["password", name]) == 1
    assert capsys.readouterr().err.startswith("Error: A ")


def test_escape_sequences_of_an_article_never_reach_the_terminal(scripted, capsys):
    scripted.gives = Answer(text="Red \x1b[31malert\x9b0m\a", status="answered")
    main(["ask", "What?"])
    assert capsys.readouterr().out == "Red \ufffd[31malert\ufffd0m\ufffd\n"


def test_a_terminal_gets_wrapped_lines_and_a_bold_short_answer(scripted, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    scripted.gives = NOT_FOUND
    main(["ask", "Who?"])
    assert max(len(line) for line in capsys.readouterr().out.splitlines()) < 100
    scripted.gives = ANSWERED
    main(["ask", "Who?"])
    assert "\x1b[1mHe\x1b[0m said so. [1]" in capsys.readouterr().out


def test_a_pipe_gets_no_colour_even_where_the_environment_forces_it(scripted, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["ask", "Who?"])
    main(["index"])
    printed, told = capsys.readouterr()
    assert "\x1b" not in printed + told


def test_a_terminal_sees_the_stages_on_standard_error_only(scripted, capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    main(["index"])
    printed, told = capsys.readouterr()
    assert "Reading" in told
    assert "3/12" in told
    assert printed == "Articles: 2 added, 0 changed, 0 removed, 0 unchanged (0.5 s)\n"


def test_a_pipe_sees_no_progress(scripted):
    main(["ask", "Who?"])
    assert scripted.asked[0] == ("sync", {"progress": False})


def test_the_version_is_that_of_the_distribution(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("article-assistant 0.")


def test_a_real_question_in_a_pipe_is_answered_with_nothing_on_standard_error(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bridge.txt").write_text(
        "The old bridge of Varn closes\n\nThe bridge will close on 2 April 2024. "
        "The repairs will cost 1.4 million crowns, the city council said.",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "How much will the repairs of the bridge cost?"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert "1.4 million crowns" in done.stdout
    assert "[1] The old bridge of Varn closes" in done.stdout


def test_a_reader_that_goes_away_is_no_error():
    program = "import sys; from assistant.cli import main; sys.exit(main(['--help']))"
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


def test_an_index_that_cannot_be_written_is_asked_as_it_is(scripted, capsys):
    scripted.raises = IndexUnwritable("The disk is full.\nFree some space.")
    assert main(["ask", "Who said so?"]) == 0
    printed, told = capsys.readouterr()
    assert printed.startswith("He said so. [1]")
    assert told == "The disk is full. Free some space. Answering from what is in it.\n"


def test_doctor_shows_what_the_index_holds_and_that_it_is_whole(scripted, capsys):
    assert main(["doctor"]) == 0
    printed = capsys.readouterr().out
    assert "Articles:   1,962\n" in printed
    assert "Recipe:     minilm/120\n" in printed
    assert printed.endswith("Everything is as it was written.\n")


def test_doctor_names_each_finding_on_a_line_with_the_remedy_and_repairs(scripted, capsys):
    scripted.findings = ["The article 'a' is not as it was read.", "3 vectors are missing."]
    assert main(["doctor"]) == 1
    printed, told = capsys.readouterr()
    assert printed.splitlines()[-2:] == scripted.findings
    assert told == "Mend it with: assistant doctor --repair\n"
    assert main(["doctor", "--repair"]) == 0
    assert capsys.readouterr().out.endswith("Everything is as it was written.\n")
