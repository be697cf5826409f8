"""Who may sign in: a file of `user:hash` lines, the hashes made by scrypt."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import threading
from pathlib import Path

from assistant.errors import AssistantError

_N, _R, _P = 2**14, 8, 1  # 16 MB and some 50 ms a check
_MEMORY = 64 * 2**20
_LONGEST = 1_000  # characters of a password
_FORM = "user:scrypt$N$r$p$salt$key"


class Users:
    """The users of one file, which is read once, when the server starts."""

    def __init__(self, hashes: dict[str, str]) -> None:
        self._hashes = hashes
        # A name that nobody has costs as much time as one that somebody has.
        self._nobody = hash_password(secrets.token_urlsafe())
        # One check at a time: guessing in parallel would take memory and gain speed.
        self._one = threading.Lock()

    @classmethod
    def read(cls, path: Path) -> Users:
        """Read a file of users; what is wrong with it is an AssistantError with its line."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise AssistantError(f"The users in {path} cannot be read: {error}") from None
        hashes = {}
        for number, line in enumerate(lines, start=1):
            name, _, hashed = line.strip().partition(":")
            if not line.strip() or line.startswith("#"):
                continue
            if not name or _parts(hashed) is None:
                raise AssistantError(
                    f"{path}, line {number}, is not {_FORM}. Make one with: assistant password"
                )
            hashes[name] = hashed
        if not hashes:
            raise AssistantError(f"{path} names no user. Make a line with: assistant password")
        return cls(hashes)

    def __call__(self, name: str, password: str) -> bool:
        """Tell whether this is the user's password, in a time that tells nothing else."""
        with self._one:
            right = is_password(password, self._hashes.get(name, self._nobody))
        return right and name in self._hashes


def password_line(name: str, password: str) -> str:
    """Return the line of a user for the file of users.

    Raises:
        AssistantError: the name or the password cannot be used.
    """
    if not name.strip() or ":" in name or name != name.strip() or not name.isprintable():
        raise AssistantError("A user's name has letters, no colon and no white space around it.")
    if name.startswith("#"):
        raise AssistantError("A user's name does not start with #, which starts a remark.")
    if not 8 <= len(password) <= _LONGEST:
        raise AssistantError(f"A password has 8 to {_LONGEST:,} characters.")
    return f"{name}:{hash_password(password)}"


def hash_password(password: str) -> str:
    """Return a salted scrypt hash with everything that checking it needs."""
    salt = secrets.token_bytes(16)
    key = _key(password, salt, _N, _R, _P)
    told = [base64.b64encode(each).decode() for each in (salt, key)]
    return "$".join(["scrypt", str(_N), str(_R), str(_P), *told])


def is_password(password: str, hashed: str) -> bool:
    """Tell whether a password has this hash."""
    parts = _parts(hashed)
    if parts is None or len(password) > _LONGEST:
        return False
    n, r, p, salt, key = parts
    return hmac.compare_digest(_key(password, salt, n, r, p), key)


def _parts(hashed: str) -> tuple[int, int, int, bytes, bytes] | None:
    """Return cost, salt and key of a hash, or None when it is none that can be checked."""
    try:
        kind, n, r, p, salt, key = hashed.split("$")
        cost = int(n), int(r), int(p)
        told = base64.b64decode(salt, validate=True), base64.b64decode(key, validate=True)
    except (ValueError, binascii.Error):
        return None
    power_of_two = cost[0] > 1 and cost[0] & (cost[0] - 1) == 0
    fits = power_of_two and min(cost[1:]) > 0 and 128 * cost[0] * cost[1] < _MEMORY
    return (*cost, *told) if kind == "scrypt" and fits and len(told[1]) >= 16 else None


def _key(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    data = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)
