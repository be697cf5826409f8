"""The verifier: is each sentence of an answer supported by the evidence, and where exactly?"""

from assistant.verification.alignment import APART, bound
from assistant.verification.entailment import Entailment
from assistant.verification.facts import unquoted
from assistant.verification.statements import Statement, statements
from assistant.verification.verifier import THRESHOLD, Verdict, Verifier

__all__ = [
    "APART",
    "THRESHOLD",
    "Entailment",
    "Statement",
    "Verdict",
    "Verifier",
    "bound",
    "statements",
    "unquoted",
]
