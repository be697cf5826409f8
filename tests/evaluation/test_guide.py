"""docs/evaluation.md: its questions are asked, and its table names the figures that come out."""

import re
from pathlib import Path

from assistant.evaluation import ask_all, estimate, read_set
from assistant.evaluation.measures import MEASURES

GUIDE = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def test_the_questions_of_the_guide_give_the_figures_of_the_guide(sample, tmp_path):
    path = tmp_path / "my-questions.csv"
    path.write_text(block("csv"), encoding="utf-8")
    asked = read_set(path)
    outcomes, problems = ask_all(sample, asked.cases)
    assert [*asked.problems, *problems] == []
    shown = {line.split()[0]: line.split()[1] for line in block("console").splitlines()[4:]}
    found = {each.name: each for each in estimate(outcomes)}
    assert list(found) == list(shown)
    # What the guide says in words; the other figures move with every change of the ranking.
    assert shown["hit@1"] == f"{found['hit@1'].value:.3f}"
    assert shown["citations_exact"] == f"{found['citations_exact'].value:.3f}"


def test_every_figure_is_explained():
    for measure in MEASURES:
        assert f"`{measure.name}`" in GUIDE
