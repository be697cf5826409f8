"""The command line: `assistant init`, `index`, `ask`, `search`, `serve`, `info`, `doctor`, ...

Results go to standard output, everything else to standard error. Exit code 0: answered; 1: an
error, told in one line, or a requirement that is not met; 2: wrong usage; 3: the articles do not
say; 130: interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from assistant.cli.commands import app
from assistant.cli.syncing import Interrupted
from assistant.errors import AssistantError

__all__ = ["app", "main"]

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what users can mend is told in one line."""
    _show_any_text()
    try:
        code = int(app(args=arguments, standalone_mode=False, prog_name="assistant") or 0)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _tell(error.format_message(), error.exit_code)
    except BrokenPipeError:
        _forget_output()
        return 1
    except Interrupted as error:
        return _tell(str(error), INTERRUPTED, label="")
    except (AssistantError, OSError) as error:
        return _tell(str(error), 1)
    except KeyboardInterrupt:
        code = INTERRUPTED
    return _tell("Interrupted", INTERRUPTED, label="") if code == INTERRUPTED else code


def _tell(message: str, code: int, label: str = "Error: ") -> int:
    sys.stderr.write(label + " ".join(message.split()) + "\n")
    return code


def _show_any_text() -> None:
    """Let a terminal that is not UTF-8 show a question mark where it lacks a letter."""
    for stream in (sys.stdout, sys.stderr):
        # Under a test or an embedding program these may be other streams.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _forget_output() -> None:
    """Keep Python from flushing, at exit, into a pipe whose reader (`| head`) is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
