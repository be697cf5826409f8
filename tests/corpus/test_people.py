from __future__ import annotations

import pytest

from assistant.corpus.people import author_names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Kim Ost", "Kim Ost"),
        ("Kim Ost <kim@post.example>, Bo Wray", "Kim Ost, Bo Wray"),
        ("kim@post.example (Kim Ost)", "Kim Ost"),
        ("kim@post.example", ""),
        ("['Kim Ost', 'Bo Wray']", "Kim Ost, Bo Wray"),
        ("[Kim Ost](https://post.example/kim)", "Kim Ost"),
        ("Kim Ost (Wire)", "Kim Ost (Wire)"),
        ("Abby Ost", "Abby Ost"),
        ("by Byron Wray", "Byron Wray"),
        ("https://social.example/kim", ""),
        ("17", ""),
        ("By Kim Ost and Bo Wray", "Kim Ost, Bo Wray"),
        ("Ost, Kim; Wray, Bo", "Kim Ost, Bo Wray"),
        ("[[Kim Ost|Kim]], [[Desk/Bo Wray]]", "Kim Ost, Bo Wray"),
        ("[[@ost24|Kim Ost]]", "Kim Ost"),
        ("admin", ""),
        ("Office Suite User", ""),
        ("Root", ""),
        ("Kim Root", "Kim Root"),
    ],
)
def test_an_author_is_a_name(written: str, names: str):
    assert author_names(written) == names


def test_the_outlet_is_no_author_beside_a_person():
    assert author_names("Kim Ost, Ollen Post", "Ollen Post") == "Kim Ost"
    assert author_names("Ollen Post", "Ollen Post") == "Ollen Post"
