"""What the chat says of language models."""

from assistant.languagemodels import Offer
from assistant.web.models import models_html

OFFERS = [
    Offer("ollama", "no server answers at http://127.0.0.1:11434", (), ""),
    Offer("gguf", "1 file in models", ('gguf:models/<b>"x".gguf',), "pip install 'x[gguf]'"),
]


def test_without_a_model_the_settings_that_would_switch_one_on_are_shown():
    shown = models_html("", OFFERS)
    assert "Answers are quotes" in shown
    assert "no server answers at http://127.0.0.1:11434" in shown
    assert "pip install &#x27;x[gguf]&#x27;" in shown
    assert "language_model = &quot;gguf:models/&lt;b&gt;" in shown
    assert "<b>" not in shown


def test_with_a_model_its_name_is_told():
    shown = models_html("ollama:llama<i>", OFFERS)
    assert "Answers are worded by ollama:llama&lt;i&gt;" in shown
    assert "none is on" not in shown
