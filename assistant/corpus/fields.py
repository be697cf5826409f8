"""What a field of an article is called in the formats and programs that write one, and its value.

A field is known whatever its case and marks: `publishDate`, `publish_date` and "Publish Date" are
one name. Of several names for the same, the one that stands first here counts. Days of change and
of download are not among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import lru_cache

KNOWN_FIELDS = ("id", "title", "source", "author", "date", "published", "url")
_NAMES = {
    "id": "id _id",
    "title": """title headline heading article_title web_title full_title first_line
        titel überschrift titre título titolo заголовок العنوان 标题 標題""",
    "source": """source publisher outlet site_name publication publication_title newspaper
        news_source source_name news_outlet outlet_name media_name publisher_name provider site
        website og:site_name source_domain domain quelle fuente fonte источник джерело المصدر 来源
        來源 新闻来源 新聞來源""",
    "author": """author authors byline creator dc:creator article_author author_name writer
        writers reporter autor auteur autore автор الكاتب 作者""",
    "date": """date published pub_date publish_date publication_date date_published date_publish
        published_at published_on published_date published_time article:published_time publish_time
        date_of_publication publishing_date publication_time publish_datetime published_datetime
        published_utc posted posted_at posted_on date_posted post_date article_date news_date
        release_date date_time published_parsed first_published first_published_at issued dc:date
        web_publication_date datetime datum fecha дата التاريخ 日期""",
    "url": """url link permalink canonical canonical_url web_url article_url article_link
        source_url uri href main_entity_of_page""",
    "language": "language lang in_language language_code locale og:locale sprache langue idioma",
}
_TEXT = """text full_text article_text main_text plain_text content_text text_content body_text
    article_body body content article content_html body_html story_text story content:encoded
    volltext texto texte testo текст 正文 内容""".split()
# Objects that only wrap the fields of an article.
_WRAPPERS = """_source params extra taxonomies meta metadata article item data fields attributes
    properties content story document _embedded yoast_head_json""".split()
# Where the value of a field that is an object stands.
_VALUES = """name full_name display_name title rendered main original $date $oid $numberLong value
    text @id""".split()
_PERSON = (
    ("given_name", "first_name", "given", "first"),
    ("family_name", "last_name", "family", "last"),
)
_DEEPEST = 8
_NOTHING = frozenset(("", "~", "null", "none", "nan"))


@lru_cache(10_000)
def plain_name(name: str) -> str:
    """Return a field's name without case and marks: `publishDate` and "Publish date" are one."""
    return "".join(filter(str.isalnum, name.casefold()))


_FIELDS = {plain_name(name): field for field, names in _NAMES.items() for name in names.split()}
TEXT_NAMES = tuple(map(plain_name, _TEXT))
_RANKS = {name: rank for rank, name in enumerate((*_FIELDS, *TEXT_NAMES))}


def field_of(name: str) -> str:
    """Return which field of an article a name means ("date" of `pubDate`), or ""."""
    return _FIELDS.get(plain_name(name), "")


_FLASH = 3  # words


def written(fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the names under which each field of an article has a value, the best name first."""
    found: dict[str, list[str]] = {}
    for name in sorted(filter(field_of, fields), key=_rank):
        if fields[name].strip().lower() not in _NOTHING:
            found.setdefault(field_of(name), []).append(name)
    return found


def flash(fields: Mapping[str, object]) -> str:
    """Return the headline of what has nothing else yet, as the first news of an event; or ""."""
    names = sorted((name for name in fields if field_of(name) == "title"), key=_rank)
    title = next((each for name in names if isinstance(each := fields[name], str)), "").strip()
    return title if len(title.split()) >= _FLASH else ""


def text_names(record: Mapping[str, object]) -> list[str]:
    """Return the names of a record that may hold the text of an article, the best first."""
    return sorted((name for name in record if plain_name(name) in TEXT_NAMES), key=_rank)


def _rank(name: str) -> tuple[int, bool]:
    return _RANKS[plain_name(name)], name not in KNOWN_FIELDS


def unwrapped(record: Mapping[str, object], depth: int = 0) -> dict[str, object]:
    """Return the fields of a record and of the objects that only wrap fields of it."""
    own = dict(record)
    for name, value in record.items():
        if name.casefold() in _WRAPPERS and depth < _DEEPEST and _tells(value):
            del own[name]
            for inner, each in unwrapped(_object(value), depth + 1).items():
                if inner not in own or _is_number_of_author(inner, own[inner]):
                    own[inner] = each
    return own


def _is_number_of_author(name: str, value: object) -> bool:
    """Whether a value only points to a person, who may be told in an object beside it."""
    return field_of(name) == "author" and not any(map(str.isalpha, as_text(value)))


def _tells(value: object) -> bool:
    return any(plain_name(name) in _RANKS for name in _object(value))


def _object(value: object) -> dict[str, object]:
    return {str(name): each for name, each in value.items()} if isinstance(value, dict) else {}


def as_text(value: object) -> str:
    """Return what a field says: a text, a number, the name in an object, or several with commas."""
    return ", ".join(filter(None, _values(value, 0)))


def as_metadata(value: object) -> str:
    """Return any value as text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _values(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, int | float):
        yield f"{value:.15g}" if isinstance(value, float) else str(value)
    elif isinstance(value, date | time):  # a datetime is a date
        yield value.isoformat()
    elif isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _values(each, depth + 1) if not isinstance(each, int | float) else ()
    elif isinstance(value, dict) and depth < _DEEPEST:
        yield from _named_values(_object(value), depth)


def _named_values(value: dict[str, object], depth: int) -> Iterator[str]:
    plain = {plain_name(name): each for name, each in value.items()}
    for name in map(plain_name, _VALUES):
        if found := ", ".join(filter(None, _values(plain.get(name), depth + 1))):
            yield found
            return
    parts = [[plain[key] for key in map(plain_name, keys) if key in plain] for keys in _PERSON]
    yield " ".join(part[0].strip() for part in parts if part and isinstance(part[0], str)).strip()
