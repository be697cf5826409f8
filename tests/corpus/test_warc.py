from __future__ import annotations

import gzip
from datetime import date

import pytest

from assistant.corpus import read_file, warc
from assistant.corpus.warc import read_warc

PAGE = """<html><head><title>Lamp of {0} relit</title></head><body><article>
<h1>Lamp of {0} relit</h1><p>The lamp of {0} was relit on Monday after eleven dark years, and a
crowd of four hundred people cheered on the pier below the tower.</p>
<p>Its keeper said that it will shine 30 kilometres far out over the sound.</p></article>
</body></html>"""


def record(
    address: str, body: bytes, kind: str = "text/html; charset=utf-8", code: int = 200
) -> bytes:
    http = f"HTTP/1.1 {code} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    block = http.encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page(town: str) -> bytes:
    return record(f"https://sound.example/2024/05/03/{town}", PAGE.format(town).encode())


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "CRAWL.WARC.GZ"])
@pytest.mark.parametrize("whole", [True, False])
def test_each_page_of_a_crawl_is_an_article_however_it_is_zipped(tmp_path, name, whole):
    records = [page("Hask"), page("Brill")]
    zipped = gzip.compress(b"".join(records)) if whole else b"".join(map(gzip.compress, records))
    is_zipped = name.lower().endswith(".gz")
    (tmp_path / name).write_bytes(zipped if is_zipped else b"".join(records))
    first, second = read_file(tmp_path, name).articles
    assert (first.title, second.title) == ("Lamp of Hask relit", "Lamp of Brill relit")
    assert first.url == "https://sound.example/2024/05/03/Hask"
    assert first.id == first.url
    assert first.path == name
    assert "30 kilometres" in first.text


def test_the_day_of_the_crawl_is_no_day_of_publication():
    address = "https://sound.example/hask"
    [article] = read_warc("a.warc", record(address, PAGE.format("Hask").encode())).articles
    assert article.published in (None, date(2024, 5, 3))
    assert article.published != date(2024, 5, 6)


def test_what_is_no_page_is_counted():
    data = page("Hask") + record("https://a.example/x.png", b"PNG", "image/png") * 2
    data += record("https://a.example/gone", b"<html></html>", code=404)
    content = read_warc("a.warc", data)
    assert len(content.articles) == 1
    [problem] = content.problems
    assert problem.reason == "3 records are no pages and are not read: image/png 2, status 404 1"


def test_the_charset_that_the_server_told_is_used():
    body = PAGE.replace("Its keeper", "José, its keeper,").format("Hask").encode("latin-1")
    data = record("https://a.example/", body, "text/html; charset=latin1")
    [article] = read_warc("a.warc", data).articles
    assert "José" in article.text


def test_a_long_page_is_read_to_its_end():
    days = (f"<p>On day {n} the lamp was seen from {n} boats at sea.</p>" for n in range(2000))
    body = PAGE.format("Hask").replace("</article>", "".join(days) + "</article>").encode()
    data = gzip.compress(record("https://a.example/", body))
    assert "day 1999 the lamp" in read_warc("a.warc.gz", data).articles[0].text


def test_a_crawl_that_is_cut_off_is_read_up_to_there():
    zipped = gzip.compress(page("Hask")) + gzip.compress(page("Brill"))[:-40]
    content = read_warc("a.warc.gz", zipped)
    assert [each.title for each in content.articles] == ["Lamp of Hask relit"]
    assert "damaged" in content.problems[-1].reason


def test_a_crawl_that_unzips_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(warc, "_MOST", 50_000)
    data = page("Hask") + record("https://a.example/", b"a" * 100_000, "text/plain")
    content = read_warc("a.warc.gz", gzip.compress(data))
    assert len(content.articles) == 1
    assert "the records have more than" in content.problems[0].reason


@pytest.mark.parametrize("data", [b"no crawl", b"\x1f\x8bno crawl", b"WARC/1.0\r\n\r\n"])
def test_what_is_no_crawl_is_told(data: bytes):
    content = read_warc("a.warc", data)
    assert not content.articles
    assert content.problems
