"""How rare a word is in English at large."""

from assistant.question.rarity import rarity, words


def test_a_name_is_rarer_than_a_noun_and_a_noun_than_a_function_word() -> None:
    assert rarity("Kyiv") > rarity("condition") > rarity("people") > rarity("the") > 0


def test_an_unknown_word_is_as_rare_as_can_be() -> None:
    assert rarity("Zelenskyy") == max(rarity(word) for word in ["Zelenskyy", "Kyiv", "decree"])


def test_a_number_narrows_a_question_down_like_a_rare_noun() -> None:
    assert rarity("1998") > rarity("election")


def test_words_come_without_punctuation_and_possessives() -> None:
    assert words("Putin's “decrees”, U.S.") == ["Putin", "decrees", "US"]
