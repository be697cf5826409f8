from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.corpus import FileContent, FileReader
from assistant.errors import CorpusError, IndexAltered
from assistant.schema import Filters, Progress, SyncReport
from assistant.store import Index
from assistant.text.words import stems
from tests.corpus.madefiles import pdf
from tests.fakes import WordEmbedder
from tests.store.conftest import Write


def counts(report: SyncReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged


def passage_ids(index: Index) -> list[str]:
    with index.snapshot() as snapshot:
        heads = snapshot.heads()
        return [each.passage.id for head in heads for each in snapshot.passages_of(head.id)]


def best(index: Index, embedder: WordEmbedder, question: str) -> str:
    with index.snapshot() as snapshot:
        ids = snapshot.near(embedder.embed_question(question), 1, Filters())
        return snapshot.stored(ids)[0].passage.article_id


def test_a_first_sync_adds_and_a_second_does_nothing(
    index: Index, corpus: Path, write: Write
) -> None:
    write("storm.txt", "The storm came on Monday.")
    write("fire.txt", "The fire was put out.")
    assert counts(index.sync(corpus)) == (2, 0, 0, 0)
    before = index.generation()
    assert counts(index.sync(corpus)) == (0, 0, 0, 2)
    assert index.generation() == before


def test_the_pages_of_an_article_are_kept_and_go_with_it(index: Index, corpus: Path) -> None:
    lines = ["The storm came on Monday and it took the roof of the mill."]
    (corpus / "storm.pdf").write_bytes(pdf([lines, ["It cost 900 crowns to mend the roof."]]))
    index.sync(corpus)
    with index.snapshot() as snapshot:
        article = snapshot.article("storm.pdf").article
    assert article.pages == (0, article.text.index("It cost"))
    (corpus / "storm.pdf").write_bytes(pdf([lines]))
    index.sync(corpus)
    with index.snapshot() as snapshot:
        assert snapshot.article("storm.pdf").article.pages == (0,)


def test_an_index_from_before_there_were_pages_is_read_and_written_as_it_is(
    index: Index, corpus: Path, write: Write, tmp_path: Path
) -> None:
    write("storm.txt", "The storm came on Monday.")
    index.sync(corpus)
    index.close()
    with sqlite3.connect(tmp_path / "index" / "manifest.sqlite") as db:
        db.execute("DROP TABLE pages")
    with index.snapshot() as snapshot:
        assert snapshot.article("storm.txt").article.pages == ()
    (corpus / "fire.pdf").write_bytes(pdf([["The fire was put out on Tuesday night."]]))
    assert counts(index.sync(corpus)) == (1, 0, 0, 1)


def test_a_file_that_holds_no_article_is_not_read_again_until_it_changes(
    index: Index, corpus: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("storm.txt", "The storm came on Monday.")
    (corpus / "scan.pdf").write_bytes(pdf([[]]))
    os.utime(corpus / "storm.txt", (1, 1))
    os.utime(corpus / "scan.pdf", (1, 1))
    first = index.sync(corpus)
    read: list[str] = []
    real = FileReader.read

    def noted(reader: FileReader, path: str) -> FileContent:
        read.append(path)
        return real(reader, path)

    monkeypatch.setattr(FileReader, "read", noted)
    assert index.sync(corpus).failed == first.failed != ()
    assert read == []
    (corpus / "scan.pdf").write_bytes(pdf([["The fire was put out on Tuesday night."]]))
    assert counts(index.sync(corpus)) == (1, 0, 0, 1)


def test_a_file_that_could_not_be_opened_is_tried_again(
    index: Index, corpus: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("storm.txt", "The storm came on Monday.")
    write("fire.txt", "The fire still burns.")
    os.utime(corpus / "storm.txt", (1, 1))
    os.utime(corpus / "fire.txt", (1, 1))
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "fire.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        assert counts(index.sync(corpus)) == (1, 0, 0, 0)
    assert counts(index.sync(corpus)) == (1, 0, 0, 1)


def test_what_is_left_out_is_told_at_every_sync(index: Index, corpus: Path, write: Write) -> None:
    write("storm.txt", "The storm came on Monday.")
    write("storm.jpg", "A picture.")
    first, second = index.sync(corpus), index.sync(corpus)
    assert first.left_out == (("storm.jpg", "files of this type are not read"),)
    assert first.notes == ("1 file is of a type that is not read: .jpg 1.",)
    assert (second.left_out, second.notes) == (first.left_out, first.notes)
    assert second.failed == ()


def test_only_what_changed_is_embedded_again(
    index: Index, corpus: Path, write: Write, embedder: WordEmbedder
) -> None:
    write("storm.txt", "The storm came on Monday.")
    write("fire.txt", "The fire was put out.")
    index.sync(corpus)
    embedder.seen.clear()
    write("fire.txt", "The fire still burns.")
    (corpus / "storm.txt").unlink()
    write("flood.txt", "The flood rose.")
    assert counts(index.sync(corpus)) == (1, 1, 1, 0)
    assert sorted(text.split("\n")[1] for text in embedder.seen) == [
        "The fire still burns.",
        "The flood rose.",
    ]
    assert best(index, embedder, "fire burns") == "fire.txt"


def test_an_article_that_comes_back_is_not_embedded_again(
    index: Index, corpus: Path, write: Write, embedder: WordEmbedder
) -> None:
    for name in ("storm", "fire", "flood"):
        write(f"{name}.txt", f"The {name} was bad.")
    index.sync(corpus)
    (corpus / "fire.txt").unlink()
    index.sync(corpus)
    embedder.seen.clear()
    write("fire.txt", "The fire was bad.")
    assert counts(index.sync(corpus)) == (1, 0, 0, 2)
    assert embedder.seen == []


def test_orphaned_vectors_are_dropped_when_they_are_the_most(
    index: Index, corpus: Path, write: Write, embedder: WordEmbedder
) -> None:
    for name in ("storm", "fire", "flood"):
        write(f"{name}.txt", f"The {name} was bad.")
    index.sync(corpus)
    (corpus / "fire.txt").unlink()
    (corpus / "flood.txt").unlink()
    index.sync(corpus)
    embedder.seen.clear()
    write("fire.txt", "The fire was bad.")
    index.sync(corpus)
    assert len(embedder.seen) == 1


def test_a_changed_date_is_a_change_that_embeds_nothing(
    index: Index, corpus: Path, write: Write, embedder: WordEmbedder
) -> None:
    write("storm.txt", "The storm came.", title="Storm", date="2024-01-02")
    index.sync(corpus)
    embedder.seen.clear()
    write("storm.txt", "The storm came.", title="Storm", date="2024-01-03")
    assert counts(index.sync(corpus)) == (0, 1, 0, 0)
    assert embedder.seen == []
    with index.snapshot() as snapshot:
        assert str(snapshot.article("storm.txt").article.published) == "2024-01-03"


def test_a_changed_author_keeps_the_passages(index: Index, corpus: Path, write: Write) -> None:
    write("storm.txt", "The storm came.", title="Storm", author="A. Bell")
    index.sync(corpus)
    before = passage_ids(index)
    write("storm.txt", "The storm came.", title="Storm", author="B. Cole")
    assert counts(index.sync(corpus)) == (0, 1, 0, 0)
    assert passage_ids(index) == before
    with index.snapshot() as snapshot:
        assert snapshot.article("storm.txt").article.author == "B. Cole"


def test_a_moved_file_with_ids_of_its_own_is_unchanged(index: Index, corpus: Path) -> None:
    line = json.dumps({"id": "a1", "title": "Storm", "text": "The storm came."})
    (corpus / "old.jsonl").write_text(line + "\n")
    index.sync(corpus)
    (corpus / "old.jsonl").rename(corpus / "new.jsonl")
    assert counts(index.sync(corpus)) == (0, 0, 0, 1)
    with index.snapshot() as snapshot:
        assert snapshot.article("a1").article.path == "new.jsonl"


def test_an_id_in_two_files_belongs_to_the_first_and_the_other_is_reported(
    index: Index, corpus: Path
) -> None:
    one = json.dumps({"id": "a1", "title": "One", "text": "The first version."})
    two = json.dumps({"id": "a1", "title": "Two", "text": "The second version."})
    other = json.dumps({"id": "a2", "title": "Other", "text": "Another article."})
    (corpus / "one.jsonl").write_text(one + "\n")
    (corpus / "two.jsonl").write_text(other + "\n" + two + "\n")
    report = index.sync(corpus)
    assert counts(report) == (2, 0, 0, 0)
    assert [path for path, _ in report.failed] == ["two.jsonl:2"]
    assert "one.jsonl" in report.failed[0][1]
    assert index.sync(corpus).failed == report.failed
    (corpus / "one.jsonl").unlink()
    assert index.sync(corpus).failed == ()
    with index.snapshot() as snapshot:
        assert snapshot.article("a1").article.title == "Two"


def test_problems_are_reported_again_by_an_unchanged_sync(index: Index, corpus: Path) -> None:
    good = json.dumps({"id": "a1", "text": "The storm came."})
    (corpus / "feed.jsonl").write_text(good + "\n{broken\n")
    os.utime(corpus / "feed.jsonl", (1, 1))
    first = index.sync(corpus)
    assert [path for path, _ in first.failed] == ["feed.jsonl:2"]
    assert index.sync(corpus).failed == first.failed


def test_an_edit_that_keeps_size_and_date_right_after_a_sync_is_seen(
    index: Index, corpus: Path, write: Write
) -> None:
    path = write("storm.txt", "The storm came.")
    index.sync(corpus)
    date = path.stat().st_mtime_ns
    write("storm.txt", "The storm rose.")
    os.utime(path, ns=(date, date))
    assert counts(index.sync(corpus)) == (0, 1, 0, 0)


def test_an_unchanged_old_file_is_not_read(index: Index, corpus: Path, write: Write) -> None:
    path = write("storm.txt", "The storm came.")
    os.utime(path, (1, 1))
    index.sync(corpus)
    seen: list[Progress] = []
    index.sync(corpus, on_progress=seen.append)
    assert seen == []


def test_an_empty_or_missing_corpus_is_an_error_and_empties_nothing(
    index: Index, corpus: Path, write: Write
) -> None:
    path = write("storm.txt", "The storm came.")
    index.sync(corpus)
    path.unlink()
    with pytest.raises(CorpusError, match="holds no articles"):
        index.sync(corpus)
    with pytest.raises(CorpusError, match="no folder"):
        index.sync(corpus / "nowhere")
    (corpus / "empty.txt").write_text("")
    with pytest.raises(CorpusError, match=r"empty\.txt"):
        index.sync(corpus)
    with index.snapshot() as snapshot:
        assert snapshot.passage_count() == 1


def test_a_changed_recipe_rebuilds(tmp_path: Path, corpus: Path, write: Write) -> None:
    write("storm.txt", "The storm came.")
    old, new = WordEmbedder("old"), WordEmbedder("new")
    Index(tmp_path / "index", lambda: old).sync(corpus)
    with Index(tmp_path / "index", lambda: new).snapshot() as snapshot:
        assert "old" in snapshot.info().recipe
    index = Index(tmp_path / "index", lambda: new)
    assert counts(index.sync(corpus)) == (0, 1, 0, 0)
    assert len(new.seen) == 1
    with index.snapshot() as snapshot:
        assert "new" in snapshot.info().recipe
    assert best(index, new, "storm") == "storm.txt"


def test_an_index_of_a_version_that_read_files_otherwise_reads_all_of_them_again(
    index: Index, corpus: Path, write: Write, embedder: WordEmbedder, tmp_path: Path
) -> None:
    write("storm.txt", "The storm came.")
    path = write("fire.txt", "The fire burns.")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    index.sync(corpus)
    embedder.seen.clear()
    with sqlite3.connect(tmp_path / "index" / "manifest.sqlite") as db:
        db.execute("DELETE FROM meta WHERE key = 'reading'")
        db.execute("UPDATE articles SET digest = 'of another text' WHERE id = 'fire.txt'")
    assert counts(index.sync(corpus)) == (0, 1, 0, 1)
    assert counts(index.sync(corpus)) == (0, 0, 0, 2)
    assert embedder.seen == []  # the text is the same after all


@pytest.mark.parametrize("part", ["chroma", "keywords"])
def test_a_deleted_index_is_rebuilt_from_the_manifest_without_embedding(
    index: Index, corpus: Path, write: Write, embedder: WordEmbedder, tmp_path: Path, part: str
) -> None:
    write("storm.txt", "The storm came.")
    write("fire.txt", "The fire burns.")
    index.sync(corpus)
    embedder.seen.clear()
    shutil.rmtree(tmp_path / "index" / part)
    assert counts(index.sync(corpus)) == (0, 0, 0, 2)
    assert embedder.seen == []
    assert any((tmp_path / "index" / part).iterdir())
    assert best(index, embedder, "fire") == "fire.txt"
    with index.snapshot() as snapshot:
        assert len(snapshot.matching(stems("fires"), 5, Filters())) == 1


def test_an_article_that_was_altered_in_the_index_is_not_quoted_and_read_again(
    tmp_path: Path, index: Index, corpus: Path, write: Write
) -> None:
    write("storm.txt", "The storm took nine roofs.")
    write("fire.txt", "The fire burns.")
    index.sync(corpus)
    with sqlite3.connect(tmp_path / "index" / "manifest.sqlite") as db:
        db.execute("UPDATE articles SET text = replace(text, 'nine', 'four')")
    with index.snapshot() as snapshot:
        assert "The fire burns." in snapshot.article("fire.txt").article.text
        with pytest.raises(IndexAltered, match=r"storm\.txt.*assistant index"):
            snapshot.article("storm.txt")
    assert counts(index.sync(corpus)) == (0, 1, 0, 1)
    with index.snapshot() as snapshot:
        assert "nine roofs" in snapshot.article("storm.txt").article.text
    assert counts(index.sync(corpus)) == (0, 0, 0, 2)


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0x40
    file.write_bytes(data)


def _garbage(file: Path) -> None:
    file.write_bytes(bytes(range(256)))


@pytest.mark.parametrize("harm", [_emptied, _halved, _flipped, _garbage, Path.unlink])
@pytest.mark.parametrize("synced", [False, True])
def test_a_keyword_index_with_any_damaged_file_is_built_anew(
    tmp_path: Path,
    corpus: Path,
    write: Write,
    embedder: WordEmbedder,
    harm: Callable[[Path], None],
    synced: bool,
) -> None:
    write("storm.txt", "The storm came.")
    write("fire.txt", "The fire burns.")
    Index(tmp_path / "index", lambda: embedder).sync(corpus)
    (folder,) = (tmp_path / "index" / "keywords").iterdir()
    for name in sorted(file.name for file in folder.iterdir() if file.suffix != ".lock"):
        if not (folder / name).is_file():
            continue  # the index that was built anew has other names
        harm(folder / name)
        index = Index(tmp_path / "index", lambda: embedder)
        if synced:
            assert counts(index.sync(corpus)) == (0, 0, 0, 2)
            (folder,) = (
                each
                for each in (tmp_path / "index" / "keywords").iterdir()
                if int(each.name) == max(int(one.name) for one in folder.parent.iterdir())
            )
        with index.snapshot() as snapshot:
            assert len(snapshot.matching(stems("fires"), 5, Filters())) == 1
        index.close()


def test_keyword_scores_after_changes_are_those_of_a_fresh_build(
    index: Index, tmp_path: Path, corpus: Path, write: Write, embedder: WordEmbedder
) -> None:
    for name in ("storm", "fire", "flood", "quake"):
        write(f"{name}.txt", f"The {name} was bad. Rain fell.")
    index.sync(corpus)
    write("fire.txt", "The fire and the storm met.")
    (corpus / "quake.txt").unlink()
    index.sync(corpus)
    write("hail.txt", "The hail was bad, and so was the storm.")
    index.sync(corpus)
    fresh = Index(tmp_path / "fresh", lambda: embedder)
    fresh.sync(corpus)
    terms = stems("bad storm rain")
    with index.snapshot() as one, fresh.snapshot() as other:
        assert one.matching(terms, 9, Filters()) == other.matching(terms, 9, Filters())
        assert passage_ids(index) == passage_ids(fresh)


def test_progress_names_its_stages(index: Index, corpus: Path, write: Write) -> None:
    write("storm.txt", "The storm came.")
    seen: list[Progress] = []
    index.sync(corpus, on_progress=seen.append)
    assert [each.stage for each in seen if each.done == each.total] == [
        "reading",
        "embedding",
        "writing",
    ]


def test_an_interrupt_leaves_a_good_index(index: Index, corpus: Path, write: Write) -> None:
    write("storm.txt", "The storm came.")
    index.sync(corpus)
    write("fire.txt", "The fire burns.")

    def interrupt(progress: Progress) -> None:
        if progress.stage == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.sync(corpus, on_progress=interrupt)
    assert [each.split("@")[0] for each in passage_ids(index)] == ["storm.txt"]
    assert counts(index.sync(corpus)) == (1, 0, 0, 1)


def test_an_unreadable_manifest_is_built_anew(
    index: Index, tmp_path: Path, corpus: Path, write: Write
) -> None:
    write("storm.txt", "The storm came.")
    index.sync(corpus)
    index.close()
    (tmp_path / "index" / "manifest.sqlite").write_bytes(b"not a database at all" * 100)
    assert counts(index.sync(corpus)) == (1, 0, 0, 0)
    assert len(passage_ids(index)) == 1


def articles(write: Write, count: int, folder: str = "") -> None:
    for number in range(count):
        write(f"{folder}{number:03}.txt", f"Storm number {number} came on Monday.")


def test_nothing_is_removed_because_a_disk_is_not_there(
    index: Index, corpus: Path, write: Write
) -> None:
    articles(write, 30, "disk/")
    write("own.txt", "The fire was put out.")
    index.sync(corpus)
    shutil.move(corpus / "disk", corpus.parent)
    write("pasted.txt", "The mill burned down.")
    report = index.sync(corpus)
    assert counts(report) == (1, 0, 0, 31)
    [(place, reason)] = report.failed
    assert place == str(corpus)
    assert "30 articles are gone" in reason
    assert "--forget-missing" in reason
    shutil.move(corpus.parent / "disk", corpus)
    back = index.sync(corpus)
    assert (counts(back), back.failed) == ((0, 0, 0, 32), ())


def test_what_is_missing_is_forgotten_where_that_is_said(
    index: Index, corpus: Path, write: Write
) -> None:
    articles(write, 30, "disk/")
    write("own.txt", "The fire was put out.")
    index.sync(corpus)
    shutil.rmtree(corpus / "disk")
    report = index.sync(corpus, forget_missing=True)
    assert (counts(report), report.failed) == ((0, 0, 30, 1), ())


def test_articles_that_moved_within_the_folder_are_not_kept_twice(
    index: Index, corpus: Path, write: Write
) -> None:
    articles(write, 30)
    index.sync(corpus)
    (corpus / "2024").mkdir()
    for path in corpus.glob("*.txt"):
        path.rename(corpus / "2024" / path.name)
    report = index.sync(corpus)
    assert (counts(report), report.failed) == ((30, 0, 30, 0), ())


def test_a_missing_folder_leaves_the_index_and_is_not_made(
    index: Index, corpus: Path, write: Write
) -> None:
    write("own.txt", "The fire was put out.")
    index.sync(corpus)
    shutil.rmtree(corpus)
    with pytest.raises(CorpusError, match="There is no folder"):
        index.sync(corpus)
    assert not corpus.exists()
    with index.snapshot() as snapshot:
        assert snapshot.article("own.txt").article.text.strip() == "The fire was put out."


def test_articles_in_a_folder_and_a_file_that_may_not_be_opened_now_stay(
    index: Index, corpus: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("shut/storm.txt", "The storm came on Monday.")
    write("fire.txt", "The fire was put out.")
    index.sync(corpus)
    real_entries, real_bytes = os.scandir, Path.read_bytes

    def shut_folder(path: str) -> object:
        if path.endswith("shut"):  # root, as in CI, may enter everything
            raise PermissionError(13, "Permission denied", path)
        return real_entries(path)

    def shut_file(path: Path) -> bytes:
        if path.name in ("fire.txt", "storm.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return real_bytes(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", shut_folder)
        patched.setattr(Path, "read_bytes", shut_file)
        report = index.sync(corpus)
    assert counts(report) == (0, 0, 0, 2)
    assert {path for path, _ in report.failed} >= {"shut", "fire.txt"}
    write("fire.txt", "The fire was put out at last.")
    back = index.sync(corpus)
    assert (counts(back), back.failed) == ((0, 1, 0, 1), ())


def test_thousands_of_bad_lines_are_a_few_lines_of_the_report(
    index: Index, corpus: Path, write: Write
) -> None:
    good = json.dumps({"id": "storm", "text": "The storm came on Monday."})
    (corpus / "feed.jsonl").write_text("\n".join([good, *["{bad"] * 2_000]))
    same = [json.dumps({"id": f"a{number}", "text": "A storm."}) for number in range(50)]
    (corpus / "first.jsonl").write_text("\n".join(same))
    (corpus / "second.jsonl").write_text("\n".join(same))
    report = index.sync(corpus)
    assert report.added == 51
    assert len(report.failed) < 20
    reasons = [reason for _, reason in report.failed]
    assert any("1,997 more" in reason for reason in reasons)
    assert any("40 more" in reason for reason in reasons)
    assert index.sync(corpus).failed == report.failed
