"""What stands around an article's own words: links, credits, datelines, stamps, cut headlines.

So do the marks of chat templates, which are for language models alone.
"""

from __future__ import annotations

import re

from assistant.question.vocabulary import frequency_rank
from assistant.text.chatmarks import has_chat_mark
from assistant.text.passages import Span

# Where more is to be read or who is to be written to: a telephone alone may be where to book.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w[\w.]*"
    r"|\(?\d{3}\)?[ .-]?\d{3}[.-]\d{4}(?=.*\w@\w)"
)
_BESIDE_ADDRESS = 6  # so many words beside an address do no more than lead to it
_AGENCY = (
    r"(?:AP|AFP|EPA|EPA-EFE|UPI|PA|dpa|TASS|Sipa|SIPA|Zuma|ZUMA|Reuters|REUTERS|Getty|Bloomberg|"
    r"Shutterstock|Xinhua|Anadolu|NurPhoto|Corbis|Pool|USA TODAY)"
)
_CREDIT = (
    rf"(?:[A-ZÀ-Þ][\w.'’-]*,? ){{0,4}}[A-ZÀ-Þ][\w.'’-]*/{_AGENCY}(?:/[A-Z]\w+)*"
    r"(?: (?:Images|Photos?|News|Agency|Sports|Network)\b)?(?: via [A-Z]\w+(?: Images)?)?"
)
_ONLY_CREDIT = re.compile(rf"\W*(?:photos?(?: by)?:? )?{_CREDIT}\W*", re.IGNORECASE)
# "ORLANDO, Fla. – ", "LAGOS (AP) — ": where it was written, which is not where it happened.
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3}(?:, [A-Z][\w. ]{1,20}?)?"
_DATELINE = (
    rf"(?:{_PLACE}(?: \([A-Z][\w /]+\))?|[A-Z][\w.’' ,-]{{2,40}} \([A-Z][A-Z/ ]+\))"
    r"(?: (?:--?|[—–―]) | ?[—–―] ?)"
)
_LEAD = re.compile(
    rf"(?:{_CREDIT}\s+|{_DATELINE}|(?:.*\b(?:Hide|Show) Caption )?\d+ of \d+ (?:Photos?: )?"
    r"|Video Ad Feedback |AI-\w+ [Ss]ummary:? )(?=[\"“‘'(]?[A-ZÀ-Þ0-9])"
)
_PERSON = r"[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,4}"
_BYLINE = re.compile(rf"\W*(?:By|BY|by) {_PERSON}(?:(?:,? and|,| \||/| •) ?{_PERSON})*\W*")
# "Ada Lin is a travel reporter for the Orlu Post.", as such notes stand at the end of articles.
_AUTHOR = re.compile(
    rf"{_PERSON} is an? (?:(?!(?:of|in|by|for|who)\b)[\w’'-]+,? ){{0,8}}?"
    r"(?:reporter|journalist|producer|editor|columnist|correspondent|writer|intern)\b"
    r"(?: and \w+)?(?: (?:for|at|on|with|based|covering|who)\b.*)?\W*"
)
# "Ada Lin, Bo Rask", "Ada Lin": names and no more.
_NAMES = re.compile(rf"(?=\S+ )(?!.*\.$){_PERSON}(?:(?:,? and|,|,? &) {_PERSON})*")
# "Aug. 23, 2025 Updated Aug. 25, 2025, 11:12 a.m. ET": when a page was made, and nothing else. A
# line without a year ("4-6 p.m. Friday, Sept. 27") may be when something takes place.
_STAMP = re.compile(
    r"(?=.*\b\d{4}\b)\W*(?:"
    r"(?:(?:last |originally )?(?:updated|published|posted|modified)(?: on| at)?|at|on|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ap]\.?m|[a-z]{0,2}t|utc|gmt|\d+|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\b\W*)+",
    re.IGNORECASE,
)
_MEDIA = r"(?:twitter|facebook|instagram|tiktok|linkedin|youtube|telegram|whatsapp)"
_CALLS = re.compile(
    r"\b(?:click|tap) here\b|\bin your inbox\b|\bad feedback\b|\ball rights reserved\b"
    r"|\b\d\d:\d\d - source\b|\bcontributed to this (?:report|story|article)\b"
    r"|\b(?:our|free|daily|weekly|morning|evening) newsletters?\b"
    r"|^\W*(?:sign up|subscribe|click|advertisement|download (?:the|our)|read (?:more|also)|"
    r"see (?:also|more)|watch (?:more|also|next)|listen to our|related(?: \w+)?:|more (?:on|from) "
    r"(?:this|us)|you can also)\b"
    rf"|^\W*(?:follow|find|like|reach|contact) .{{0,60}}\b(?:on|via|at) (?:{_MEDIA}\b|@|\S+@)"
    r"|^[^:.]{3,40}:\s?(?:take a look|read|see|watch|click|get|sign|here['’]s)\b"
    r"|\b\d+ things (?:to know|you need)\b|\bjust watched\b.*\breplay\b",
    re.IGNORECASE,
)
# "More:Ferry strike ends": a link to another article, its label run into its headline.
_LINK = re.compile(r"[^:.]{2,60}[\w’')]:[A-Z‘“'\"](?!.*[.!?][\"”’']?$).+")
# "[ Ferry strike ends ]", "Ada Lin:", "Here is what to know:": a link, or a label of what follows.
# Of 218 in 1,800 articles of news_pile, 49 were read, and none told anything.
_LABEL = re.compile(r"\[.+\]|[^.!?]{1,40}:")
_TOPICS, _TOPIC_WORDS = 2, 5
_CUT_FROM = 50  # characters: a shorter headline was not cut
_WORDS_LEFT = 4
# No headline ends with one of these unless it was cut.
_UNFINISHED = frozenset(
    """to for in of the a an and or with on at by from as who that which is are was were will be
    has have his its their into after before while amid than near""".split()
)


def is_boilerplate(text: str) -> bool:
    """Tell whether a sentence leads elsewhere: "Sign up for ...", "More tennis: https://..."."""
    if (
        has_chat_mark(text)
        or _CALLS.search(text)
        or any(rule.fullmatch(text) for rule in (_ONLY_CREDIT, _BYLINE, _STAMP, _LINK, _LABEL))
    ):
        return True
    rest = _ADDRESS.sub("", text)
    return rest != text and len(rest.split()) <= _BESIDE_ADDRESS


def is_byline(text: str) -> bool:
    """Tell whether the first line of an article only names who wrote it, without a "By"."""
    return bool(_NAMES.fullmatch(text))


def is_about_author(text: str) -> bool:
    """Tell whether one of the last sentences of an article says who wrote it."""
    return bool(_AUTHOR.fullmatch(text))


def lists_topics(headline: str) -> bool:
    """Tell whether a headline lists the topics of a day: "Orlu flood, ferry strike, chess"."""
    topics = headline.split(", ")
    return len(topics) > _TOPICS and all(len(topic.split()) <= _TOPIC_WORDS for topic in topics)


def own_words(text: str, start: int, end: int) -> Span:
    """Return the span of a sentence without the dateline, credit or caption mark before it."""
    lead = _LEAD.match(text, start, end)
    return (lead.end() if lead else start), end


def whole_words(title: str, text: str) -> int:
    """Return where a headline that was cut ends without its torn last words."""
    if len(title) < _CUT_FROM:
        return len(title)
    words = title.split()
    if _is_torn(words[-1], text):
        words.pop()
    while len(words) > _WORDS_LEFT and words[-1].lower().strip(",:;'’\"“‘") in _UNFINISHED:
        words.pop()
    ends = [match.end() for match in re.finditer(r"\S+", title)]
    return ends[len(words) - 1]


def _is_torn(word: str, text: str) -> bool:
    """Tell whether a word is only the beginning of one that the article has."""
    if not word.isalpha() or frequency_rank(word.lower()) is not None:
        return False
    found = re.findall(rf"\b{re.escape(word)}\w*", text, re.IGNORECASE)
    return bool(found) and all(len(each) > len(word) for each in found)
