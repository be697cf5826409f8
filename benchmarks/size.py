"""How much code stands between a question and its answer: lines, modules, calls into `re`.

    python -m benchmarks.size

Counted is what reads questions, retrieves, reads passages, answers and verifies. Left out are the
nouns and settings, models, the store, the files' readers, language models and what they write,
evaluation, and the interfaces. A pattern is a call into `re`.
"""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "assistant"
_ELSEWHERE = {
    "corpus", "models", "store", "languagemodels", "writing", "evaluation", "interfaces", "cli",
    "web",
}  # fmt: skip
_NOUNS = {
    "__init__", "__main__", "assembly", "assistant", "backup", "errors", "markdown", "notebook",
    "schema", "settings",
}  # fmt: skip


def main() -> None:
    """Print the figures, and those of the whole package beside them."""
    every = sorted(PACKAGE.rglob("*.py"))
    between = [path for path in every if _is_between(path)]
    for name, paths in (("between question and answer", between), ("the package", every)):
        lines = sum(len(path.read_text("utf-8").splitlines()) for path in paths)
        calls = sum(_patterns(path) for path in paths)
        print(f"{name}: {lines:,} lines in {len(paths)} modules, {calls} calls into re")


def _is_between(path: Path) -> bool:
    first, *rest = path.relative_to(PACKAGE).parts
    return first not in _ELSEWHERE and (bool(rest) or path.stem not in _NOUNS)


def _patterns(path: Path) -> int:
    """Return how many calls of a module go to a function of `re`."""
    return sum(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )


if __name__ == "__main__":
    main()
