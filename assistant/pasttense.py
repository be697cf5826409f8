"""What somebody did, as "did" is asked with it: "The pier opened" -> "did the pier open"."""

from __future__ import annotations

import re

_BASES = {
    "began": "begin", "became": "become", "broke": "break", "burned": "burn", "closed": "close",
    "collapsed": "collapse", "crashed": "crash", "died": "die", "ended": "end", "expired": "expire",
    "fell": "fall", "hit": "hit", "joined": "join", "landed": "land", "launched": "launch",
    "left": "leave", "lost": "lose", "opened": "open", "premiered": "premiere",
    "reopened": "reopen", "resigned": "resign", "retired": "retire", "sank": "sink",
    "signed": "sign", "started": "start", "struck": "strike", "took": "take", "won": "win",
}  # fmt: skip
_STATED = re.compile(rf"^(?P<subject>.+?) (?P<verb>{'|'.join(_BASES)})(?P<rest>(?: .+)?)$")


def read_past(statement: str) -> tuple[str, str] | None:
    """Return who did something and what, in its base form, or None for other verbs.

    "The pier of Varn opened to all" -> ("The pier of Varn", "open to all")
    """
    match = _STATED.match(statement)
    return (match["subject"], _BASES[match["verb"]] + match["rest"]) if match else None
