from __future__ import annotations

import pytest

from assistant.corpus.guessing import guess

CZECH = "Trajekt na ostrov začne jezdit až v březnu, oznámila ve čtvrtek radnice. Lístky zdraží."
HUNGARIAN = "A komp csak márciusban indul újra, közölte a hivatal. A jegyek ára őszig nem nő."
POLISH = "Prom na wyspę zacznie pływać dopiero w marcu, ogłosił urząd. Bilety będą droższe o złoty."
DANISH = "Færgen til øen sejler først i marts, oplyste rådhuset på lørdag. Prisen bliver højere."
TURKISH = "Adaya giden vapur ancak martta çalışacak, diye açıkladı belediye. Ücretler değişmeyecek."
GREEK = "Το πλοίο για το νησί θα ξεκινήσει τον Μάρτιο, ανακοίνωσε ο δήμος. Οι τιμές δεν αλλάζουν."


@pytest.mark.parametrize(
    ("text", "charset", "shown"),
    [
        (CZECH, "cp1250", "windows-1250"),
        (HUNGARIAN, "cp1250", "windows-1250"),
        (POLISH, "cp1250", "windows-1250"),
        (DANISH, "cp1252", "windows-1252"),
        (TURKISH, "cp1254", "windows-1254"),
        (GREEK, "cp1253", "windows-1253"),
    ],
)
def test_letters_of_one_language_tell_the_charset(text: str, charset: str, shown: str):
    assert guess(text.encode(charset)) == (text, shown)


@pytest.mark.parametrize(
    "data",
    [
        DANISH.encode("mac-roman"),  # a charset that is not among those that are found in news
        "£3 a day".encode("cp1252"),  # too short
        CZECH.upper().encode("cp1250"),
    ],
)
def test_what_reads_like_no_language_is_not_guessed(data: bytes):
    assert guess(data) == ("", "")
