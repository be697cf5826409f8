"""Articles from a folder: what files there are, and what articles and problems each one holds."""

from assistant.corpus.budget import AS_USUAL, FileReader, ReadingPolicy
from assistant.corpus.content import FileContent, FileState, Problem
from assistant.corpus.leftout import summary
from assistant.corpus.places import line_in_file
from assistant.corpus.read import may_pass, read_file
from assistant.corpus.scan import scan, survey

# Raised whenever files may be read otherwise than before: an index then reads all of them again.
READING = "4"

__all__ = [
    "AS_USUAL",
    "READING",
    "FileContent",
    "FileReader",
    "FileState",
    "Problem",
    "ReadingPolicy",
    "line_in_file",
    "may_pass",
    "read_file",
    "scan",
    "summary",
    "survey",
]
