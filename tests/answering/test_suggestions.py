from assistant.schema import Answer, Turn


def test_every_suggestion_is_answered_with_something_not_yet_quoted(sample):
    with_any = 0
    questions = [each for each in sample.examples(40) if each.endswith("?")]
    for question in questions:
        answer = sample.answer(question)
        suggestions = sample.suggestions(answer)
        with_any += bool(suggestions)
        told = {(citation.article_id, citation.quote) for citation in answer.citations}
        for suggestion in suggestions:
            following = sample.answer(suggestion)
            assert following.status == "answered"
            assert {(each.article_id, each.quote) for each in following.citations} - told
    assert with_any


def test_a_suggestion_is_answered_within_the_conversation_too(sample):
    question = "How many people died in the earthquakes in Turkey and Syria?"
    answer = sample.answer(question)
    suggestions = sample.suggestions(answer)
    assert suggestions
    for suggestion in suggestions:
        following = sample.answer(suggestion, history=[Turn(question, answer)])
        assert following.status == "answered"


def test_suggestions_are_about_the_articles_that_were_cited(sample):
    answer = sample.answer("How much did the restoration of Notre-Dame cost?")
    cited = {citation.article_id for citation in answer.citations}
    for suggestion in sample.suggestions(answer):
        assert cited & {each.article_id for each in sample.answer(suggestion).citations}


def test_without_citations_nothing_is_suggested(sample):
    assert sample.suggestions(Answer(text="Hello!", status="answered")) == []
    assert sample.suggestions(sample.answer("Who won the 1950 chess olympiad?")) == []


def test_as_many_are_suggested_as_are_wanted_at_most(sample):
    answer = sample.answer("How many people died in the earthquakes in Turkey and Syria?")
    assert len(sample.suggestions(answer, limit=1)) == 1


def test_a_question_can_be_asked_without_its_time_words(sample):
    answer = sample.answer("Who resigned in Sweden in May 2021?")
    assert sample.undated(answer) == "Who resigned in Sweden?"
    assert sample.undated(sample.answer("Who resigned in Sweden?")) == ""
