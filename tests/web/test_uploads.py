"""What readers bring into the folder of articles, and what never gets there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.web import uploads as module
from assistant.web.uploads import UploadRefused, Uploads, safe_name


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "first.md").write_text("The harbour opened.")
    return corpus


@pytest.fixture
def brought(tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "brought"
    folder.mkdir()

    def bring(name: str, data: bytes = b"The bridge opened.") -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return bring


def files(corpus: Path) -> set[str]:
    return {str(path.relative_to(corpus)) for path in corpus.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("bridge.txt", "bridge.txt"),
        ("Die Brücke.MD", "Die-Brücke.md"),
        ("桥.html", "桥.html"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\system.txt", "system.txt"),
        ("/absolute.md", "absolute.md"),
        (".hidden.txt", "hidden.txt"),
        ("..txt", "article.txt"),
        ("...txt", "article.txt"),
        ("_skipped.txt", "skipped.txt"),
        ("README.md", "article-README.md"),
        ("license.txt", "article-license.txt"),
        ("con.txt", "article-con.txt"),
        ("nul.tar.txt", "article-nul.tar.txt"),
        ("a\x00b.txt", "a-b.txt"),
        ("a\nb\x1b[31m.txt", "a-b-31m.txt"),
        ("evil\u202etxt.md", "evil-txt.md"),
        ("\u2066\u200b.txt", "article.txt"),
        ("lone\ud800.txt", "lone.txt"),
        ("<script>.html", "script.html"),
        ("a" * 500 + ".txt", "a" * 80 + ".txt"),
        ("é" * 500 + ".txt", "é" * 40 + ".txt"),
        ("noending", "noending.txt"),
        ("a" * 500 + ".JSONL.gz", "a" * 80 + ".jsonl.gz"),
        ("", "article.txt"),
    ],
)
def test_any_name_becomes_one_that_is_safe(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("bomb.zip", b"PK\x03\x04", "of this type"),
        ("bomb.txt", b"PK\x03\x04\x00\x00", "binary"),
        ("page.exe", b"MZ", "of this type"),
        ("noending", b"text", "of this type"),
        ("empty.txt", b" \n", "empty"),
        ("mark.txt", b"\xef\xbb\xbf", "empty"),
        ("large.txt", b"a" * 101, "more than"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(corpus, brought, monkeypatch, name, data, reason):
    monkeypatch.setattr(module, "LARGEST", 100)
    (received,) = Uploads(corpus).take([brought(name, data)])
    assert received.path == ""
    with pytest.raises(UploadRefused, match=reason):
        raise UploadRefused(received.problem)
    assert files(corpus) == {"first.md"}


def test_each_file_has_a_result_of_its_own(corpus, brought):
    good, bad = Uploads(corpus).take([brought("good.txt"), brought("bad.exe")])
    assert (good.path, good.problem) == ("uploads/good.txt", "")
    assert bad.problem
    assert files(corpus) == {"first.md", "uploads/good.txt"}


def test_a_line_of_a_megabyte_is_taken_as_it_is(corpus, brought):
    line = b'{"text": "' + b"a" * 1_000_000 + b'"}'
    (received,) = Uploads(corpus).take([brought("long.jsonl", line)])
    assert (corpus / received.path).read_bytes() == line


def test_nothing_is_overwritten_the_next_one_has_a_number(corpus, brought):
    uploads = Uploads(corpus)
    paths = [uploads.take([brought("a.txt", text)])[0].path for text in (b"one", b"two", b"three")]
    assert paths == ["uploads/a.txt", "uploads/a-2.txt", "uploads/a-3.txt"]
    assert [(corpus / path).read_bytes() for path in paths] == [b"one", b"two", b"three"]


def test_formats_that_are_no_text_are_taken_as_they_are(corpus, brought):
    (received,) = Uploads(corpus).take([brought("Bell.PDF", b"%PDF-1.4\x00\xff")])
    assert (corpus / received.path).read_bytes() == b"%PDF-1.4\x00\xff"
    assert received.path == "uploads/Bell.pdf"


def test_a_zipped_file_keeps_both_its_endings(corpus, brought):
    uploads = Uploads(corpus)
    paths = [
        uploads.take([brought("feed.jsonl.gz", each)])[0].path
        for each in (b"\x1f\x8b1", b"\x1f\x8b2")
    ]
    assert paths == ["uploads/feed.jsonl.gz", "uploads/feed-2.jsonl.gz"]


def test_a_file_that_is_there_already_is_recognised_under_any_name(corpus, brought):
    uploads = Uploads(corpus)
    uploads.take([brought("a.txt")])
    (again,) = uploads.take([brought("b.txt")])
    assert again.problem == "the same file is there already, as uploads/a.txt"
    assert not (corpus / "uploads" / "b.txt").exists()


def test_a_link_that_waits_under_the_name_is_not_followed(corpus, brought, tmp_path):
    (corpus / "uploads").mkdir()
    (corpus / "uploads" / "a.txt").symlink_to(tmp_path / "outside.txt")
    (received,) = Uploads(corpus).take([brought("a.txt")])
    assert received.path == "uploads/a-2.txt"
    assert not (tmp_path / "outside.txt").exists()


def test_a_folder_of_uploads_that_leads_elsewhere_takes_nothing(corpus, brought, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (corpus / "uploads").symlink_to(tmp_path / "elsewhere")
    (received,) = Uploads(corpus).take([brought("a.txt")])
    assert "leads out" in received.problem
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_is_missing_or_empty_takes_nothing_and_is_not_made(corpus, brought):
    (corpus / "first.md").unlink()
    assert "bring it back" in Uploads(corpus).write("The bridge opened.").problem
    assert list(corpus.iterdir()) == []
    corpus.rmdir()
    (received,) = Uploads(corpus).take([brought("a.txt")])
    assert "bring it back" in received.problem
    assert "bring it back" in Uploads(corpus).write("The bridge opened.").problem
    assert not corpus.exists()


def test_only_so_many_are_taken_at_once_and_kept(corpus, brought, monkeypatch):
    monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    uploads = Uploads(corpus)
    files = [brought(f"{number}.txt", f"Bridge {number} opened.".encode()) for number in range(5)]
    assert [bool(each.problem) for each in uploads.take(files[:3])] == [False, False, True]
    assert [bool(each.problem) for each in uploads.take(files[3:])] == [False, True]


def test_a_pasted_text_is_kept_to_the_letter_with_what_is_known_of_it(corpus):
    text = '---\ntitle: not this\n---\n"Quoted", {json} and \ud800 alone.\r\n'
    received = Uploads(corpus).write(
        text, "../The\nbridge: a “tale”", "Harbour\x00Post", "2024-03-14"
    )
    assert received.path == "uploads/The-bridge-a-tale.jsonl"
    assert json.loads((corpus / received.path).read_text()) == {
        "text": text,
        "title": "../The bridge: a “tale”",
        "source": "Harbour Post",
        "date": "2024-03-14",
    }


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [(" \n", "", "no text"), ("Text.", "yesterday", "2024-03-14"), ("a" * 26, "", "more than")],
)
def test_a_pasted_text_that_cannot_be_kept_is_refused(corpus, monkeypatch, text, day, reason):
    monkeypatch.setattr(module, "LARGEST", 100)
    assert reason in Uploads(corpus).write(text, day=day).problem
    assert files(corpus) == {"first.md"}


def test_a_file_is_removed_as_a_whole_but_never_the_last_one(corpus, brought):
    uploads = Uploads(corpus)
    (received,) = uploads.take([brought("a.txt")])
    uploads.remove(received.path)
    assert files(corpus) == {"first.md"}
    with pytest.raises(UploadRefused, match="last file"):
        uploads.remove("first.md")
    assert files(corpus) == {"first.md"}


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "uploads/../../secret.txt",
        "/etc/hostname.txt",
        "linked/secret.txt",
        "first.md/../../secret.txt",
        "missing.txt",
        "uploads",
        "notes.ini",
        "a\x00.txt",
        "",
        ".",
    ],
)
def test_nothing_but_a_file_of_articles_in_the_folder_is_removed(corpus, tmp_path, path):
    outside = tmp_path / "secret.txt"
    outside.write_text("Secret.")
    (corpus / "second.md").write_text("The bridge opened.")
    (corpus / "notes.ini").write_text("a=b")
    (corpus / "linked").symlink_to(tmp_path)
    with pytest.raises(UploadRefused):
        Uploads(corpus).remove(path)
    assert outside.exists()
    assert files(corpus) >= {"first.md", "second.md", "notes.ini"}
