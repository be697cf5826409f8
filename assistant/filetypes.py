"""The endings of the files that are read; `corpus/read.py` has the reader of each."""

from __future__ import annotations

TEXT_TYPES = (
    *(".txt", ".text", ".md", ".markdown", ".mdown"),
    *(".html", ".htm", ".xhtml"),
    *(".json", ".jsonl", ".ndjson", ".csv", ".tsv"),
    *(".rss", ".atom", ".xml"),
)
PACKED_TYPES = (".pdf", ".docx", ".odt", ".epub", ".rtf", ".eml", ".mht", ".mhtml", ".warc")
FILE_TYPES = (*TEXT_TYPES, *PACKED_TYPES)
"""The endings of the files that are read, each also with `.gz` behind it."""
