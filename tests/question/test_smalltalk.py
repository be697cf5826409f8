import pytest

from assistant.models.embedding import SentenceEmbedder
from assistant.question.smalltalk import Kind, SmallTalk, SmallTalkReader, strip_greeting

read_smalltalk = SmallTalkReader(SentenceEmbedder()).read

TALK = {
    Kind.GREETING: "hi|Hi there!|hello|HELLO!!|hey|heyyy|helo|good morning|How are you?|what's up",
    Kind.THANKS: "Thank you so much|thanks|cheers|ok|ok, thanks!|thx|That was very helpful!|"
    "Hello, thanks|Great, thank you|got it",
    Kind.FAREWELL: "bye|Goodbye!|see you later|Good night|thanks, bye|that's all for now",
    Kind.ABILITIES: "what can you do?|Who are you|help|how do you work|Hi! What can you do?|"
    "what can I ask you?|are you a bot?|How can you help me?|what is this app?",
    Kind.OVERVIEW: "what are these articles about?|what do you know about?|"
    "how many articles are there|which sources do you have|what dates do the articles cover|"
    "what topics are covered?|List all sources|What articles do you have?|"
    "How many articles do you have?|whats in the corpus",
    Kind.NEWS: "what's new this week?|whats new|any news?|what happened today?|latest headlines|"
    "What happened in December 2023?|What happened yesterday?|Show me the latest news|"
    "What's in the news today?|what's happening in the world?",
}
CASES = [(question, kind) for kind, line in TALK.items() for question in line.split("|")]

SUMMARIES = [
    ("summarise the article about Putin", "Putin"),
    ("Give me a summary of the piece on the eclipse", "the eclipse"),
    ("tl;dr of the Nobel article", "the Nobel article"),
    ("Can you summarize the article on the World Cup for me?", "the World Cup"),
    ("Summarize it please", ""),
    ("tldr", ""),
    ("what does the article about the eclipse say?", "the eclipse"),
    ("summary of the Titan submersible story", "the Titan submersible story"),
    ("summarise the news about NATO", "NATO"),
    ("Sum up what's been reported about the tides", "the tides"),
    ("Summarise what we know about the eclipse so far", "the eclipse so far"),
]

QUESTIONS = """
Hello Kitty was created by whom?
What can NATO do?
Summarise what the minister said about grain
Thanks to whom did Apollo 13 survive?
What are the articles of impeachment about?
what's new in the iPhone 14?
What happened today in Kyiv?
Hi, who won the World Cup?
What did the summary of the Mueller report say?
Summarise what Putin said about grain
Why?
How many people died?
Who are the Taliban?
What is Help to Buy?
Who made the iPhone?
What does the article on Brexit say about fish?
What sources of energy does Germany have?
What is the latest news on Ukraine?
What happened at the Oscars?
Who hosts Good Morning America?
Hey Jude was written by whom?
OK Computer was released when?
What do you know about Putin?
any news about Ukraine?
How many sources confirmed it?
How does it work?
What is new about it?
What is in the report?
Are they human?
""".strip().splitlines()


@pytest.mark.parametrize(("question", "kind"), CASES)
def test_talk_is_told_by_its_kind(question, kind):
    assert read_smalltalk(question) == SmallTalk(kind)


@pytest.mark.parametrize(("question", "topic"), SUMMARIES)
def test_a_summary_is_asked_for_by_topic(question, topic):
    assert read_smalltalk(question) == SmallTalk(Kind.SUMMARY, topic)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_for_the_articles_is_not_swallowed(question):
    assert read_smalltalk(question) is None


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("Hi, who won the World Cup?", "who won the World Cup?"),
        ("Good morning! What did Putin say?", "What did Putin say?"),
        ("hey there, can you tell me who won", "can you tell me who won"),
        ("ok thanks. and who lost?", "and who lost?"),
        ("Who won? Thanks!", "Who won?"),
        ("Hello Kitty was created by whom?", "Hello Kitty was created by whom?"),
        ("Hello, Dolly! opened when?", "Hello, Dolly! opened when?"),
        ("Thanks to whom did Apollo 13 survive?", "Thanks to whom did Apollo 13 survive?"),
        ("hi", "hi"),
    ],
)
def test_a_greeting_is_taken_off_a_question_only_before_a_question(question, rest):
    assert strip_greeting(question) == rest
