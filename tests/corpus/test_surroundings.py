"""What was copied from a page along with its story is no part of the article."""

from __future__ import annotations

import pytest

from assistant.corpus.surroundings import without_surroundings
from assistant.corpus.text import read_markdown, read_text

STORY = (
    "The mill of Ruske grinds again, miller Oda Fenn said.\n\nThe new stone cost 7,000 crowns.\n"
)
ENTRIES = (
    "flourpower\n2 May 2023 at 08:12\nThe stone cost 20,000, everybody knows that.\nReply\n\n"
    "mealworm_9\n2 May 2023 at 09:30\nFenn will close it by autumn.\nReply\n"
)


@pytest.mark.parametrize(
    "heading",
    [
        "2 COMMENTS",
        "Comments (2)",
        "## Comments",
        "Leserkommentare",
        "Join the conversation",
        "2 thoughts on “The mill grinds again”",
        "Comments\n--------",
    ],
)
def test_what_readers_wrote_below_is_cut(heading: str):
    assert without_surroundings(f"{STORY}\n{heading}\n\n{ENTRIES}") == STORY
    assert without_surroundings(f"{STORY}\n{heading}\n{ENTRIES}") == STORY


def test_comments_of_one_paragraph_each_are_cut_from_markdown():
    text = (
        f"# Mill grinds again\n\n{STORY}\n"
        "## Comments (2)\n\n**rye**: It is loud.\n\n**oats**: It was built in 1702.\n"
    )
    [found] = read_markdown("a.md", text.encode()).articles
    assert found.text.strip() == STORY.strip()


@pytest.mark.parametrize(
    "text",
    [
        # a chapter of a story, whatever its heading says
        f"{STORY}\nComments\n\nThe county has asked everyone in Ruske to write what they think of "
        "the mill, and forty of them did.\n\nMost of them like it, said the clerk, Ulla Brandt, "
        "who read them all in one night.\n\nShe will answer each of them by June.\n",
        "Comments\n\nThe paper closes its comments.\n\nToo many people were rude.\n",
        f"{STORY}\nDiscussion\n\nOda Fenn: We are glad.\n\nUlla Brandt: So are we.\n",
        "",
    ],
)
def test_a_story_about_comments_stays_whole(text: str):
    assert without_surroundings(text) == text


NOTICE = "We and our 40 partners use cookies to remember your choices on this device."


@pytest.mark.parametrize("buttons", ["", "Accept all\nReject all\n\n", "Manage settings\n\n"])
def test_a_notice_about_cookies_above_a_story_is_not_its_title(buttons: str):
    text = f"Your privacy matters to us\n\n{NOTICE}\n\n{buttons}Mill grinds again\n\n{STORY}"
    [found] = read_text("a.txt", text.encode()).articles
    assert (found.title, found.text) == ("Mill grinds again", STORY)


def test_a_headline_above_a_notice_about_cookies_stays():
    [found] = read_text("a.txt", f"Mill grinds again\n\n{NOTICE}\n\n{STORY}".encode()).articles
    assert (found.title, found.text) == ("Mill grinds again", STORY)
    [found] = read_text("b.txt", f"Court bans cookies\n\n{NOTICE}\n\n{STORY}".encode()).articles
    assert (found.title, found.text) == ("Court bans cookies", STORY)


@pytest.mark.parametrize(
    "text",
    [
        "Baker wins prize\n\n“We use cookies as bricks,” baker Jo Holt said of his tower.\n\nIt "
        "is nine metres high.\n",
        "A law for cookies\n\nEvery site that uses cookies must ask first, the county of Ruske "
        "said.\n\nThe law starts in May.\n",
        NOTICE,
    ],
)
def test_a_story_about_cookies_stays_whole(text: str):
    assert without_surroundings(text) == text


def test_a_long_text_with_many_headings_is_read_at_once():
    said = "The county has asked everyone in Ruske to write what they think of it, and they did."
    text = STORY + "\nComments\n\n" + ("\n\n".join([said] * 5) + "\n\nComments\n\n") * 3000
    assert len(without_surroundings(text)) > len(text) - 20
