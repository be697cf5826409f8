"""What a reader can point at: a citation or a nearest passage of one exchange."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a reader clicked: a citation or a lead of one exchange."""

    kind: Literal["citation", "lead"]
    exchange: int
    index: int

    @classmethod
    def read(cls, data: object) -> Pointer | None:
        """Return the pointer that a browser sent, or None when it sent anything else."""
        if not isinstance(data, dict):
            return None
        kind, exchange, index = (data.get(name) for name in ("kind", "exchange", "index"))
        if kind not in ("citation", "lead"):
            return None
        if not isinstance(exchange, int) or not isinstance(index, int) or index < 0:
            return None
        return cls(kind, exchange, index)


def pointer(kind: str, exchange: int, index: int) -> str:
    """Return the attributes of a link to one citation (`"citation"`) or passage (`"lead"`)."""
    return (
        f'href="#{kind}-{exchange}-{index}" data-kind="{kind}" '
        f'data-exchange="{exchange}" data-index="{index}"'
    )
