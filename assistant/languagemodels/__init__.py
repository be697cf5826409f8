"""Language models, of which nothing is imported or loaded before a reply is wanted.

model = open_language_model("gguf:models/some.gguf")
for piece in model.stream([("user", "Say hello.")], limit=20): ...
"""

from assistant.languagemodels.catalogue import CATALOGUE, CatalogueModel, fetch_model
from assistant.languagemodels.model import LanguageModel, Message, Role
from assistant.languagemodels.opening import (
    Offer,
    install_command,
    offers,
    open_language_model,
)

__all__ = [
    "CATALOGUE",
    "CatalogueModel",
    "LanguageModel",
    "Message",
    "Offer",
    "Role",
    "fetch_model",
    "install_command",
    "offers",
    "open_language_model",
]
