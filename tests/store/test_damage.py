"""Whatever happens to a file of the index: the right answer, or one line with what mends it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import IndexAltered, IndexMissing, IndexUnwritable
from assistant.schema import Filters
from assistant.store import Index, snapshot
from assistant.store.derived import Derived
from assistant.text.words import stems
from tests.fakes import WordEmbedder
from tests.store.conftest import Write

PAGE = 4096
NAMES = ("storm", "fire", "flood", "quake", "hail", "thaw")
Harm = Callable[[Path], None]
Held = tuple[list[tuple[str, str, str]], list[str], list[str]]


@pytest.fixture
def sound(tmp_path: Path, corpus: Path, write: Write, embedder: WordEmbedder) -> Path:
    """The folder of an index that nobody has open."""
    for name in NAMES:
        text = f"The {name} hit Kent. " + f"Nobody saw the {name} come. " * 70
        path = write(f"{name}.txt", text, title=name.title(), date="2024-01-02", author="A. Bell")
        os.utime(path, (1_700_000_000, 1_700_000_000))  # long ago: not read again for its date
    index = Index(tmp_path / "index", lambda: embedder)
    index.sync(corpus)
    index.close()
    return tmp_path / "index"


def held(folder: Path) -> Held:
    """All that is read of an index to answer a question, by one that opens it anew."""
    index = Index(folder, WordEmbedder)
    try:
        with index.snapshot() as opened:
            articles = [opened.article(head.id).article for head in opened.heads()]
            near = opened.near(WordEmbedder().embed_question("the storm hit kent"), 9, Filters())
            assert all(len(rows) > 1 for rows in opened.parts(near).values())
            found = [each.passage.text for each in opened.stored(near)]
            words = [key for key, _ in opened.matching(stems("storm hit"), 9, Filters())]
            return [(each.text, each.author, each.language) for each in articles], found, words
    finally:
        index.close()


def right_or_told(folder: Path, wanted: Held) -> None:
    """Assert that a reader is right, or says in one line what to do."""
    told = "assistant index"
    try:
        assert held(folder) == wanted
    except (IndexAltered, IndexMissing) as error:
        told = str(error)
    assert "assistant index" in told
    assert "\n" not in told


def assert_mended(folder: Path, corpus: Path, wanted: Held) -> None:
    index = Index(folder, WordEmbedder)
    index.sync(corpus)
    assert index.check() == []
    index.close()
    assert held(folder) == wanted


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flipped_at(share: float) -> Harm:
    def flip(file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[int(len(data) * share)] ^= 0x40
        file.write_bytes(data)

    return flip


def _garbage(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 20)


HARMS = [_emptied, _halved, _flipped_at(0.004), _flipped_at(0.7), _garbage, Path.unlink]


def test_every_zeroed_page_of_the_manifest_is_noticed_and_mended(
    sound: Path, corpus: Path, tmp_path: Path
) -> None:
    wanted = held(sound)
    manifest = sound / "manifest.sqlite"
    whole = manifest.read_bytes()
    for page in range(len(whole) // PAGE):
        manifest.write_bytes(whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :])
        right_or_told(sound, wanted)
    assert_mended(sound, corpus, wanted)


@pytest.mark.parametrize("page", [0, 1, 3, 5, 8, 12])
def test_a_manifest_with_a_zeroed_page_is_mended_without_embedding_what_is_sound(
    sound: Path, corpus: Path, page: int
) -> None:
    wanted = held(sound)
    manifest = sound / "manifest.sqlite"
    data = bytearray(manifest.read_bytes())
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    manifest.write_bytes(data)
    assert_mended(sound, corpus, wanted)


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_manifest_is_noticed_and_mended(sound: Path, corpus: Path, harm: Harm) -> None:
    wanted = held(sound)
    harm(sound / "manifest.sqlite")
    right_or_told(sound, wanted)
    assert_mended(sound, corpus, wanted)


ALTERATIONS = {
    "a word": "UPDATE articles SET text = replace(text, 'Kent', 'Rome') WHERE id = 'storm.txt'",
    "a headline": "UPDATE articles SET title = 'Calm' WHERE id = 'storm.txt'",
    "an author": "UPDATE articles SET author = 'B. Cole'",
    "metadata": "UPDATE articles SET metadata = '{'",
    "no text": "UPDATE articles SET text = CAST(x'ff' AS TEXT) WHERE id = 'storm.txt'",
    "no day": "UPDATE articles SET published = 99",
    "half of the vectors are gone": "DELETE FROM vectors WHERE number % 2",
    "half of the vectors are zero":
        "UPDATE vectors SET vector = zeroblob(length(vector)) WHERE number % 2",
    "shorter vectors": "UPDATE vectors SET vector = substr(vector, 1, 40)",
    "no parts": "DELETE FROM parts",
    "zero parts": "UPDATE parts SET rows = zeroblob(length(rows))",
    "half of the passages are gone": "DELETE FROM passages WHERE rowid % 2",
    "moved passages": 'UPDATE passages SET start = start + 5, "end" = "end" + 5',
    "others' vectors": "UPDATE passages SET vector = 1 WHERE article != 'storm.txt'",
    "half of the articles are gone": "DELETE FROM articles WHERE rowid % 2",
    "a language": "UPDATE languages SET language = 'xx'",
    "other sentences": "UPDATE articles SET sentences = zeroblob(8)",
    "other files": "UPDATE held SET article = article || 'x'",
    "authors, and their seals": "UPDATE articles SET author = 'B. Cole'; DELETE FROM sealed",
    "zero vectors, and their checksums":
        "UPDATE vectors SET vector = zeroblob(length(vector)); DELETE FROM checks",
    "a number": "UPDATE meta SET value = 'x' WHERE key = 'generation'",
    "a number that is none": "UPDATE meta SET value = '\u00b2' WHERE key = 'chroma'",
    "no numbers": "DELETE FROM meta WHERE key IN ('chroma', 'generation')",
    "no passages at all": "DROP TABLE passages",
    "a column": "ALTER TABLE articles RENAME COLUMN url TO link",
    "an index": "DROP INDEX passages_article",
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERATIONS)
@pytest.mark.parametrize("limit", [{}, {"_WIDE": 0}], ids=["through Chroma", "among all"])
def test_an_altered_manifest_is_noticed_and_mended(
    sound: Path,
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    limit: dict[str, int],
) -> None:
    for key, value in limit.items():
        monkeypatch.setattr(snapshot, key, value)
    wanted = held(sound)
    with contextlib.closing(sqlite3.connect(sound / "manifest.sqlite")) as db, db:
        db.executescript(ALTERATIONS[name])
    right_or_told(sound, wanted)
    if not limit:
        assert_mended(sound, corpus, wanted)


@pytest.mark.parametrize(
    "name", ["half of the vectors are gone", "half of the vectors are zero", "no parts"]
)
def test_only_lost_vectors_are_computed_again(
    sound: Path, corpus: Path, embedder: WordEmbedder, name: str
) -> None:
    embedded = len(embedder.seen)
    with contextlib.closing(sqlite3.connect(sound / "manifest.sqlite")) as db, db:
        db.execute(ALTERATIONS[name])
    embedder.seen.clear()
    report = Index(sound, lambda: embedder).sync(corpus)
    assert report.added == report.removed == 0
    assert len(embedder.seen) == (embedded if name == "no parts" else (embedded + 1) // 2)


def test_damage_that_leaves_size_and_time_is_found_by_a_check_and_by_a_repair(
    sound: Path, corpus: Path
) -> None:
    wanted = held(sound)
    manifest = sound / "manifest.sqlite"
    data = manifest.read_bytes()
    before = manifest.stat()
    manifest.write_bytes(data.replace(b"A. Bell", b"B. Cole"))
    os.utime(manifest, ns=(before.st_atime_ns, before.st_mtime_ns))
    index = Index(sound, WordEmbedder)
    assert index.sync(corpus).changed == 0
    assert len(index.check()) == len(NAMES)
    index.suspect()
    index.sync(corpus)
    assert index.check() == []
    assert held(sound) == wanted


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_chroma_is_not_opened_and_built_anew(
    sound: Path, corpus: Path, harm: Harm, caplog: pytest.LogCaptureFixture
) -> None:
    wanted = held(sound)
    whole = shutil.copytree(sound, sound.with_name("whole"), copy_function=shutil.copy2)
    (chroma,) = (sound / "chroma").iterdir()
    files = [each.relative_to(sound) for each in chroma.rglob("*") if each.stat().st_size]
    for name in [each for each in files if (sound / each).is_file()]:
        harm(sound / name)
        assert held(sound) == wanted
        if name.suffix not in (".json", ".sqlite3"):
            assert "damaged" in caplog.text
        caplog.clear()
        assert_mended(sound, corpus, wanted)
        shutil.rmtree(sound)
        shutil.copytree(whole, sound, copy_function=shutil.copy2)


@pytest.mark.parametrize("kind", ["chroma", "keywords"])
def test_a_derived_index_of_another_state_is_not_used(
    sound: Path, corpus: Path, write: Write, kind: str
) -> None:
    older = shutil.copytree(sound / kind, sound.with_name("older"), copy_function=shutil.copy2)
    for name in NAMES[:3]:
        write(f"{name}.txt", f"The {name} hit Kent and Rome. " * 80, title=name.title())
    Index(sound, WordEmbedder).sync(corpus)
    wanted = held(sound)
    newest = max((sound / kind).iterdir(), key=lambda each: int(each.name))
    shutil.rmtree(newest)
    shutil.copytree(next(older.iterdir()), newest, copy_function=shutil.copy2)
    assert held(sound) == wanted
    assert_mended(sound, corpus, wanted)


def test_an_older_copy_of_the_manifest_is_as_good_as_it_was(
    sound: Path, corpus: Path, write: Write
) -> None:
    wanted = held(sound)
    older = shutil.copy2(sound / "manifest.sqlite", sound.with_name("older"))
    for name in NAMES[:3]:
        write(f"{name}.txt", f"The {name} hit Kent and Rome. " * 80, title=name.title())
    Index(sound, WordEmbedder).sync(corpus)
    newer = held(sound)
    shutil.copy2(older, sound / "manifest.sqlite")
    assert held(sound) == wanted
    assert_mended(sound, corpus, newer)


def test_what_others_keep_in_the_folder_of_the_index_stays(
    sound: Path, corpus: Path, write: Write
) -> None:
    kept = [sound / name for name in ("a.txt", "chroma/b.txt", "keywords/c/d.txt", "e/f.txt")]
    for file in kept:
        file.parent.mkdir(exist_ok=True)
        file.write_text("mine")
    far = (sound / "keywords").rename(sound.with_name("far"))
    (sound / "keywords").symlink_to(far)
    for turn in range(3):
        write("war.txt", f"The war came in year {turn}.")
        Index(sound, WordEmbedder).sync(corpus)
    assert [file.read_text() for file in kept] == ["mine"] * 4
    assert (sound / "keywords").is_symlink()


def test_another_programs_database_is_moved_aside(
    sound: Path, corpus: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / "manifest.sqlite")) as db, db:
        db.execute("CREATE TABLE mine AS SELECT 'dear' AS value")
    for _ in range(2):
        Index(folder, WordEmbedder).sync(corpus)
    assert held(folder) == held(sound)
    (aside,) = folder.glob("manifest.sqlite.*")
    with contextlib.closing(sqlite3.connect(aside)) as db:
        assert db.execute("SELECT value FROM mine").fetchone() == ("dear",)


@pytest.mark.parametrize("altered", ["flood", "storm"])
def test_mending_removes_no_article_because_a_disk_went_away(
    tmp_path: Path, corpus: Path, write: Write, altered: str
) -> None:
    for number in range(30):
        text = f"The {NAMES[number % 6]} number {number} hit Kent."
        write(f"{NAMES[number % 6]}{number}.txt", text, title=f"Story {number}")
    folder = tmp_path / "index"
    Index(folder, WordEmbedder).sync(corpus)
    away = tmp_path / "away"
    away.mkdir()
    for file in [*corpus.glob("*.txt")]:
        if not file.name.startswith("storm"):
            file.rename(away / file.name)
    with contextlib.closing(sqlite3.connect(folder / "manifest.sqlite")) as db, db:
        db.execute(f"UPDATE articles SET author = 'B. Cole' WHERE id LIKE '{altered}%'")
    index = Index(folder, WordEmbedder)
    report = index.sync(corpus)
    lost = 5 if altered == "flood" else 0  # what is altered cannot be read again
    assert report.removed == lost
    assert "bring the files back" in report.failed[0][1]
    assert index.check() == []
    for file in away.iterdir():
        file.rename(corpus / file.name)
    report = index.sync(corpus)
    assert (report.added, report.unchanged, report.failed) == (lost, 30 - lost, ())
    assert index.check() == []


def test_a_repair_reads_every_file_again(sound: Path, corpus: Path) -> None:
    file = corpus / "storm.txt"
    before = file.stat()
    file.write_text(file.read_text().replace("Kent", "Rome"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    index = Index(sound, WordEmbedder)
    assert index.sync(corpus).changed == 0
    index.suspect()
    assert index.sync(corpus).changed == 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "name", ["manifest.stamp", "chroma/1/checks.json", "keywords/1/checks.json"]
)
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(
    sound: Path, corpus: Path, name: str
) -> None:
    wanted = held(sound)
    (sound / name).unlink()
    os.mkfifo(sound / name)
    assert held(sound) == wanted
    assert_mended(sound, corpus, wanted)


def test_opening_chroma_is_no_damage(sound: Path, corpus: Path) -> None:
    (before,) = (sound / "chroma").iterdir()
    for _ in range(3):
        held(sound)
        index = Index(sound, WordEmbedder)
        index.sync(corpus)
        assert index.check() == []
        index.close()
    assert list((sound / "chroma").iterdir()) == [before]


@pytest.mark.parametrize("place", ["manifest.sqlite", "writer.lock", "writer.pid"])
def test_a_folder_in_the_place_of_a_file_is_named(sound: Path, corpus: Path, place: str) -> None:
    (sound / place).unlink(missing_ok=True)
    (sound / place).mkdir()
    with pytest.raises(IndexUnwritable, match=rf"{place}.*Remove it"):
        Index(sound, WordEmbedder).sync(corpus)
    (sound / place).rmdir()
    Index(sound, WordEmbedder).sync(corpus)
    assert len(held(sound)[0]) == len(NAMES)


@pytest.mark.parametrize("part", ["chroma", "keywords"])
def test_a_file_in_the_place_of_a_derived_index_goes(sound: Path, corpus: Path, part: str) -> None:
    wanted = held(sound)
    shutil.rmtree(sound / part)
    (sound / part).write_text("x")
    assert held(sound) == wanted
    assert_mended(sound, corpus, wanted)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space"), OSError(errno.EROFS, "No")])
def test_a_sync_that_cannot_write_leaves_the_last_good_state(
    sound: Path, corpus: Path, write: Write, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    wanted = held(sound)
    write("war.txt", "The war came.")

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Derived, "switch", fail)
        with pytest.raises(IndexUnwritable, match=r"disk is full|Let this user write"):
            Index(sound, WordEmbedder).sync(corpus)
    assert held(sound) == wanted
    Index(sound, WordEmbedder).sync(corpus)
    assert len(held(sound)[0]) == len(NAMES) + 1


def test_a_copied_index_is_as_good(sound: Path, corpus: Path, embedder: WordEmbedder) -> None:
    wanted = held(sound)
    copy = shutil.copytree(sound, sound.with_name("copy"), copy_function=shutil.copyfile)
    assert held(copy) == wanted
    embedder.seen.clear()
    assert Index(copy, lambda: embedder).sync(corpus).unchanged == len(NAMES)
    assert embedder.seen == []


def as_an_older_version(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "manifest.sqlite")) as db, db:
        db.execute("DROP TABLE sealed")
        db.execute("DROP TABLE checks")
        db.execute("DELETE FROM meta WHERE key = 'owner'")
    (folder / "manifest.stamp").unlink()
    for notes in folder.rglob("checks.json"):
        notes.unlink()


def test_an_older_index_opens_as_it_is_and_gets_its_checksums(
    sound: Path, corpus: Path, embedder: WordEmbedder
) -> None:
    wanted = held(sound)
    as_an_older_version(sound)
    assert held(sound) == wanted
    embedder.seen.clear()
    index = Index(sound, lambda: embedder)
    assert index.check() == []
    assert index.sync(corpus).unchanged == len(NAMES)
    assert embedder.seen == []
    index.close()
    with contextlib.closing(sqlite3.connect(sound / "manifest.sqlite")) as db, db:
        db.execute(ALTERATIONS["half of the vectors are zero"])
    with pytest.raises(IndexAltered, match="assistant index"):
        held(sound)


def test_a_reader_that_is_open_notices_what_is_altered_meanwhile(sound: Path) -> None:
    index = Index(sound, WordEmbedder)
    with index.snapshot() as opened:
        assert opened.heads()[0].author == "A. Bell"
    with contextlib.closing(sqlite3.connect(sound / "manifest.sqlite")) as db, db:
        db.execute(ALTERATIONS["an author"])
    with index.snapshot() as opened, pytest.raises(IndexAltered, match="assistant index"):
        opened.heads()


def test_what_nobody_touched_is_not_checked_again(
    sound: Path, corpus: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def audited(_: object) -> None:
        raise AssertionError("nobody touched it")

    monkeypatch.setattr("assistant.store.index.audit", audited)
    monkeypatch.setattr("assistant.store.manifest.audit", audited)
    held(sound)
    write("war.txt", "The war came.")
    Index(sound, WordEmbedder).sync(corpus)
    held(sound)
    assert Index(sound, WordEmbedder).sync(corpus).unchanged == len(NAMES) + 1
