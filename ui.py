"""Start the web chat over `corpus/`: `python ui.py`, with the options of `assistant serve`."""

import sys

from assistant.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
