"""Keys with which programs ask in a user's name: shown once, then known by their digests alone.

A key is 256 random bits. Nobody guesses it, however fast digests can be tried: SHA-256 is enough
here, where a password, which a person has chosen, needs a slow hash. So a key costs no time either.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

_MARK = "aak_"  # by which a key that was published by mistake can be found
_LINE = re.compile(r"(read-only-)?key\$([0-9a-f]{64})")
_LONGEST = 200  # characters


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request: a user's name, or the address of somebody; and what they may do."""

    name: str
    may_change: bool = True


class Keys:
    """The keys of a file of users, by the digests that stand there."""

    def __init__(self) -> None:
        self._callers: dict[str, Caller] = {}

    def __len__(self) -> int:
        return len(self._callers)

    def take(self, user: str, hashed: str) -> bool:
        """Remember a key from its line in the file; tell whether it is the line of a key."""
        line = _LINE.fullmatch(hashed)
        if not line or not user:
            return False
        self._callers[line[2]] = Caller(user, may_change=not line[1])
        return True

    def caller(self, authorization: str) -> Caller | None:
        """Return whose key stands in an `Authorization` header, or None; in a time that is even."""
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() != "bearer":
            return None
        digest, found = _digest_of(key.strip()[:_LONGEST]), None
        for known, caller in self._callers.items():
            if hmac.compare_digest(known, digest):
                found = caller
        return found


def new_key(user: str, *, read_only: bool = False) -> tuple[str, str]:
    """Return a fresh key, and its line for the file of users."""
    key = _MARK + secrets.token_urlsafe(32)
    kind = "read-only-key" if read_only else "key"
    return key, f"{user}:{kind}${_digest_of(key)}"


def _digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
