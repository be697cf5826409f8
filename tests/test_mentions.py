from collections.abc import Callable, Iterable

import pytest

from assistant import mentions
from assistant.mentions import Span


def found(find: Callable[[str], Iterable[Span]], text: str) -> list[str]:
    return [text[start:end] for start, end in find(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("About 12,000 people came.", ["About 12,000 people"]),
        ("It cost $3.5bn, or 1.4 million crowns.", ["$3.5bn", "1.4 million crowns"]),
        ("Three men and twenty-five women met.", ["Three men", "twenty-five women"]),
        ("From 50% to 60% agreed, at least 7 per cent not.", ["50% to 60%", "at least 7 per cent"]),
        ("Dozens of homes and some 200–300 barns burned.", ["Dozens", "some 200–300"]),
        ("It is a 90-minute walk of 2 km.", ["90-minute", "2 km"]),
        ("It took two and a half years and a half of all men.", ["two and a half years"]),
        ("It is 4.2 light-years or 60 nautical miles.", ["4.2 light-years", "60 nautical miles"]),
        ("One of the A4 roads, no 1st class.", []),
    ],
)
def test_a_number_comes_with_its_qualifier_and_unit(text, numbers):
    assert found(mentions.numbers, text) == numbers


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It opened on 2 April.", ["2 April"]),
        ("On Tuesday, 2 April, at 7 p.m. it fell.", ["Tuesday, 2 April, at 7 p.m."]),
        ("It fell on March 3, 2021 and in May.", ["March 3, 2021", "May"]),
        ("It may fall; it might in 2019.", ["2019"]),
        ("It was built in the late 19th century.", ["late 19th century"]),
        ("In the 1930s, two years ago, next week.", ["1930s, two years ago, next week"]),
        ("The Water Act 1998 cost $2000 and 2,014 crowns.", []),
    ],
)  # fmt: skip
def test_a_time_is_found_in_every_form_that_news_uses(text, times):
    assert found(mentions.times, text) == times


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Ada Lin, 45, and a 19-year-old won.", ["45", "19-year-old"]),
        ("He is 72 and she died aged 88.", ["72", "88"]),
        ("She is 45% ahead, with 3 dogs, 12,000 votes.", []),
    ],
)
def test_an_age_is_told_from_other_numbers(text, ages):
    assert found(mentions.ages, text) == ages


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("On 23 September Prime Minister Ada Lin left.", ["Ada Lin"]),
        ("Unlike the Rask Tower, it stands.", ["Rask Tower"]),
        ("The Norwegian ferry of Ohio’s Lin Marine sank.", ["Lin Marine"]),
        ("In 2012 the Varn Herald closed.", ["Varn Herald"]),
        ("Heavy rain fell.", []),
    ],
)
def test_a_person_is_named_without_rank_date_and_owner(text, people):
    assert found(mentions.people, text) == people


def test_a_word_that_opens_a_sentence_is_a_name_only_if_known():
    text = "Rask left Orlu."
    assert found(mentions.named, text) == ["Orlu"]
    assert found(lambda each: mentions.named(each, "Rask".__eq__), text) == ["Rask", "Orlu"]


def test_a_place_is_told_by_the_words_before_it():
    assert mentions.stands_as_place("It sank near Orlu", 13)
    assert mentions.stands_as_place("It sank in the city of Orlu", 23)
    assert not mentions.stands_as_place("It sank, said Orlu", 14)


def test_a_place_may_have_no_name():
    assert found(mentions.plain_places, "They hid in the old harbour.") == ["the old harbour"]
    assert found(mentions.plain_places, "They hid in the old Orlu harbour.") == []


def test_a_title_stands_in_quotation_marks():
    assert found(mentions.titles, "She wrote “The Salt Road,” and “left”.") == ["The Salt Road"]
