import pytest

from assistant.turned import questions


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "The harbour bridge was opened to traffic on 8 May by the mayor.",
            "When was the harbour bridge opened to traffic?",
        ),
        (
            "The new school of Orlu will cost 3.2 million kroner.",
            "How much will the new school of Orlu cost?",
        ),
        (
            "The bridge repairs cost about 14 million euros.",
            "How much did the bridge repairs cost?",
        ),
        (
            "Officials said that 422 ships were waiting to pass the lock of Varn.",
            "How many ships were waiting to pass the lock of Varn?",
        ),
        (
            "More than 30 people were hurt in Orlu, and the road was closed.",
            "How many people were hurt in Orlu?",
        ),
        (
            "The night ferry to Varn was late because a rope had torn.",
            "Why was the night ferry to Varn late?",
        ),
        (
            "Mayor Ana Ruiz opened the market hall in Varn, which had burnt down.",
            "Who opened the market hall in Varn?",
        ),
        (
            "Mayor Marit Holm said on Monday that the ferry bridge was shut.",
            "What did Marit Holm say about the ferry bridge?",
        ),
        ("The pier of Varn opened to all on 8 May.", "When did the pier of Varn open to all?"),
        ("In 2019, the pier of Varn was rebuilt.", "When was the pier of Varn rebuilt?"),
        (
            "ORLU, Rovia (AP) — The pier of Varn was rebuilt in 2019.",
            "When was the pier of Varn rebuilt?",
        ),
        ("(CNN) Ana Ruiz won the chess cup of Varn.", "Who won the chess cup of Varn?"),
        (
            "The fire in the mill killed at least 20 people in Orlu, police said.",
            "How many people were killed in Orlu?",
        ),
        ("The Orlu Comet is a lump of ice.", "What is the Orlu Comet?"),
        (
            "Ana Ruiz signed the Lake Ferry Act into law on Friday.",
            "Who signed the Lake Ferry Act into law?",
        ),
        (
            "Some 43 families have ferry debts in the U.S.",
            "How many families have ferry debts in the U.S.?",
        ),
    ],
)
def test_a_plain_sentence_becomes_the_question_that_it_answers(sentence, question):
    assert question in list(questions(sentence, sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "It was opened on 8 May by the mayor.",
        "About 40 % of them were lost.",
        "The mayor said the bridge that he was building was opened on 8 May.",
        "“We were there on 8 May,” she said.",
        "Rain fell on Varn.",
        "Mayor Ana Ruiz marked the day.",
        "<script>alert(1)</script>",
        # Captions and credits.
        "Ada Lin/Varn Photos A light show was displayed over the harbour of Orlu on 8 May.",
        "A sign is posted on the harbour wall of Varn on 8 May.",
        "The night ferry to Varn was late because a rope had torn (Photo by Ada Lin).",
        "Ana Ruiz, left, opened the market hall of Varn.",
        "Ana Ruiz opened the market hall in Varn",
        # A passive without its auxiliary, as in headlines.
        "Ana Ruiz denied by the harbour keeper of Varn.",
        "Ana Ruiz accused of the theft of a ferry in Varn.",
        # What nobody could tell by the question alone.
        "The old law will take effect on 8 May.",
        "Ana Ruiz celebrated the decision in a Friday morning statement.",
        "The night ferry was late yesterday because a rope had torn.",
        "The harbour riots were caused by a ferry fire on 8 May.",
        "Mayor Marit Holm said at least 52 were there.",
        "The last time that a ferry sank in Varn was in 2014.",
        "Hurricane Rosa wiped away parts of the Varn Causeway.",
        # Cut in the middle of a list.
        "About 900 people were treated with the drops of Lin and Ruiz.",
    ],
)
def test_a_sentence_of_another_shape_becomes_none(sentence):
    assert list(questions(sentence, sentence)) == []


def test_no_question_points_at_what_only_its_article_names():
    sentence = "Ana Ruiz presented it at the town hall on 11 July, and promised more."
    assert not any(" it " in made for made in questions(sentence, sentence * 2))


def test_who_somebody_is_asked_where_the_article_is_about_them():
    told = "Jonas Frei, a baker from Oberdorf, won the prize."
    assert "Who is Jonas Frei?" in questions(told, f"{told} Frei was glad. The bread of Frei sold.")
    assert list(questions(told, told)) == []
    said = "Jonas Frei, a baker from Oberdorf, said the prize was small."
    assert "Who is Jonas Frei?" not in questions(said, f"{said} Frei was glad. Frei left.")


@pytest.mark.parametrize(
    ("article", "question"),
    [
        ("Seals carry lagoonpox.", "What is lagoonpox?"),
        ("It is called Lagoonpox.", "What is Lagoonpox?"),
        ("Lagoonpox spreads.", ""),
        ("Its finder was Ada Lagoonpox.", ""),
    ],
)
def test_what_something_is_asked_unless_it_is_somebody(article, question):
    sentence = "Lagoonpox is a disease."
    assert list(questions(sentence, f"{sentence} {article}")) == ([question] if question else [])
