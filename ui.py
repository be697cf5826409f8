"""Start the web chat over `corpus/`: `python ui.py`."""

from assistant import AssistantError, Settings, open_assistant
from assistant.web import serve


def main() -> None:
    """Index what changed in the folder, then serve the chat until Ctrl-C."""
    try:
        with open_assistant(Settings()) as assistant:
            assistant.sync()
            serve(assistant, open_browser=True)
    except AssistantError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
