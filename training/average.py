"""The mean of two readers, which is often better than either.

    python -m training.average ONE OTHER OUT

Each is a folder with a `reader.safetensors`; `python -m training.measure OUT TEST` says if it paid.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from safetensors.torch import load_file

from training.lines import DataError
from training.model import WEIGHTS, Weights, save_weights


def mean(one: Weights, other: Weights) -> Weights:
    """Return the mean of two sets of the same weights, computed in 32 bits."""
    if one.keys() != other.keys():
        raise DataError("The two have not the same weights.")
    return {name: (one[name].float() + other[name].float()) / 2 for name in one}


def main() -> None:
    """Write the mean of two folders' readers."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("one", "other", "out"):
        parser.add_argument(name, type=Path, metavar=name.upper())
    options = parser.parse_args()
    try:
        one, other = (load_file(folder / WEIGHTS) for folder in (options.one, options.other))
        save_weights(mean(one, other), options.out)
    except (DataError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
