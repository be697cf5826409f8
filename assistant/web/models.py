"""What words the answers, and what could: said where a conversation begins, never switched on."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assistant.languagemodels import Offer
from assistant.web.markup import escaped

_TITLES = {"ollama": "Ollama", "openai": "OpenAI’s protocol", "gguf": "GGUF files"}
_QUOTES = "Answers are quotes"
_NONE = "They need no language model, and none is on."
_HOW = "A line in assistant.toml switches one on when the chat is started again."


def models_html(chosen: str, found: Sequence[Offer]) -> str:
    """Return what is on, and folded up each way to a language model with its setting."""
    on = f"Answers are worded by {chosen}, and every sentence is checked" if chosen else _QUOTES
    ways = "".join(map(_way, found))
    more = "" if chosen else f"<p>{_NONE} {_HOW}</p>"
    return (
        f'<details class="models"><summary>{escaped(on)}</summary>{more}<dl>{ways}</dl></details>'
    )


def _way(offer: Offer) -> str:
    lines = [f"language_model = {json.dumps(each, ensure_ascii=False)}" for each in offer.settings]
    if offer.install:
        lines.insert(0, offer.install)
    code = "".join(f"<dd><code>{escaped(line)}</code></dd>" for line in lines)
    return f"<dt>{escaped(_TITLES[offer.extra])}</dt><dd>{escaped(offer.found)}</dd>{code}"
