"""Small cross-encoders, saved to disk: two layers of seeded random weights, a real vocabulary."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

from assistant.models.checkpoints import bundled_folder, quietly


def save_cross_encoder(folder: Path, *, labels: int = 1) -> Path:
    """Write a model that `CrossEncoder` loads; its scores are well spread, and mean nothing."""
    tokenizer = AutoTokenizer.from_pretrained(bundled_folder())
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.3,
    )
    config.num_labels = labels
    with torch.random.fork_rng(), quietly():
        torch.manual_seed(0)
        BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
