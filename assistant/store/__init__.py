"""The derived store: a manifest in SQLite, and Chroma and a keyword index that follow it."""

from assistant.store.index import Index
from assistant.store.records import ArticleHead, StoredArticle, StoredPassage
from assistant.store.snapshot import Snapshot

__all__ = ["ArticleHead", "Index", "Snapshot", "StoredArticle", "StoredPassage"]
