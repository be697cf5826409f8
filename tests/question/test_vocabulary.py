"""The words of all articles: counts, names, acronyms."""

from assistant.question.vocabulary import plain, read_vocabulary


def test_words_are_counted_without_case_and_accents() -> None:
    counts = read_vocabulary([("Löwen roar", "The löwen roar. A lowen, too.")]).counts
    assert (counts["lowen"], counts["roar"]) == (3, 2)
    assert plain("Çelikoğlu") == "celikoglu"


def test_a_word_that_keeps_its_capital_inside_sentences_is_a_name() -> None:
    text = "Mayors met Verena Oltmann in Brisk. Later Oltmann left. The mayors stayed."
    assert read_vocabulary([("A Mayor Resigns", text)]).names == {"verena", "oltmann", "brisk"}


def test_acronyms_are_read_where_an_article_spells_them_out() -> None:
    text = (
        "The Lake Harbour Authority (LHA) met. So did the CFB (Council of Ferry Builders). "
        "A tall man (OK) spoke."
    )
    assert read_vocabulary([("", text)]).acronyms == {
        ("LHA", "Lake Harbour Authority"),
        ("CFB", "Council of Ferry Builders"),
    }
