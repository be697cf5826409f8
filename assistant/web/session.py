"""One browser tab on the server, shared by the threads of its events."""

from __future__ import annotations

import secrets
import threading

from assistant.web.conversation import Conversation


class Session:
    """A conversation and the one reply that may write to it.

    A stopped reply may have an update on its way when its reader stops or clears. Only whoever
    holds the claim writes, so that a late update cannot bring back what is gone. For the same
    reason events change this object and never return another: Gradio would keep the later one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._claim: object = None
        self._conversation = Conversation()
        self._key = _new_key()
        self.listed_as = ""
        """The key under which the tab's own list shows the conversation; empty before."""
        self.kept_at = 0.0
        """When the conversation was last kept or read as it is here; 0 before."""
        self.keeping = threading.Lock()
        """Held while what is here is kept elsewhere, so that nothing older overtakes it."""

    def __deepcopy__(self, memo: object) -> Session:
        """Gradio copies the first value for every tab; a tab begins with an empty session."""
        return Session()

    @property
    def conversation(self) -> Conversation:
        """The conversation as it is now."""
        return self._conversation

    @property
    def kept_as(self) -> tuple[str, Conversation]:
        """The key under which the conversation is kept, and the conversation."""
        with self._lock:
            return self._key, self._conversation

    @property
    def busy(self) -> bool:
        """Whether a reply is under way."""
        return self._claim is not None

    def claim(self) -> object:
        """Return the right to write, or None while another reply holds it."""
        with self._lock:
            if self._claim is not None:
                return None
            self._claim = object()
            return self._claim

    def write(self, claim: object, conversation: Conversation) -> bool:
        """Replace the conversation if the claim still holds; tell whether it does."""
        with self._lock:
            if claim is None or claim is not self._claim:
                return False
            self._conversation = conversation
            return True

    def release(self, claim: object) -> None:
        """Give a claim back; what it left unfinished counts as stopped."""
        with self._lock:
            if claim is not None and claim is self._claim:
                self._halt(self._conversation.stopped())

    def stop(self) -> None:
        """Take the claim from a running reply and keep what it said so far."""
        with self._lock:
            self._halt(self._conversation.stopped())

    def clear(self) -> None:
        """Take the claim from a running reply and forget everything."""
        self.resume(Conversation())

    def resume(self, conversation: Conversation, key: str = "", kept_at: float = 0.0) -> None:
        """Go on with an earlier conversation; without its key, with a copy of it."""
        with self._lock:
            self._halt(conversation)
            self._key = key or _new_key()
            self.kept_at = kept_at

    def part(self) -> None:
        """Go on as a conversation of its own, apart from what is kept under its key."""
        with self._lock:
            self._key = _new_key()
            self.kept_at = 0.0

    def take_back(self) -> None:
        """Remove the newest exchange; nothing while a reply runs."""
        with self._lock:
            if self._claim is None:
                self._conversation = self._conversation.without_last()

    def _halt(self, conversation: Conversation) -> None:
        self._claim = None
        self._conversation = conversation


def _new_key() -> str:
    return secrets.token_urlsafe(16)
