"""Language models, of which nothing is imported or loaded before a reply is wanted.

model = open_language_model("gguf:models/some.gguf")
for piece in model.stream([("user", "Say hello.")], limit=20): ...
"""

from assistant.languagemodels.model import LanguageModel, Message, Role
from assistant.languagemodels.opening import Offer, offers, open_language_model

__all__ = ["LanguageModel", "Message", "Offer", "Role", "offers", "open_language_model"]
