"""The shipped reader as a model of transformers, to be saved as a user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transformers import AutoTokenizer

import assistant.models
from training.model import base_folder, open_reader

WEIGHTS = Path(assistant.models.__file__).parent / "weights"


def shipped_reader() -> tuple[Any, Any]:
    """Return its tokenizer and its model."""
    base = base_folder()
    return AutoTokenizer.from_pretrained(base), open_reader(base, WEIGHTS).cpu().eval()
