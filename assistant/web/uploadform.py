"""The form that brings articles: files, or a pasted text with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.web.uploads import TYPES


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Its parts; `pasted` are the text, its title, its source and its date."""

    files: gr.File
    pasted: list[gr.Textbox]
    add: gr.Button

    @classmethod
    def laid_out(cls) -> UploadForm:
        """Lay the form out where the page is being built, folded up."""
        with gr.Accordion("Add articles", open=False, elem_id="library-add"):
            # Without `file_types`: Gradio would refuse a file by itself, and not in its line.
            files = gr.File(
                elem_id="library-files",
                label=f"Files: {', '.join(TYPES)}",
                file_count="multiple",
                height=140,
            )
            text = gr.Textbox(
                label="Or paste the text of an article", lines=4, max_lines=12, max_length=5_000_000
            )
            with gr.Row():
                title = gr.Textbox(label="Its title", max_length=500)
                source = gr.Textbox(label="Its source", max_length=500)
                day = gr.Textbox(label="Its date", placeholder="year-month-day", max_length=10)
            add = gr.Button("Add this text", elem_id="library-paste", size="sm")
        return cls(files, [text, title, source, day], add)
