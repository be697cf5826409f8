"""The derived store: a manifest in SQLite, and Chroma and a keyword index that follow it."""

from assistant.store.index import Index
from assistant.store.records import StoredArticle, StoredPassage
from assistant.store.snapshot import Snapshot

__all__ = ["Index", "Snapshot", "StoredArticle", "StoredPassage"]
