"""Who may ask: users by their passwords, and nobody once the server stops."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import ipaddress
import logging
import os
import secrets
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import AssistantError
from assistant.interfaces.keys import Keys

# 128 MB and some tenths of a second a check: what the OWASP cheat sheet on password storage names.
_N, _R, _P = 2**17, 8, 1
_MEMORY = 256 * 2**20
_LONGEST = 1_000  # characters of a password
_LONGEST_NAME = 100
_SECONDS = 300.0
# So many wrong passwords within that time lock a name for an address, all names for an address,
# and a name for all. The last is high: nobody is to be kept out by who guesses elsewhere.
_FOR_BOTH, _FOR_ADDRESS, _FOR_NAME = 10, 30, 100
_REMEMBERED = 30_000  # names and addresses, so that guessing takes no memory
_LOG = logging.getLogger(__name__)
_FORM = "user:scrypt$N$r$p$salt$key"


class Users:
    """The users of one file, which is read once, when the server starts."""

    def __init__(self, hashes: dict[str, str], keys: Keys | None = None) -> None:
        self.keys = keys or Keys()
        """The keys with which programs ask in their names."""
        self._hashes = hashes
        self._key = secrets.token_bytes(32)
        # One check at a time: guessing in parallel would take memory and gain speed.
        self._one = threading.Lock()
        self._wrong: dict[tuple[str, ...], list[float]] = {}  # when, by name and address

    @classmethod
    def read(cls, path: Path) -> Users:
        """Read a file of users; what is wrong with it is an AssistantError with its line."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise AssistantError(f"The users in {path} cannot be read: {error}") from None
        if os.name == "posix" and path.stat().st_mode & 0o077:
            _LOG.warning("Others can read the users in %s. Mend it with: chmod 600 %s", path, path)
        hashes, keys = {}, Keys()
        for number, line in enumerate(lines, start=1):
            name, _, hashed = line.strip().partition(":")
            if not line.strip() or line.startswith("#") or keys.take(name, hashed):
                continue
            if not name or _parts(hashed) is None:
                raise AssistantError(
                    f"{path}, line {number}, is not {_FORM}. Make one with: assistant password"
                )
            hashes[name] = hashed
        if not hashes and not keys:
            raise AssistantError(f"{path} names no user. Make a line with: assistant password")
        return cls(hashes, keys)

    def __call__(self, name: str, password: str, address: str = "") -> bool:
        """Tell whether this is the user's password, in a time that tells nothing else.

        None is right while the name is locked.
        """
        name = name[:_LONGEST_NAME]
        with self._one:
            if self.locked(name, address):
                _LOG.warning("Signing in as %r from %s is locked for now.", name, address)
                return False
            right = is_password(password, self._hashes.get(name) or self._other(name))
            if right and name in self._hashes:
                return True
            self._remember(name, address)
            _LOG.warning("Wrong password for %r from %s.", name, address)
        return False

    def _other(self, name: str) -> str:
        """Return what a name that nobody has is checked against: what some user's is, each time.

        So it costs as much time as one that somebody has.
        """
        told = hmac.digest(self._key, name.encode(errors="surrogatepass"), "sha256")
        hashes = list(self._hashes.values())
        return hashes[int.from_bytes(told) % len(hashes)]

    def locked(self, name: str, address: str) -> bool:
        """Tell whether so many wrong passwords came lately that no other is looked at."""
        since = time.monotonic() - _SECONDS
        return any(
            sum(each > since for each in self._wrong.get(key, ())) >= most
            for key, most in _watched(name[:_LONGEST_NAME], address)
        )

    def _remember(self, name: str, address: str) -> None:
        for key, most in _watched(name, address):
            self._wrong[key] = [*self._wrong.pop(key, []), time.monotonic()][-most:]
        while len(self._wrong) > _REMEMBERED:
            self._wrong.pop(next(iter(self._wrong)))


def user_line(name: str, password: str) -> str:
    """Return the line of a user for the file of users.

    Raises:
        AssistantError: the name or the password cannot be used.
    """
    check_name(name)
    if not 8 <= len(password) <= _LONGEST:
        raise AssistantError(f"A password has 8 to {_LONGEST:,} characters.")
    return f"{name}:{hash_password(password)}"


def check_name(name: str) -> None:
    """Raise an AssistantError where a user cannot have this name."""
    if not name.strip() or ":" in name or name != name.strip() or not name.isprintable():
        raise AssistantError("A user's name has letters, no colon and no white space around it.")
    if name.startswith("#"):
        raise AssistantError("A user's name does not start with #, which starts a remark.")


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


class Stopping(AssistantError):
    """The server is being stopped and takes no more questions."""


class Gate:
    """Counts the answers that are being made; once it is shut, no more begin."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._shut = False

    @property
    def is_shut(self) -> bool:
        """Whether new answers are refused."""
        return self._shut

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Count one answer while it is made; raises Stopping when the gate is shut."""
        with self._changed:
            if self._shut:
                raise Stopping("The server is being stopped. Ask again in a moment.")
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def shut(self, wait: float) -> bool:
        """Refuse new answers and wait for the running ones; tell whether all have finished."""
        with self._changed:
            self._shut = True
            return self._changed.wait_for(lambda: not self._running, timeout=wait)


def _watched(name: str, address: str) -> list[tuple[tuple[str, ...], int]]:
    address = _network(address)
    return [
        (("both", name, address), _FOR_BOTH),
        (("address", address), _FOR_ADDRESS),
        (("name", name), _FOR_NAME),
    ]


def _network(address: str) -> str:
    """Return what one guesser has: an address, or all that begin alike where that is usual."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), 64), strict=False))


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
