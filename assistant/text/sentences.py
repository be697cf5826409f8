"""Sentences of an article as character spans.

Lines end sentences (headlines, list items, live-blog entries have no full stop) unless the text is
hard-wrapped. Inside a line every stop is a candidate; those after an abbreviation, an initial
or a number are looked at more closely. Compared with four libraries in `benchmarks/sentences.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.text.passages import Span, cut, weight
from assistant.text.visible import visible

LONGEST = 100
PIECE = 60

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BULLET = re.compile(r"(?:[-*•‣▪·–—+]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
# Possessive, and tried only where a run of marks begins: a megabyte of dots stays linear.
_MARKS = r"(?<![.!?…])[.!?…]++"
_CANDIDATE = re.compile(
    rf"{_MARKS}[\"'”’»)\]}}*_]*+(?=\s)"  # before white space, with what closes a quotation
    rf"|{_MARKS}[”’»)\]]++(?=[^\W\d_a-z])"  # `went.”The`: a space was lost
    rf"|{_MARKS}(?=[“‘«]|[\"'][A-Z])"  # `went.“The`
    r"|(?<![.!?…])[.!?](?=[A-Z][a-z]++[\s,])"  # `went.The`
    r"|[。！？｡؟۔।॥။។።։]++[”’」』）]*+(?!と)"  # no space follows; 「…。」と goes on
)
_STOPS = ".!?…"
_OPENERS = "\"'“‘«([{*_"
_GLUED = re.compile(r"(?:^|\s)[^\s./@:]*[a-z%)\d][.!?]$")


def sentence_spans(text: str, language: str = "") -> list[Span]:
    """Return the spans of the sentences of a text, in order and without surrounding white space.

    `language` is an ISO 639-1 code; a text of none is read as English.

    No span crosses a blank line or the start of a list item. A sentence of over 100 words is cut
    at clauses into spans of at most 60.
    """
    spans: list[Span] = []
    seen = visible(text)
    for start, end in _blocks(seen.text):
        for span in _sentences(seen.text, start, end, language):
            if weight(seen.text[slice(*span)]) > LONGEST:
                spans.extend(cut(seen.text, *span, PIECE))
            else:
                spans.append(span)
    return [seen.there(*span) for span in spans]


def _blocks(text: str) -> Iterator[Span]:
    """Yield the lines that hold something, hard-wrapped ones joined."""
    for paragraph in _paragraphs(text):
        if _is_wrapped(text, paragraph):
            yield from _unwrapped(text, paragraph)
        else:
            yield from paragraph


def _paragraphs(text: str) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for match in _LINE.finditer(text):
        line = _stripped(text, *match.span())
        broken = paragraph and _has_blank_line(text, paragraph[-1][1], line[0])
        if paragraph and (broken or line[0] == line[1]):
            yield paragraph
            paragraph = []
        if line[0] < line[1]:
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _has_blank_line(text: str, start: int, end: int) -> bool:
    gap = text[start:end].replace("\r\n", "\n")
    return sum(gap.count(mark) for mark in "\r\n\u2028\u2029") > 1


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Tell whether line ends are only a margin: even lines, and many go on in lower case."""
    if len(lines) < 2:
        return False
    lengths = [end - start for start, end in lines[:-1]]
    longest = max(end - start for start, end in lines)
    going_on = sum(text[start].islower() for start, _ in lines[1:])
    even = longest <= 120 and min(lengths) >= max(30, longest * 0.6)
    return even and going_on * 3 >= len(lines) - 1


def _unwrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    start, end = lines[0]
    for line in lines[1:]:
        if _BULLET.match(text, *line):
            yield start, end
            start = line[0]
        end = line[1]
    yield start, end


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    bullet = _BULLET.match(text, start, end)
    begin = start
    for match in _CANDIDATE.finditer(text, bullet.end() if bullet else start, end):
        if language not in ("", "en") and _goes_on(text, match.start(), match.end(), language):
            continue
        if _ends(text, begin, match.start(), match.end(), end):
            yield begin, match.end()
            begin = _stripped(text, match.end(), end)[0]
    if begin < end:
        yield begin, end


def _ends(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    """Tell whether the marks text[stop:after] end the sentence that began at `begin`."""
    following = _stripped(text, after, min(end, after + 60))[0]
    if following >= end or text[stop] not in _STOPS:
        return True
    opened = text[following] in _OPENERS
    word = text[following : following + 40].lstrip(_OPENERS)
    if word[:1].islower() and not word[1:2].isupper():  # "iPhone" may open a sentence
        return False
    if following == after and text[stop:after].strip(_STOPS) == "" and not opened:
        return bool(_GLUED.search(text, max(begin, stop - 40), after))
    marks = text[stop:after]
    if marks in ("...", "…"):
        return not text[stop - 1 : stop].isspace()  # "I thought ... I thought"
    if marks != "." or (opened and text[following] not in "(["):
        return True
    return _stop_ends(text[max(begin, stop - 60) : stop], word, _words(text, begin, stop))


def _goes_on(text: str, stop: int, after: int, language: str) -> bool:
    """Tell whether a full stop belongs to an ordinal, an initial or an abbreviation.

    Other languages than English write "13. März", and have abbreviations of their own.
    """
    if text[stop:after] != "." or not text[after : after + 1].isspace():
        return False
    word = _LAST_WORD.findall(text[max(0, stop - 30) : stop])[-1:]
    if not word or word[0].isdigit():
        return bool(word) and len(word[0]) < 3 and language in _ORDINALS
    return len(word[0]) == 1 or word[0].lower() in _abbreviations(language)


_LAST_WORD = re.compile(r"[^\W_]+")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(_FOREIGN.get(language, "").split())


def _words(text: str, begin: int, stop: int) -> int:
    return len(text[begin : min(stop, begin + 60)].split())


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


# A name, a number or an example follows: never the end of a sentence.
_LEADING = frozenset(
    """
    mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt cpl pvt capt cmdr cdr adm maj
    brig rev msgr fr st ste mt ft hon pres supt det insp messrs mme mlle v vs e.g i.e cf viz
    """.split()
)
# The end of a sentence unless a number follows ("No. 2", "Oct. 1", "6 ft. 4 in.", "approx. 40").
_BEFORE_NUMBER = frozenset(
    """
    no nos jan feb mar apr jun jul aug sep sept oct nov dec approx est ca circa c p pp vol ch sec
    art fig min hr hrs in ft yd lb lbs oz pts para
    """.split()
)
# After these a sentence ends only where the next word opens one. Those written as single letters
# with stops ("U.S.", "a.m.") are known by their shape.
_ABBREVIATIONS = frozenset(
    """
    jan feb aug sep sept oct nov dec tues wed fri approx est
    ala ariz ark calif colo conn ct del fla ga ill ind kan kans kans kansas ky mass md mich minn
    miss mo mont neb nebr nev okla ore pa tenn tex va vt wash wis wyo ida
    inc ltd co cos corp cie bros plc llc assn dept univ jr sr esq ed eds ph.d m.sc b.sc
    yr tel ave blvd rd etc al
    """.split()
)
# Languages that write a full stop behind an ordinal number.
_ORDINALS = frozenset("cs da de et fi hr hu lv no pl sk sl sr tr".split())
# What seldom ends a sentence in the news of a language.
_FOREIGN = {
    "da": "bl ca dvs fx hr jf kl kr maks mio mia nr osv pct prof tlf",
    "de": "abs allg bes bspw bzw ca dr dipl ev evtl etc frl geb gem gen gest ggf hl hr ing inkl jh "
    "jhd kath lt max mio mind mrd nr prof rd sog st std str tel usw vgl vs zzt",
    "es": "admón apdo art av avda cf cía dña dr dra ee etc exc fdo gral lic núm pág prof sr sra "
    "sres srta sta sto tel ud uds vol",
    "fr": "av bd cf chap dr env etc ex fig hab m me mgr mlle mme mm no p pp prof ste st tél vol",
    "it": "arch art avv dott dr ecc ing ill on pag prof sen sig tel vol",
    "nl": "bijv ca dhr dr drs enz ing ir jl mevr mr nr prof resp sr st",
    "no": "bl ca dvs kl kr mill mrd nr osv prof",
    "pl": "al dr godz hab im inż itd itp mgr min mld mln np nr ob oo płk pl prof tys tzn tzw ul ur "
    "wg zob",
    "pt": "av dr dra eng exma exmo etc núm pág prof profa sr sra sto tel vol",
    "ru": "акад вв врем гг гр дол до др им илл кв коп кор млн млрд напр обл пер пл пос пр проф руб "
    "св см ст стр тел тт тыс ул чел",
    "sv": "bl ca dvs fr kap kl kr milj mdr nr osv prof resp st",
    "tr": "av bkz dr doç hz no org prof sn st vb yrd",
    "uk": "акад вул грн гр див ім кв млн млрд напр обл пл пос просп проф рр см ст стор тел тис ул",
}
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_]$")
# Words that open a sentence much more often than they continue a name.
_STARTERS = frozenset(
    """
    the this that these those there here he she it its it's his her they their we our i my you your
    but and or so if in on at as for from by with to of after before when while since because
    although though however meanwhile what who why how where which whose no not nor yet still then
    now once both some many most all none nobody about according during under until among an a
    """.split()
)
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")


def _stop_ends(before: str, after: str, words_so_far: int) -> bool:
    """Tell whether the full stop between `before` and `after` ends a sentence.

    `before` ends with the word the stop belongs to, `after` starts with the next one, which is
    capitalised or a number; `words_so_far` is how many words the sentence has up to the stop.
    """
    word = before.split()[-1].lstrip("\"'“‘([«*_—–-") if before else ""
    kind = word.lower()
    if kind in _LEADING or (after[:1].isdigit() and kind in _BEFORE_NUMBER):
        return False
    if len(word) == 1 and word.isalpha():
        return _initial_ends(before, after)
    if "." not in word and (kind not in _ABBREVIATIONS or kind == word in _BEFORE_NUMBER):
        return True
    abbreviated = words_so_far < 3 or kind in _ABBREVIATIONS or _LETTERS.search(word)
    return _opens(after) or not abbreviated


def _initial_ends(before: str, after: str) -> bool:
    earlier = before.split()[-2:-1]
    if earlier and earlier[0][-1:].isdigit():
        return True  # "24 C. Lows near 15"
    return before[-1].islower() or (_opens(after) and not re.match(r"\w\.", after))


def _opens(after: str) -> bool:
    word = _NEXT_WORD.match(after)
    return word is not None and word.group().lower().replace("’", "'") in _STARTERS
