"""The vectors of texts, driven by the client that everybody has."""

from collections.abc import Iterator

import openai
import pytest

from assistant.interfaces.embeddings import LONGEST_EMBEDDED, MOST_TEXTS

TEXTS = ["Talks about peace", "A crossing by ferry", "Negotiations to end the war"]


@pytest.fixture(scope="module")
def model(service) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{service.address}/v1", api_key=service.read_only) as client:
        yield client


def cosine(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_texts_have_vectors_in_their_order_that_tell_what_they_are_about(model, sample):
    found = model.embeddings.create(model="articles", input=TEXTS)
    assert (found.object, found.model) == ("list", "articles")
    assert [each.index for each in found.data] == [0, 1, 2]
    peace, ferry, war = (each.embedding for each in found.data)
    assert len(peace) == len(ferry) == 384
    assert cosine(peace, peace) == pytest.approx(1, abs=1e-5)
    assert cosine(peace, war) > cosine(peace, ferry) + 0.2
    # of the model with which the articles are searched
    assert peace == pytest.approx(sample.embed(TEXTS)[0], abs=1e-6)


def test_one_text_has_the_vector_that_it_has_among_others(model):
    (one,) = model.embeddings.create(model="articles", input=TEXTS[1]).data
    among = model.embeddings.create(model="articles", input=TEXTS).data[1]
    assert one.embedding == pytest.approx(among.embedding, abs=1e-6)


def test_both_encodings_hold_the_same_numbers(model):
    # Without an encoding the client asks for base64, and reads it itself.
    unsaid = model.embeddings.create(model="articles", input=TEXTS).data
    floats = model.embeddings.create(model="articles", input=TEXTS, encoding_format="float").data
    coded = model.embeddings.create(model="articles", input=TEXTS, encoding_format="base64").data
    assert all(isinstance(each.embedding, str) for each in coded)
    for one, other in zip(unsaid, floats, strict=True):
        assert one.embedding == pytest.approx(other.embedding, abs=1e-7)


def test_usage_is_what_the_model_has_read(model):
    def read(*texts: str) -> int:
        usage = model.embeddings.create(model="articles", input=texts).usage
        assert usage.prompt_tokens == usage.total_tokens
        return int(usage.total_tokens)

    assert read("peace") == 3  # with the marks of beginning and end
    assert read("peace", "peace talks") == 7
    assert read("peace " * 1000) == 256  # and no more


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"dimensions": 128}, "dimensions"),
        ({"input": []}, "0 texts"),
        ({"input": ["a"] * (MOST_TEXTS + 1)}, "2,049 texts"),
        ({"input": [[1, 2]]}, "tokens"),
        ({"input": [1, 2]}, "tokens"),
        ({"input": ""}, "empty string"),
        ({"input": ["a", ""]}, "empty string"),
        ({"input": "a" * (LONGEST_EMBEDDED + 1)}, "32,769 characters"),
    ],
)
def test_what_the_model_cannot_do_is_refused_as_openai_does(model, sent, told):
    with pytest.raises(openai.BadRequestError, match=told):
        model.embeddings.create(**{"model": "articles", "input": TEXTS} | sent)


@pytest.mark.parametrize("sent", [{"input": {"text": "a"}}, {"encoding_format": "int8"}])
def test_what_is_no_text_or_no_encoding_is_told_with_its_place(model, sent):
    with pytest.raises(openai.UnprocessableEntityError, match=f"/body/{next(iter(sent))}"):
        model.embeddings.create(**{"model": "articles", "input": TEXTS} | sent)


def test_vectors_of_another_model_are_not_made_up(model):
    with pytest.raises(openai.NotFoundError, match="articles"):
        model.embeddings.create(model="text-embedding-3-small", input=TEXTS)


def test_without_a_key_there_are_none(service):
    with (
        openai.OpenAI(base_url=f"{service.address}/v1", api_key="wrong") as stranger,
        pytest.raises(openai.AuthenticationError),
    ):
        stranger.embeddings.create(model="articles", input=TEXTS)
