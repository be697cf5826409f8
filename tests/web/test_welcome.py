"""What an empty conversation shows."""

from datetime import date

from assistant.schema import IndexInfo
from assistant.web.welcome import holdings


def test_holdings_are_told_in_one_line():
    info = IndexInfo(articles=1, passages=3)
    assert holdings(info) == "1 article"
    info = IndexInfo(
        articles=1962,
        passages=9000,
        sources={"CNN": 900, "BBC": 1062},
        first=date(2022, 1, 3),
        last=date(2022, 12, 30),
    )
    assert holdings(info) == "1,962 articles from 2 sources, 3 January 2022 to 30 December 2022"
