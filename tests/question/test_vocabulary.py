"""The words of all articles: counts, names, acronyms."""

from assistant.question.vocabulary import plain, rarity, read_vocabulary, words


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


def test_a_name_is_rarer_than_a_noun_and_a_noun_than_a_function_word() -> None:
    assert rarity("Kyiv") > rarity("condition") > rarity("people") > rarity("the") > 0


def test_an_unknown_word_is_as_rare_as_can_be() -> None:
    assert rarity("Zelenskyy") == max(rarity(word) for word in ["Zelenskyy", "Kyiv", "decree"])


def test_a_number_narrows_a_question_down_like_a_rare_noun() -> None:
    assert rarity("1998") > rarity("election")


def test_words_come_without_punctuation_and_possessives() -> None:
    assert words("Putin's “decrees”, U.S.") == ["Putin", "decrees", "US"]
