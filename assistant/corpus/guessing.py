"""The charset of bytes that do not declare it, where their letters tell it for sure."""

from __future__ import annotations

from charset_normalizer import CharsetMatch, from_bytes

# The charsets that news is found in, by how common they are: the first of equals is taken.
_CHARSETS = """
    cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 koi8_r cp866 cp874
    gb18030 big5 cp932 euc_jp cp949
""".split()
_WIDE = ("gb18030", "big5", "cp932", "euc_jp", "cp949")
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2")
# Letters beyond ASCII of the languages that are written in them; "é" is in names of all.
_ALPHABETS = [
    frozenset(f"{letters}é")
    for letters in """
    áčďěíňóřšťúůýž åæøòóôü äöüß áíñóúüç äõöüšž åäöáü àâæçèêëîïôùûüÿœ čćđšž áíóöőúüű áæðíóöúýþ
    àèìíòóùúî ąčęėįšūųž āčēģīķļņšūž áëèïóöüê ąćęłńóśźż áâãàçêíóôõúü ăâîşţ áäčďíĺľňóôŕšťúýž
    çğıöşüâîû
    """.split()
]
_FEWEST = 32  # bytes: less tells nothing
_MESSIEST = 0.1  # of a guess, as charset-normalizer measures it
_LIKE = 0.95  # of the letters beyond ASCII must be of one language


def guess(data: bytes) -> tuple[str, str]:
    """Return a text and the name of its charset, or two empty strings where none is sure."""
    matches = from_bytes(data, cp_isolation=_CHARSETS) if len(data) >= _FEWEST else ()
    likely = [match for match in matches if match.chaos <= _MESSIEST]
    best = min(
        likely,
        key=lambda each: (-_likeness(each), each.chaos, -each.coherence, _rank(each)),
        default=None,
    )
    if best is None or _likeness(best) < _LIKE:
        return "", ""
    name = _CHARSETS[_rank(best)]
    return str(best), name.replace("cp125", "windows-125").replace("_", "-")


def _rank(match: CharsetMatch) -> int:
    return min(map(_CHARSETS.index, match.could_be_from_charset))


def _likeness(match: CharsetMatch) -> float:
    """Return how far the letters are those of one language, and most of them small."""
    if match.encoding in _WIDE:
        return 1.0
    letters = [letter for letter in str(match) if letter > "\x7f" and letter.isalpha()]
    if sum(map(str.isupper, letters)) * 2 > len(letters):
        return 0.0
    if match.encoding not in _LATIN:
        return 1.0 if match.coherence > 0 else 0.0
    small = [letter.lower() for letter in letters]
    known = max(sum(letter in alphabet for letter in small) for alphabet in _ALPHABETS)
    return known / len(small) if small else 1.0
