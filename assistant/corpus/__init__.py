"""Articles from a folder: what files there are, and what articles and problems each one holds."""

from assistant.corpus.content import FileContent, FileState, Problem
from assistant.corpus.leftout import summary
from assistant.corpus.read import read_file
from assistant.corpus.scan import scan, survey

# Raised whenever files may be read otherwise than before: an index then reads all of them again.
READING = "2"

__all__ = [
    "READING",
    "FileContent",
    "FileState",
    "Problem",
    "read_file",
    "scan",
    "summary",
    "survey",
]
