"""What can go wrong, by name. Every message says what failed and what mends it.

AssistantError
 |- CorpusError        the folder of articles is missing, empty or unreadable
 |- IndexMissing       a question was asked before the first sync
 |- IndexAltered       the index, or an article in it, is not as it was written
 |- IndexUnwritable    the index may not be written, or the disk is full; it can still be asked
 |- IndexBusy          another process is writing the index and did not finish in time
 |- UnknownArticle     no indexed article has this id
 |- QuestionError      the question is empty, white or too long
 '- ModelUnavailable   a model could not be loaded, or does not reply
"""


class AssistantError(Exception):
    """The base of every error that a user can mend; its text is shown to them as it is."""


class CorpusError(AssistantError):
    """The folder of articles is missing, empty or cannot be read."""


class IndexMissing(AssistantError):
    """The index was never built, or its manifest is gone."""


class IndexAltered(AssistantError):
    """The index, or an article in it, is not as it was written, so nothing of it may be quoted."""


class IndexUnwritable(AssistantError):
    """The index cannot be brought up to date; questions go on from its last good state."""


class IndexBusy(AssistantError):
    """Another process held the index for longer than the wait allows."""


class UnknownArticle(AssistantError):
    """No indexed article has the id that was asked for."""


class QuestionError(AssistantError):
    """The question is empty, only white space, or longer than 2,000 characters."""


class ModelUnavailable(AssistantError):
    """An embedding, reading or language model could not be loaded, or does not reply."""
