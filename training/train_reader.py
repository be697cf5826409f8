"""Train a reader.

    python -m training.train_reader DATA... --out FOLDER [--epochs 3] [--test FILE] [--init FOLDER]

Writes `reader.safetensors` and `training.json` to the folder. The order of the lines, what is drawn
from them and the learning rate follow from the data, the seed and the step alone: no clock, no
salted hash. On a CPU the same command gives the same file; on a GPU last digits may differ, which
should move no figure by .01.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import os
import platform
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from transformers import BertForQuestionAnswering

from training.batches import Batch, logits, training_batches
from training.encoding import Encoder, Example
from training.lines import DataError, Line, read_lines, share_of
from training.measure import LENGTH, Figures, measure, read_test, told
from training.model import WEIGHTS, base_folder, device, new_reader, open_reader, save_reader

_WARM = 0.06  # of all steps
_DECAY = 0.01
_BETAS = (0.9, 0.98)
_TELL = 100  # steps

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that the result depends on, beside the data."""

    epochs: float
    batch: int
    lr: float
    length: int
    seed: int
    dev: float
    limit: int | None
    dropout: float
    mixed: int


def main() -> None:
    """Train, write and measure."""
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    recipe = Recipe(**{name: getattr(options, name) for name in Recipe.__dataclass_fields__})
    try:
        run(options.data, options.mix, options.out, recipe, options.test, options.init)
    except (DataError, OSError) as error:
        sys.exit(str(error))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", metavar="DATA", help="files of lines")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--epochs", type=float, default=3.0)
    parser.add_argument("--batch", type=int, default=128, help="lines of a step")
    parser.add_argument("--lr", type=float, default=2e-4, help="the highest learning rate")
    parser.add_argument("--length", type=int, default=LENGTH, help="word pieces of an input")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--dev", type=float, default=0.01, help="share of the passages held out")
    parser.add_argument("--limit", type=int, help="so many lines, for a trial; and of each test")
    parser.add_argument(
        "--test", type=Path, action="append", default=[], help="lines to measure on; repeatable"
    )
    parser.add_argument("--init", type=Path, help="the folder of a reader to go on from")
    parser.add_argument(
        "--dropout", type=float, default=0.1, help="0 halves the time of a step on a CPU"
    )
    parser.add_argument(
        "--mix", type=Path, action="append", default=[], help="lines that were learned before"
    )
    parser.add_argument("--mixed", type=int, default=0, help="how many of them")
    return parser.parse_args()


def run(
    data: list[Path],
    mix: list[Path],
    out: Path,
    recipe: Recipe,
    tests: list[Path],
    init: Path | None,
) -> None:
    """Train on files of lines, write the reader, and measure it as it was written."""
    began = time.monotonic()
    seed_all(recipe.seed)
    base = base_folder()
    encoder = Encoder(base, recipe.length)
    train, dev = split(read_all(data, mix, recipe), recipe.dev)
    learned, held = list(encoder.examples(train)), list(encoder.examples(dev))
    sets = {"dev": held} if held else {}
    sets |= {path.name: read_test(path, encoder, recipe.limit) for path in tests}
    log.info(f"{len(learned)} lines to learn, {len(held)} held out, on {device().type}")
    reader = open_reader(base, init) if init else new_reader(base)
    set_dropout(reader, recipe.dropout)
    steps = train_on(reader, learned, recipe)
    save_reader(reader, out)
    figures = measure_all(open_reader(base, out), encoder, sets)
    seconds = round(time.monotonic() - began)
    _note(out, _record(data, recipe, init, len(learned), steps), figures, seconds)


def measure_all(
    reader: BertForQuestionAnswering, encoder: Encoder, sets: Mapping[str, Sequence[Example]]
) -> dict[str, Figures]:
    """Measure a reader on sets by name, and tell."""
    figures = {}
    for name, examples in sets.items():
        figures[name] = measure(reader, encoder, examples)
        log.info(told(name, figures[name]))
    return figures


def seed_all(seed: int) -> None:
    """Seed whatever draws numbers, and choose what computes alike in each run."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    # Before the GPU is first used: what it multiplies with would else differ from run to run.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(True, warn_only=True)


def set_dropout(reader: BertForQuestionAnswering, share: float) -> None:
    """Set how much of each layer is left out while it learns."""
    for module in reader.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = share


def read_all(paths: Sequence[Path], mix: Sequence[Path], recipe: Recipe) -> list[Line]:
    """Return the lines of all files, and some of those to mix in, shuffled; of a trial, so many."""
    chance = random.Random(recipe.seed)
    known = [line for path in mix for line in read_lines(path)]
    lines = [line for path in paths for line in read_lines(path)]
    lines += chance.sample(known, min(recipe.mixed, len(known)))
    chance.shuffle(lines)
    return lines[: recipe.limit]


def split(lines: Sequence[Line], share: float) -> tuple[list[Line], list[Line]]:
    """Return what to learn and what to hold out: whole passages, whatever the seed."""
    held = {line.context for line in lines if share_of(line.context) < share}
    train = [line for line in lines if line.context not in held]
    return train, [line for line in lines if line.context in held]


def train_on(reader: BertForQuestionAnswering, examples: Sequence[Example], recipe: Recipe) -> int:
    """Train a reader in place and return the steps that it took."""
    total = round(math.ceil(len(examples) / recipe.batch) * recipe.epochs)
    optimizer = _optimizer(reader)
    reader.train()
    for step, batch in zip(range(total), _endless(examples, recipe), strict=False):
        for group in optimizer.param_groups:
            group["lr"] = recipe.lr * rate(step, total)
        loss = loss_of(reader, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        if (step + 1) % _TELL == 0 or step + 1 == total:
            log.info(f"step {step + 1} of {total}: loss {loss.item():.3f}")
    return total


def _endless(examples: Sequence[Example], recipe: Recipe) -> Iterator[Batch]:
    epoch = 0
    while examples:
        yield from training_batches(examples, recipe.batch, f"{recipe.seed} {epoch}")
        epoch += 1


def rate(step: int, total: int) -> float:
    """Return the share of the learning rate at a step: up in a straight line, and down to 0."""
    warm = max(1, round(_WARM * total))
    return (step + 1) / warm if step < warm else (total - step) / (total - warm + 1)


def loss_of(reader: BertForQuestionAnswering, batch: Batch) -> torch.Tensor:
    """Return the mean loss of start and end, lines by their weights."""
    start, end = logits(reader, batch)
    starts, ends, weights = (
        each.to(start.device) for each in (batch.starts, batch.ends, batch.weights)
    )
    entropy = torch.nn.functional.cross_entropy
    losses = entropy(start, starts, reduction="none") + entropy(end, ends, reduction="none")
    return (losses * weights).sum() / weights.sum() / 2


def _optimizer(reader: BertForQuestionAnswering) -> torch.optim.AdamW:
    trained = [weights for weights in reader.parameters() if weights.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [each for each in trained if each.ndim > 1], "weight_decay": _DECAY},
            {"params": [each for each in trained if each.ndim == 1], "weight_decay": 0.0},
        ],
        betas=_BETAS,
    )


def _record(
    data: Sequence[Path], recipe: Recipe, init: Path | None, lines: int, steps: int
) -> dict[str, object]:
    return {
        "recipe": asdict(recipe),
        "data": {path.name: _digest(path) for path in data},
        "init": _digest(init / WEIGHTS) if init else None,
        "lines": lines,
        "steps": steps,
        "device": torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu",
        "torch": torch.__version__,
        "python": platform.python_version(),
    }


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _note(out: Path, record: dict[str, object], figures: dict[str, Figures], seconds: int) -> None:
    told_of = {name: asdict(found) for name, found in figures.items()}
    whole = record | {"weights": _digest(out / WEIGHTS), "figures": told_of, "seconds": seconds}
    (out / "training.json").write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
