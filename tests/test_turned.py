import pytest

from assistant.turned import questions


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "The harbour bridge was opened to traffic on 8 May by the mayor.",
            "When was the harbour bridge opened to traffic?",
        ),
        ("The new school will cost 3.2 million kroner.", "How much will the new school cost?"),
        ("The repairs cost about 14 million euros.", "How much did the repairs cost?"),
        (
            "Officials said that 422 ships were waiting to pass the lock.",
            "How many ships were waiting to pass the lock?",
        ),
        (
            "More than 30 people were hurt in Orlu, and the road was closed.",
            "How many people were hurt in Orlu?",
        ),
        (
            "The night ferry was late because a rope had torn.",
            "Why was the night ferry late?",
        ),
        (
            "Mayor Ana Ruiz opened the market hall in Varn, which had burnt down.",
            "Who opened the market hall in Varn?",
        ),
        ("Jonas Frei, a baker from Oberdorf, won the prize.", "Who is Jonas Frei?"),
        ("Mayor Marit Holm said the light was switched off.", "What did Marit Holm say?"),
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
    ],
)
def test_a_sentence_of_another_shape_becomes_none(sentence):
    assert list(questions(sentence, sentence)) == []


def test_no_question_points_at_what_only_its_article_names():
    sentence = "Ana Ruiz presented it at the town hall on 11 July, and promised more."
    assert not any(" it " in made for made in questions(sentence, sentence * 2))
