"""What of a sentence is a claim."""

from __future__ import annotations

from assistant.verification.reading import claims_nothing, lemma, unframed, unmarked


def test_frames_and_marks_are_taken_off() -> None:
    assert unmarked("1. **Velmar** closed it. [2][3]") == "Velmar closed it."
    assert unframed("Yes, according to the article, it closed.") == "it closed."
    assert claims_nothing("The documents do not mention it.")
    assert not claims_nothing("I don't trust the council.")
    assert lemma("fought") == lemma("fights")
