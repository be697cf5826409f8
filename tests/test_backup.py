"""A backup is one whole archive of a real index and its conversations, and comes back as it was."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import stat
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant, IndexBusy, IndexMissing, Settings, open_assistant
from assistant.backup import FORMAT, BackupUnusable, PlaceTaken, back_up, restore
from assistant.cli import main
from assistant.cli.companion import answering
from assistant.errors import IndexAltered
from assistant.store.database import writer_lock
from assistant.web import key_and_line
from assistant.web.conversation import Conversation, Exchange
from assistant.web.conversations import Conversations
from tests.conftest import CHECKOUT

QUESTION = "What preconditions did Putin set?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where an assistant has worked: an index, conversations, and a file of users beside them."""
    folder = tmp_path_factory.mktemp("worked")
    (folder / "state").mkdir()
    (folder / "state" / "users").write_text(key_and_line("ana")[1])
    with opened(folder) as assistant:
        assistant.sync()
        exchange = Exchange(
            number=1, question=QUESTION, state="done", answer=assistant.answer(QUESTION)
        )
        with contextlib.closing(Conversations(folder / "state")) as kept:
            kept.save("ana", "first", Conversation((exchange,)))
            kept.judge("ana", "first", 1, True)
    return folder


@pytest.fixture(scope="module")
def archive(folder: Path) -> Path:
    file = folder / "backups" / "monday.zip"
    back_up(file, folder / "index", folder / "state")
    return file


def opened(folder: Path) -> Assistant:
    return open_assistant(Settings(corpus=CHECKOUT / "corpus", index=folder / "index"))


def restored(archive: Path, folder: Path, *, force: bool = False) -> Path:
    restore(archive, folder / "index", folder / "state", force=force, wait=0)
    return folder


def rewritten(
    archive: Path, target: Path, contents: dict[str, object], index: bytes | None = None
) -> Path:
    """The same archive with another list of contents, or another index."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        told = json.loads(old.read("backup.json"))
        new.writestr("backup.json", json.dumps(told | contents))
        for name in old.namelist():
            if name != "backup.json":
                other = index if name.startswith("index/") else None
                new.writestr(name, other or old.read(name))
    return target


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_is_restored_answers_as_before_without_reading_an_article_again(
    folder, archive, tmp_path
):
    restored(archive, tmp_path)
    with opened(folder) as before, opened(tmp_path) as after:
        assert after.check() == []
        first, again = before.answer(QUESTION), after.answer(QUESTION)
        assert first.status == "answered"
        assert replace(again, seconds={}) == replace(first, seconds={})
        assert after.articles() == before.articles()
        report = after.sync()
    assert (report.added, report.changed, report.removed) == (0, 0, 0)
    assert report.unchanged == 16


def test_conversations_and_what_was_judged_come_back(archive, tmp_path):
    restored(archive, tmp_path)
    with contextlib.closing(Conversations(tmp_path / "state")) as kept:
        [saved] = kept.owned("ana")
        assert (saved.id, saved.title, saved.judged) == ("first", QUESTION, True)
        found = kept.load("ana", "first")
        assert found is not None
        assert found.exchanges[0].answer is not None
        assert kept.judgements() == {True: 1, False: 0}
    file = tmp_path / "state" / "conversations.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_key_no_password_and_no_article_file_is_in_it(archive):
    with zipfile.ZipFile(archive) as found:
        names = ["backup.json", "index/manifest.sqlite", "state/conversations.sqlite"]
        assert sorted(found.namelist()) == names
        assert not any(b"key$" in found.read(name) for name in names)
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_is_whole_while_others_write(folder, tmp_path):
    exchange = Exchange(number=1, question="Who?", state="done")
    done = threading.Event()

    def write() -> None:
        with contextlib.closing(Conversations(tmp_path / "busy")) as kept, opened(folder) as other:
            for number in range(10_000):
                kept.save("ana", f"busy {number}", Conversation((exchange,) * 3))
                if number % 50 == 0:
                    other.repair()
                if done.is_set():
                    return

    (tmp_path / "busy").mkdir()
    Conversations(tmp_path / "busy").close()
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(tmp_path / f"{number}.zip", folder / "index", tmp_path / "busy")
    finally:
        done.set()
        writer.join()
    for number in range(5):
        place = tmp_path / str(number)
        restored(tmp_path / f"{number}.zip", place)
        database = place / "state" / "conversations.sqlite"
        with contextlib.closing(sqlite3.connect(database)) as kept:
            assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with opened(place) as after:
            assert after.check() == []
            assert len(after.articles()) == 16


def test_nothing_is_overwritten_unasked(folder, archive, tmp_path):
    restored(archive, tmp_path)
    before = files_of(tmp_path)
    with pytest.raises(PlaceTaken, match=r"manifest.sqlite is there already.*--force"):
        restored(archive, tmp_path)
    with pytest.raises(PlaceTaken, match=r"monday.zip is there already.*--force"):
        back_up(archive, folder / "index", folder / "state")
    assert files_of(tmp_path) == before


def test_conversations_alone_are_not_overwritten_either(archive, tmp_path):
    Conversations(tmp_path / "state").close()
    with pytest.raises(PlaceTaken, match="conversations"):
        restored(archive, tmp_path)
    assert not (tmp_path / "index").exists()


def test_with_force_another_index_and_other_conversations_give_way(archive, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "mill.txt").write_text("The mill of Orlu burned down on Friday.")
    exchange = Exchange(number=1, question="Who?", state="done")
    kept = Conversations(tmp_path / "state")
    kept.save("ben", "other", Conversation((exchange,)))
    kept.close()
    other = open_assistant(Settings(corpus=corpus, index=tmp_path / "index"))
    with other:
        other.sync()
        assert other.answer("What burned down?").status == "answered"
        restored(archive, tmp_path, force=True)
        # who had it open sees the restored one
        assert len(other.articles()) == 16
        assert other.answer(QUESTION).status == "answered"
    with contextlib.closing(Conversations(tmp_path / "state")) as after:
        assert (len(after.owned("ana")), after.owned("ben")) == (1, [])


def test_a_damaged_archive_changes_nothing(archive, tmp_path):
    whole, told = archive.read_bytes(), list[str]()
    for place in range(50, len(whole), len(whole) // 25):
        bad = tmp_path / "bad.zip"
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            found = restored(bad, tmp_path / str(place))
        except BackupUnusable as error:
            told.append(str(error))
            assert files_of(tmp_path / str(place)) == {}
        else:  # a byte that says nothing, such as the time of a file
            with opened(found) as assistant:
                assert assistant.check() == []
    assert all("is damaged" in line and "Nothing was changed." in line for line in told)
    assert len(told) > 20


@pytest.mark.parametrize("content", [b"", b"PK", b"An article.", b"SQLite format 3\0" * 100])
def test_what_is_no_archive_is_told_so(tmp_path, content):
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(BackupUnusable, match="no backup of ours"):
        restored(tmp_path / "bad.zip", tmp_path)


def test_a_part_of_an_archive_is_told_as_damaged(archive, tmp_path):
    whole = archive.read_bytes()
    for share in (1, 50, 99):
        (tmp_path / "part.zip").write_bytes(whole[: len(whole) * share // 100])
        with pytest.raises(BackupUnusable, match="is damaged"):
            restored(tmp_path / "part.zip", tmp_path)


def test_another_index_under_the_name_of_the_right_one_is_not_restored(archive, tmp_path):
    with zipfile.ZipFile(archive) as found:
        files = json.loads(found.read("backup.json"))["files"]
    files["index/manifest.sqlite"]["sha256"] = "0" * 64
    bad = rewritten(archive, tmp_path / "bad.zip", {"files": files})
    with pytest.raises(BackupUnusable, match=r"manifest\.sqlite is not as it was written"):
        restored(bad, tmp_path)


def test_an_archive_of_a_newer_version_says_which(archive, tmp_path):
    newer = rewritten(archive, tmp_path / "new.zip", {"format": FORMAT + 1, "version": "7.1"})
    with pytest.raises(BackupUnusable, match=r"made by another version \(7\.1"):
        restored(newer, tmp_path)
    assert list(tmp_path.iterdir()) == [newer]


def test_an_index_of_another_form_is_neither_backed_up_nor_put_in_place(archive, tmp_path):
    index = tmp_path / "newer" / "manifest.sqlite"
    index.parent.mkdir()
    with zipfile.ZipFile(archive) as found:
        index.write_bytes(found.read("index/manifest.sqlite"))
        files = json.loads(found.read("backup.json"))["files"]
    with contextlib.closing(sqlite3.connect(index)) as db, db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(IndexAltered, match="another version"):
        back_up(tmp_path / "b.zip", index.parent, tmp_path / "state")
    content = index.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    files["index/manifest.sqlite"] = {"bytes": len(content), "sha256": digest}
    newer = rewritten(archive, tmp_path / "newer.zip", {"files": files}, content)
    with pytest.raises(BackupUnusable, match="made by another version"):
        restored(newer, tmp_path / "new")
    assert files_of(tmp_path / "new") == {}


@pytest.mark.parametrize(
    "name", ["../escaped.sqlite", "/tmp/escaped.sqlite", "state/../../x.sqlite", "state/users"]
)
def test_nothing_lands_outside_its_places(archive, tmp_path, name):
    with zipfile.ZipFile(archive) as found:
        files = json.loads(found.read("backup.json"))["files"]
    files[name] = files["state/conversations.sqlite"]
    bad = rewritten(archive, tmp_path / "bad.zip", {"files": files})
    with pytest.raises(BackupUnusable, match="names something else"):
        restored(bad, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_index_that_is_missing_or_altered_is_not_backed_up(archive, tmp_path):
    with pytest.raises(IndexMissing, match="assistant index"):
        back_up(tmp_path / "b.zip", tmp_path / "index", tmp_path / "state")
    restored(archive, tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "index" / "manifest.sqlite")) as db, db:
        db.execute("UPDATE articles SET text = replace(text, 'a', 'e')")
    with pytest.raises(IndexAltered, match=r"not backed up\. Mend it with: assistant index"):
        back_up(tmp_path / "b.zip", tmp_path / "index", tmp_path / "state")
    assert not (tmp_path / "b.zip").exists()


def test_an_index_that_is_being_written_is_not_replaced(archive, tmp_path):
    restored(archive, tmp_path)
    kept = (tmp_path / "state" / "conversations.sqlite").read_bytes()
    with writer_lock(tmp_path / "index", 0), pytest.raises(IndexBusy):
        restored(archive, tmp_path, force=True)
    assert (tmp_path / "state" / "conversations.sqlite").read_bytes() == kept


@pytest.fixture
def places(folder: Path) -> list[str]:
    return ["--index", str(folder / "index"), "--state", str(folder / "state")]


def test_one_command_backs_up_and_one_restores(places, tmp_path, capsys):
    file = str(tmp_path / "b.zip")
    assert main(["backup", file, *places]) == 0
    told, aside = capsys.readouterr()
    assert told.startswith(f"{file} (")
    assert "state/conversations.sqlite" in told
    assert "Not in it: articles" in aside
    where = ["--index", str(tmp_path / "index"), "--state", str(tmp_path / "state")]
    assert main(["restore", file, *where]) == 0
    assert "index/manifest.sqlite" in capsys.readouterr().out
    assert main(["restore", file, *where]) == 1
    assert capsys.readouterr().err.startswith("Error: ")
    assert main(["restore", file, "--force", *where]) == 0
    assert main(["restore", str(tmp_path / "none.zip"), *where]) == 1
    assert "none.zip" in capsys.readouterr().err


def test_nothing_is_restored_under_a_server_that_runs(archive, tmp_path, capsys):
    restored(archive, tmp_path)
    where = ["--index", str(tmp_path / "index"), "--state", str(tmp_path / "state")]
    settings = Settings(corpus=CHECKOUT / "corpus", index=tmp_path / "index")
    with opened(tmp_path) as assistant, answering(assistant, settings, lambda: []):
        assert main(["restore", str(archive), "--force", *where]) == 1
    assert "Stop it, restore, and start it again." in capsys.readouterr().err
    assert main(["restore", str(archive), "--force", *where]) == 0
