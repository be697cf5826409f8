"""A reply as it grows: whole sentences as soon as they are whole, and what is begun."""

from __future__ import annotations

import re

from assistant.text.sentences import sentence_spans

# A key of the prompt in any of the shapes that models give it, also one that was never given.
KEY = re.compile(
    r"[ \t]*(?:[\[【](?:source |article )?k?\d{1,3}(?:[,; ]+k?\d{1,3})*[\]】]|"
    r"\(k\d+(?:[,; ]+k\d+)*\))",
    re.IGNORECASE,
)
_OPEN_KEY = re.compile(r"[ \t]*[\[【][^\]】]{0,40}$")
# What a model thinks before it replies is no part of the reply.
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
# Links, images and tags that a model makes up lead nowhere: only their words are kept.
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)\s]*\)?|<[^<>]*>")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)?")
# Marks of Markdown, and what small models say before they answer.
_DECORATION = re.compile(r"\*\*|__|`|^\s*(?:[-*•]|#{1,4})\s+|^\s*answer:\s*", re.I | re.M)
# With the tags and selectors of which whole hidden sentences can be made.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\x00-\x08\x0b-\x1f\U000e0000-\U000e0fff]"
)


class Feed:
    """Takes a reply piece by piece; keys, marks of Markdown and invisible signs are left out."""

    def __init__(self) -> None:
        self._raw = ""
        self.sentences: list[str] = []  # that are whole
        self.tail = ""

    @property
    def raw(self) -> str:
        """The reply as the model gave it."""
        return self._raw

    def take(self, piece: str) -> list[str]:
        """Return the sentences that a piece makes whole: another has begun after each."""
        self._raw += piece
        return self._cut(_OPEN_KEY.sub("", clean(self._raw)), ended=False)

    def end(self) -> list[str]:
        """Return what is left when the reply ends."""
        return self._cut(clean(self._raw), ended=True)

    def _cut(self, text: str, *, ended: bool) -> list[str]:
        found = [text[start:end] for start, end in sentence_spans(text)]
        whole = len(found) if ended else max(len(found) - 1, 0)
        new = found[len(self.sentences) : whole]
        self.sentences += new
        self.tail = " ".join(found[len(self.sentences) :])
        return new


def clean(text: str) -> str:
    """Return a reply without keys, marks of Markdown and invisible signs."""
    text = _THOUGHT.sub("", text)
    text = _LINK.sub(r"\1", _IMAGE.sub("", INVISIBLE.sub("", text)))
    return _DECORATION.sub("", KEY.sub("", text)).strip()
