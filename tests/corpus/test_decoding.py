from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import read_file
from assistant.corpus.decoding import NotUtf8, decode, decoded

GERMAN = "Die Fähre nach Wölk fährt erst im März wieder – „später als geplant“, sagt der Käpt’n."
RUSSIAN = "Паром на остров снова начнёт ходить только в марте, сообщила мэрия города в пятницу."
CHINESE = "渡轮将于三月恢复运行，市政府周五表示，票价不会上涨。岛上居民对此表示欢迎。"
JAPANESE = "島へのフェリーは三月に再開されると市役所が金曜日に発表した。運賃は変わらない。"


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_charset_and_is_no_part_of_the_text(mark, charset):
    assert decoded(mark + GERMAN.encode(charset), "koi8-r") == (GERMAN, "")


@pytest.mark.parametrize(
    ("declared", "text", "charset"),
    [
        ("iso-8859-1", GERMAN, "cp1252"),  # as browsers read it: with its quotes and dashes
        ("'ISO-8859-1'", GERMAN, "cp1252"),
        ("windows-1251", RUSSIAN, "cp1251"),
        ("KOI8-R", RUSSIAN, "koi8-r"),
        ("gb2312", CHINESE + "镕", "gb18030"),  # a letter that GB 2312 lacks
        ("Shift_JIS", JAPANESE + "①", "cp932"),
        ("x-sjis", JAPANESE, "cp932"),
        ("iso-2022-jp", JAPANESE, "iso-2022-jp"),  # all ASCII bytes
        ("euc-kr", "섬으로 가는 배는 삼월에 똠방각하", "cp949"),
        ("utf-16", GERMAN, "utf-8"),  # in a page that is read byte by byte
    ],
)
def test_a_declared_charset_is_read_as_browsers_read_it(declared, text, charset):
    assert decoded(text.encode(charset), declared) == (text, "")


@pytest.mark.parametrize("declared", ["", "iso-8859-1", "gb2312", "no-such-charset", "base64"])
def test_what_is_utf8_is_read_so_whatever_it_declares(declared):
    assert decoded((GERMAN + CHINESE).encode(), declared) == (GERMAN + CHINESE, "")


@pytest.mark.parametrize(
    ("text", "charset", "shown"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        ("The café on the quay in Wölk seats forty — or fifty in May.", "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb18030"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE, "euc-jp", "euc-jp"),
    ],
)
def test_an_undeclared_charset_is_guessed_and_the_guess_is_told(text, charset, shown):
    found = decoded(text.encode(charset))
    assert found.text == text
    assert f"not UTF-8 (byte 0x{text.encode(charset)[found_at(text, charset)]:02X}" in found.remark
    assert f"read as {shown}, a guess" in found.remark


def found_at(text: str, charset: str) -> int:
    with pytest.raises(UnicodeDecodeError) as caught:
        text.encode(charset).decode()
    return caught.value.start


@pytest.mark.parametrize(
    "data",
    [
        b"A bit of text.\nCaf\xe9.",  # too short to tell
        b"\xa3 \x8d\x81 \xf0\x90 \xfe" * 20,  # nothing that anybody writes
    ],
)
def test_what_cannot_be_told_is_refused_with_its_place(data):
    with pytest.raises(NotUtf8, match=r"not UTF-8 \(byte 0x..* in line \d\)"):
        decode(data)


def test_japanese_of_mails_is_known_by_its_shifts():
    assert decoded(JAPANESE.encode("iso-2022-jp")) == (JAPANESE, "")


def test_one_broken_byte_spoils_no_text():
    found = decoded(f"{GERMAN}\n{GERMAN}".encode() + b"\n\xff")
    assert found.text == f"{GERMAN}\n{GERMAN}\n\ufffd"
    assert "0xFF in line 3" in found.remark
    declared = decoded(f"{RUSSIAN}".encode("cp1251") + b"\x98", "windows-1251")
    assert declared.text == RUSSIAN + "\ufffd"
    assert "0x98 in line 1" in declared.remark


@given(st.binary(max_size=200), st.sampled_from(["", "gbk", "latin-1", "utf-7", "hex", "\0", "é"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str):
    try:
        text = decode(data, declared)
    except NotUtf8:
        return
    text.encode()  # no lone surrogates


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_with_a_mark_of_utf16_is_read(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes("Die Fähre\n\nDie Fähre fährt im März.".encode("utf-16"))
    content = read_file(tmp_path, name)
    assert "Die Fähre fährt im März." in content.articles[0].text
    assert content.problems == ()


def test_lines_of_json_in_utf16_are_read(tmp_path: Path):
    lines = "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in (GERMAN, CHINESE))
    (tmp_path / "a.jsonl").write_bytes(lines.encode("utf-16"))
    assert [each.text for each in read_file(tmp_path, "a.jsonl").articles] == [GERMAN, CHINESE]


def test_a_binary_file_that_begins_like_utf16_is_refused(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe" + bytes(60))
    content = read_file(tmp_path, "a.txt")
    assert not content.articles
    assert "binary" in content.problems[0].reason


def test_the_guess_of_a_charset_is_among_the_problems_of_the_file(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(f"Fähre fährt\n\n{GERMAN}".encode("cp1252"))
    content = read_file(tmp_path, "a.txt")
    assert content.articles[0].text == GERMAN
    [problem] = content.problems
    assert problem.path == "a.txt"
    assert "read as windows-1252" in problem.reason
