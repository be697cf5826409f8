"""The tutorial is followed from an empty folder, and everything it shows comes out."""

import re
import shlex

from assistant.cli import main
from tests.pages import CHECKOUT, blocks

PAGE = "docs/tutorial.md"
NAMES = re.findall(r"as `(corpus/[\w.-]+)`:", (CHECKOUT / PAGE).read_text(encoding="utf-8"))


def test_who_follows_the_tutorial_sees_what_it_shows(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    steps = blocks(PAGE)
    names = iter(NAMES)
    shown = 0
    for (language, text), following in zip(steps, [*steps[1:], ("", "")], strict=True):
        if language == "markdown":
            (tmp_path / next(names)).write_text(text, encoding="utf-8")
        elif language == "console":
            command, _, output = text.partition("\n")
            code = main(shlex.split(command.removeprefix("$ assistant ")))
            assert capsys.readouterr().out.strip() == output.strip()
            assert code == (3 if output.startswith("The articles do not say.") else 0)
            shown += 1
        elif language == "python":
            exec(compile(text, PAGE, "exec"), {})
            assert following == ("text", capsys.readouterr().out)
            shown += 1
    assert next(names, None) is None
    assert shown >= 5
