"""A running server is asked by the command line of the same user, over the same index."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Article, Citation, Filters, IndexMissing, Settings
from assistant.cli import companion
from assistant.cli.companion import NOTE_FILE, answering, ask_server

CITED = Citation(
    number=1,
    article_id="a",
    title="He says so",
    quote="He said so.",
    start=0,
    end=11,
    answer_start=0,
    answer_end=11,
)
ANSWER = Answer(
    text="He said so. [1]", status="answered", question="Who said so?", citations=(CITED,)
)


class Asked:
    """Answers as it was told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.questions: list[tuple[str, dict[str, Any]]] = []
        self.raises: Exception | None = None

    def answer(self, question: str, **options: Any) -> Answer:
        self.questions.append((question, options))
        if self.raises:
            raise self.raises
        return ANSWER

    def article(self, article_id: str) -> Article:
        return Article(id=article_id, title="", text="", path=f"{article_id}.txt")

    def undated(self, answer: Answer) -> str:
        return ""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "index").mkdir()
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")


@contextmanager
def serving(settings: Settings, told: Sequence[str] = ()) -> Iterator[Asked]:
    asked = Asked()
    with answering(asked, settings, lambda: told):
        yield asked


def test_a_server_over_the_same_index_answers(settings: Settings) -> None:
    allowed = Filters(since=date(2024, 3, 1), sources=("CNN",))
    with serving(settings, ["2 articles could not be read."]) as asked:
        reply = ask_server(settings, "Who said so?", date(2024, 3, 14), allowed)
    assert reply is not None
    assert (reply.answer, reply.told) == (ANSWER, ("2 articles could not be read.",))
    assert reply.paths == {"a": "a.txt"}
    assert asked.questions == [("Who said so?", {"as_of": date(2024, 3, 14), "filters": allowed})]


def test_without_a_server_or_after_it_nothing_is_waited_for(settings: Settings) -> None:
    assert ask_server(settings, "Who?", None, Filters()) is None
    with serving(settings):
        assert (settings.index / NOTE_FILE).exists()
    assert not (settings.index / NOTE_FILE).exists()
    assert ask_server(settings, "Who?", None, Filters()) is None


def test_a_server_that_died_is_given_up_at_once(settings: Settings) -> None:
    with serving(settings):
        left = (settings.index / NOTE_FILE).read_text()
    note = settings.index / NOTE_FILE
    note.write_text(left)
    note.chmod(0o600)
    began = time.monotonic()
    assert ask_server(settings, "Who?", None, Filters()) is None
    assert time.monotonic() - began < 1


def test_a_program_that_took_the_port_of_a_dead_server_learns_and_answers_nothing(
    settings: Settings,
) -> None:
    heard = []
    with serving(settings):
        note = json.loads((settings.index / NOTE_FILE).read_text())
    with socket.create_server(("127.0.0.1", 0)) as stranger:

        def listen() -> None:
            connection, _ = stranger.accept()
            with connection, connection.makefile("rwb") as lines:
                heard.append(lines.readline())
                lines.write(json.dumps({"nonce": "x", "proof": "y"}).encode() + b"\n")
                lines.flush()
                heard.append(lines.readline())

        thread = threading.Thread(target=listen)
        thread.start()
        (settings.index / NOTE_FILE).write_text(
            json.dumps(note | {"port": stranger.getsockname()[1]})
        )
        (settings.index / NOTE_FILE).chmod(0o600)
        assert ask_server(settings, "A secret question?", None, Filters()) is None
        thread.join()
    assert b"secret" not in b"".join(heard)
    assert note["key"].encode() not in b"".join(heard)


def test_who_does_not_know_the_key_is_not_answered(settings: Settings) -> None:
    with serving(settings) as asked:
        note = settings.index / NOTE_FILE
        note.write_text(json.dumps(json.loads(note.read_text()) | {"key": "0" * 64}))
        assert ask_server(settings, "Who?", None, Filters()) is None
        port = json.loads(note.read_text())["port"]
        with socket.create_connection(("127.0.0.1", port)) as raw, raw.makefile("rwb") as lines:
            lines.write(b'{"nonce": "a"}\n{"proof": "b", "question": "Who?"}\n')
            lines.flush()
            lines.readline()
            assert lines.readline() == b""
    assert asked.questions == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights are told otherwise there")
def test_only_its_user_may_read_the_note_and_another_is_not_believed(settings: Settings) -> None:
    with serving(settings) as asked:
        note = settings.index / NOTE_FILE
        assert note.stat().st_mode & 0o777 == 0o600
        note.chmod(0o644)
        assert ask_server(settings, "Who?", None, Filters()) is None
    assert asked.questions == []


def test_a_server_with_other_settings_is_not_asked(settings: Settings) -> None:
    with serving(settings) as asked:
        other = Settings(corpus=settings.corpus, index=settings.index, threshold=0.9)
        assert ask_server(other, "Who?", None, Filters()) is None
    assert asked.questions == []


def test_what_a_server_cannot_answer_is_found_out_without_it(settings: Settings) -> None:
    with serving(settings) as asked:
        asked.raises = IndexMissing("There is no index.")
        assert ask_server(settings, "Who?", None, Filters()) is None


def test_a_question_does_not_wait_for_a_long_update(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(companion, "_SECONDS_TO_UPDATE", 0.05)
    free = threading.Event()

    def update() -> list[str]:
        free.wait(30)
        return []

    with answering(Asked(), settings, update):
        reply = ask_server(settings, "Who said so?", None, Filters())
        free.set()
    assert reply is not None
    assert reply.answer == ANSWER
    assert "being brought up to date" in reply.told[0]


def test_where_no_note_can_be_left_the_server_runs_all_the_same(tmp_path: Path) -> None:
    missing = Settings(corpus=tmp_path / "corpus", index=tmp_path / "nowhere")
    with serving(missing):
        assert ask_server(missing, "Who?", None, Filters()) is None
