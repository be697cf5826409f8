"""What is asked of the index, and the many questions that only look so."""

from datetime import date

import pytest

from assistant.question.archive import Request, Wanted, read_request
from assistant.question.bylines import Bylines
from assistant.schema import ArticleHead, DateRange

AS_OF = date(2024, 3, 10)
BYLINES = Bylines(
    [
        ArticleHead(id="a", title="", source="Harbour Echo", author="Lena Orrin"),
        ArticleHead(id="b", title="", source="usatoday.com", author="Tomas Veld"),
        ArticleHead(id="c", title="", source="cnn.com"),
    ]
)


def read(question: str) -> Request | None:
    return read_request(question, AS_OF, BYLINES)


@pytest.mark.parametrize(
    ("question", "wanted", "topic"),
    [
        ("How many articles mention the lighthouse?", Wanted.COUNT, "the lighthouse"),
        ("how many stories are there about whales", Wanted.COUNT, "whales"),
        ("How many articles do you have on the lighthouse?", Wanted.COUNT, "the lighthouse"),
        ("Number of articles about whales", Wanted.COUNT, "whales"),
        ("How many articles have whales in them?", Wanted.COUNT, "whales"),
        ("In how many of the stories does Ada Quill come up?", Wanted.COUNT, "Ada Quill"),
        ("How many times is Ada Quill mentioned?", Wanted.MENTIONS, "Ada Quill"),
        ("How often do the articles mention whales?", Wanted.MENTIONS, "whales"),
        ("How many mentions of Ada Quill are there?", Wanted.MENTIONS, "Ada Quill"),
        ("Which articles mention the Skerry light?", Wanted.ARTICLES, "the Skerry light"),
        ("Do you have anything about whales?", Wanted.ARTICLES, "whales"),
        ("Is there any coverage of the regatta?", Wanted.ARTICLES, "the regatta"),
        ("Do any articles mention whales?", Wanted.ARTICLES, "whales"),
        ("Please list every article that mentions whales.", Wanted.ARTICLES, "whales"),
        ("What do you have on the regatta?", Wanted.ARTICLES, "the regatta"),
        ("articles about the regatta", Wanted.ARTICLES, "the regatta"),
        ("Can you find stories on the regatta for me?", Wanted.ARTICLES, "the regatta"),
        ("Who wrote the article about the regatta?", Wanted.AUTHOR, "the regatta"),
        ("Who is the author of the article on whales?", Wanted.AUTHOR, "whales"),
        ("When was the article about the regatta published?", Wanted.PUBLISHED, "the regatta"),
        ("What date is the article about whales from?", Wanted.PUBLISHED, "whales"),
        ("How old is the article about whales?", Wanted.PUBLISHED, "whales"),
        ("Where was the article about whales published?", Wanted.SOURCE, "whales"),
        ("Which outlets covered the regatta?", Wanted.SOURCE, "the regatta"),
        ("What is the headline of the article about whales?", Wanted.HEADLINE, "whales"),
    ],
)
def test_what_is_asked_of_which_articles(question, wanted, topic):
    request = read(question)
    assert request is not None
    assert (request.wanted, request.topic, request.sure) == (wanted, topic, True)


@pytest.mark.parametrize(
    ("question", "sources", "authors"),
    [
        ("Which articles did Lena Orrin write?", set(), {"Lena Orrin"}),
        ("stories by Orrin", set(), {"Lena Orrin"}),
        ("How many articles are from CNN?", {"cnn.com"}, set()),
        ("Show me the articles from the Harbour Echo", {"Harbour Echo"}, set()),
        ("How many USA Today articles are there?", {"usatoday.com"}, set()),
        ("How many articles does CNN have on whales?", {"cnn.com"}, set()),
        ("List everything from cnn.com", {"cnn.com"}, set()),
    ],
)
def test_an_outlet_or_author_of_the_index_is_known_by_its_name(question, sources, authors):
    request = read(question)
    assert request is not None
    assert request.named.sources == sources
    assert request.named.authors == authors


def test_a_period_is_when_the_articles_were_published():
    request = read("List all of last week from CNN")
    assert request is not None
    assert request.period == DateRange(since=date(2024, 2, 26), until=date(2024, 3, 3))
    one = read("What is the headline of the article of 19 February 2024?")
    assert one is not None
    assert one.period == DateRange(since=date(2024, 2, 19), until=date(2024, 2, 19))


def test_a_year_beside_a_name_belongs_to_the_name():
    request = read("Which articles mention the 2022 World Cup?")
    assert request is not None
    assert request.topic == "the 2022 World Cup"
    assert request.period is None


def test_the_newest_or_oldest_may_be_meant():
    newest = read("What is the latest article about whales?")
    oldest = read("Show me the oldest article about whales")
    assert newest is not None
    assert newest.pick == "newest"
    assert oldest is not None
    assert oldest.pick == "oldest"


@pytest.mark.parametrize(
    "question", ["Who wrote that article?", "When was it published?", "Which paper is that from?"]
)
def test_it_is_the_article_just_talked_about(question):
    request = read(question)
    assert request is not None
    assert request.pointing


@pytest.mark.parametrize(
    "question",
    [
        "Which newspaper reported on the regatta?",
        "Who wrote it?",
        "Who wrote the report on the regatta?",
        "Who wrote the story about the boy and the whale?",
        "What did Lena Orrin write about?",
        "What is the latest on the regatta?",
    ],
)
def test_what_the_articles_may_tell_as_well_is_not_sure(question):
    request = read(question)
    assert request is not None
    assert not request.sure


WORLD = """
How many articles of the constitution were changed?
Which articles of the treaty mention nuclear weapons?
How many articles does the AI Act contain?
How many articles of clothing were found at the scene?
Which article of the treaty covers collective defence?
When was the first article of impeachment adopted?
When was the book published?
When was the memoir about the royal family published?
Who wrote the story of Frankenstein?
Who wrote the speech about the economy?
Who wrote the song about the fall of Saigon?
Who was the author of the amendment?
What did the author of the report recommend?
What is the title of the new album?
What is the headline inflation rate?
What was the headline of the campaign poster?
How many stories does the tower have?
How many stories are in the building?
How many reports of abuse were filed?
How many reports about harassment did the hotline receive?
How many articles about the war were censored?
How many pieces are on display?
How many items are on the agenda?
How many newspapers were closed in Hungary?
How many journalists were killed in Gaza?
Which newspaper published the Pentagon Papers?
Which newspaper first reported the affair?
Which newspaper did he work for?
Which newspaper endorsed the senator?
Which outlet was fined for its coverage?
Which reports did the committee ignore?
Who published the leaked memo?
What did the newspaper report about the mayor?
What do the articles say about the strike?
What does the article about the eclipse say?
Why does the article mention Japan?
Who is mentioned in the report?
Who is named in the lawsuit?
Who was named person of the year?
Who did the journalist interview?
What is the story behind the painting?
When did the story about the affair break?
When was the newspaper founded?
Where was the magazine printed?
How many times was he arrested?
How many times did the team win the cup?
How many times has the launch been delayed?
How many times was the suspect named in the indictment?
How often does the comet appear?
How often is the bridge inspected?
What coverage does the insurance offer?
How much coverage does the plan provide?
List the countries that signed the treaty
Show me how the vaccine works
Do you have any idea how many people died?
Is there anything left of the ship?
Is there any evidence of life on Mars?
Are there any survivors?
Have you heard about the strike?
What did the Harbour Echo say about the strike?
What did the Harbour Echo report about the strike?
What has the Island Mail written about the lamp?
What is new about it?
What is it called?
Where is it from?
When was it built?
How old is it?
How many articles are there?
""".strip().splitlines()


@pytest.mark.parametrize("question", WORLD)
def test_a_question_about_the_world_is_not_swallowed(question):
    assert read(question) is None
