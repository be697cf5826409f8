"""How good the short answers are that quoted answers set in bold.

    python -m benchmarks.shortanswers ../shared/bench --work /tmp/quality

Over questions whose quotes hold a gold answer: how often something is set in bold (coverage), how
often that overlaps the gold answer (precision), and the token F1 of the two. Weights were fitted on
the even half of the questions, by a hash of their id; the odd half is for reporting.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from assistant import Answer
from assistant.asked import wanted
from assistant.question import Kind, question_kind
from benchmarks.sets import Record, articles, asked_on, opened, questions

_KINDS = (Kind.PERSON, Kind.TIME, Kind.PLACE, Kind.NUMBER)
_SETS = {"realtimeqa_2022": 0, "squad2_dev_sample": 600}  # so many questions; 0 is all
_TOKEN = re.compile(r"[^\W_]+")
_WH = re.compile(r"\b(?:who|when|where|how many|how much)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set and its answer."""

    question: Record
    answer: Answer


def main() -> None:
    """Measure both sets, half by half, and print one line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, help="print so many answers of the odd half")
    options = parser.parse_args()
    for name, most in _SETS.items():
        folder = options.bench / name
        assistant = opened(options.work, name, articles(folder))
        able = sorted((q for q in questions(folder) if q["answerable"]), key=_hash)
        answers = [
            Asked(each, assistant.answer(each["question"], as_of=asked_on(each)))
            for each in able[: most or None]
        ]
        asked = [each for each in answers if gold_spans(each)]
        needless(name, [each for each in answers if not gold_spans(each)])
        assistant.close()
        for half in ("even", "odd"):
            report(f"{name} {half}", [each for each in asked if _half(each) == half])
        show([each for each in asked if _half(each) == "odd"][: options.show])


def report(name: str, asked: Sequence[Asked]) -> None:
    """Print coverage, precision and F1 of the kinds, and where a short answer is wanted."""
    kinds = {each.question["id"]: question_kind(each.question["question"]) for each in asked}
    of_kinds = [each for each in asked if kinds[each.question["id"]] in _KINDS]
    _line(f"{name}: the four kinds", of_kinds)
    for kind in _KINDS:
        _line(kind, [each for each in asked if kinds[each.question["id"]] is kind])
    _line("who, when, where, how many", [e for e in of_kinds if _WH.search(e.question["question"])])
    _line("any short answer wanted", [e for e in asked if wanted(e.question["question"])])


def needless(name: str, lacking: Sequence[Asked]) -> None:
    """Print how often words are in bold though the quotes do not hold the answer."""
    told = [each for each in lacking if each.answer.status == "answered"]
    meant = [each for each in told if wanted(each.question["question"])]
    given = sum(bool(each.answer.highlights) for each in meant)
    print(f"{name}: the answer is not in the quotes of {len(meant)} questions, bold in {given}")


def _line(name: str, asked: Sequence[Asked]) -> None:
    given = [each for each in asked if each.answer.highlights]
    if not given:
        print(f"  {name}: none of {len(asked)}")
        return
    right = mean(overlaps(each) for each in given)
    f1 = mean(token_f1(each) for each in given)
    share = len(given) / len(asked)
    figures = f"coverage {share:.2f}, precision {right:.3f}, F1 {f1:.3f}"
    print(f"  {name}: {len(asked)} questions, {figures}")


def overlaps(each: Asked) -> bool:
    """Tell whether a highlight shares a character with a gold answer."""
    return any(
        start < gold_end and gold_start < end
        for start, end in each.answer.highlights
        for gold_start, gold_end in gold_spans(each)
    )


def token_f1(each: Asked) -> float:
    """Return the best F1 of the highlighted words with a gold answer's, without articles."""
    said = _counted(" ".join(each.answer.text[s:e] for s, e in each.answer.highlights))
    return max(_f1(said, _counted(gold)) for gold in each.question["answers"])


def _f1(said: Counter[str], gold: Counter[str]) -> float:
    shared = (said & gold).total()
    return 2 * shared / (said.total() + gold.total()) if shared else 0.0


def _counted(text: str) -> Counter[str]:
    return Counter(word for word in _words(text) if word not in ("a", "an", "the"))


def gold_spans(each: Asked) -> list[tuple[int, int]]:
    """Return where in the quotes a gold answer stands, whatever the case and punctuation."""
    found = _tokens(each.answer)
    spans = []
    for gold in each.question["answers"]:
        wanted_words = _words(re.sub(r"^(?:the|an?) ", "", gold, flags=re.IGNORECASE))
        for at in range(len(found) - len(wanted_words) + 1):
            run = found[at : at + len(wanted_words)]
            if run and [match[0].lower() for match in run] == wanted_words:
                spans.append((run[0].start(), run[-1].end()))
    return spans


def _tokens(answer: Answer) -> list[re.Match[str]]:
    quotes = sorted({(c.answer_start, c.answer_end) for c in answer.citations})
    return [match for span in quotes for match in _TOKEN.finditer(answer.text, *span)]


def _words(text: str) -> list[str]:
    return [match[0].lower() for match in _TOKEN.finditer(text)]


def _hash(question: Record) -> int:
    return int(hashlib.sha256(f"h{question['id']}".encode()).hexdigest(), 16)


def _half(each: Asked) -> str:
    return "odd" if _hash(each.question) % 2 else "even"


def show(asked: Sequence[Asked]) -> None:
    """Print answers with their highlights between asterisks."""
    for each in asked:
        text = each.answer.text
        for start, end in reversed(each.answer.highlights):
            text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
        print(f"\n{each.question['question']}  {each.question['answers']}\n{text}")


if __name__ == "__main__":
    main()
