"""The articles on the page: a table of them, what adds and removes them, and how an update goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.schema import ArticleHead
from assistant.web.articles import (
    Look,
    library_html,
    removal_html,
    shown_as,
    table_html,
    update_html,
)
from assistant.web.elements import LATEST, PRIVATE, UNQUEUED, html_part, sent_text
from assistant.web.markup import Html, problem_of
from assistant.web.parts import Parts, ServedAssistant
from assistant.web.reader import article_html
from assistant.web.updating import Update
from assistant.web.uploads import Received

SECONDS_BETWEEN_REPORTS = 0.3
_SCRIPT = "library.js"
# Following an update waits and works not: it takes no place from the questions.
_FOLLOWING: dict[str, Any] = {**PRIVATE, "concurrency_limit": None}
# Read when an event is sent, not when it was put off: the last of several clicks counts.
_OPENED = "() => window.assistantLeft.dataset.id"
_LOOKED = "(chosen, search) => [window.assistantLooks, search]"
_INTRODUCTION = (
    '<h2 tabindex="-1">Articles</h2><p class="aside">What answers are made of. A title that is '
    "missing here cannot be found.</p>"
)


@dataclass(frozen=True, slots=True)
class _UploadForm:
    """What brings articles: files, or a pasted text with its title, its source and its date."""

    files: gr.File
    pasted: list[gr.Textbox]
    add: gr.Button

    @classmethod
    def laid_out(cls) -> _UploadForm:
        """Lay the form out where the page is being built, folded up."""
        with gr.Accordion("Add articles", open=False, elem_id="library-add"):
            # Without `file_types`: Gradio would refuse a file by itself, and not in its line.
            files = gr.File(
                elem_id="library-files",
                label="Files: text, Markdown, web pages, PDF, Word, EPUB, mail, feeds and more",
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


class LibraryView:
    """One table, one line of status, and the form that brings articles where that is allowed."""

    def __init__(self, assistant: ServedAssistant, parts: Parts) -> None:
        self._assistant = assistant
        self._updater = parts.updater
        self._uploads = parts.uploads
        with gr.Column(elem_id="library"):
            with gr.Row(elem_id="library-top"):
                html_part(_INTRODUCTION)
                # Shown by the styles while an update is under way.
                self._stop = gr.Button("Stop", elem_id="stop-update", scale=0, size="sm")
                self._update = gr.Button("Update now", elem_id="update", scale=0, size="sm")
            self._form = _UploadForm.laid_out() if self._uploads else None
            self._status = html_part("", "library-status", _SCRIPT)
            self._search = gr.Textbox(
                elem_id="library-search",
                label="Search the articles",
                show_label=False,
                container=False,
                placeholder="Search titles and sources",
                max_length=200,
            )
            self._table = html_part("", "library-table", _SCRIPT)
            self._article = html_part("", "library-article", _SCRIPT)
            self._chosen = gr.JSON(visible=False)  # on its way to the server; never shown
        self._wire()

    def _wire(self) -> None:
        for opening in (self._table, self._status):
            opening.whole(self._opened, self._chosen, self._article, js=_OPENED, **LATEST)
        followed = [self._status, self._table, self._update]
        looking = [self._chosen, self._search]
        listed: dict[str, Any] = {**LATEST, "concurrency_id": "listed"}
        self._table.look(self._looked, looking, self._table, js=_LOOKED, **listed)
        self._search.change(self._found, self._search, self._table, **listed)
        self._table.enter(self._entered, self._search, followed, **_FOLLOWING)
        self._update.click(self._updated, self._search, followed, **_FOLLOWING)
        self._stop.click(self._updater.stop, **UNQUEUED)
        if not self._form:
            return
        files, pasted = self._form.files, self._form.pasted
        files.upload(self._brought, [files, self._search], [files, *followed], **_FOLLOWING)
        self._form.add.click(
            self._pasted, [*pasted, self._search], [*pasted, *followed], **_FOLLOWING
        )
        self._table.remove(self._asked, None, self._status, **_FOLLOWING)
        self._status.keep(lambda: "", None, self._status, **_FOLLOWING)
        self._status.really(self._removed, self._search, followed, **_FOLLOWING)

    def _heads(self) -> list[ArticleHead]:
        try:
            return self._assistant.articles()
        except AssistantError:  # nothing was indexed yet; the chat says what to do
            return []

    def _rows(self, search: str, look: Look) -> Html:
        return table_html(self._heads(), search, look, removable=self._uploads is not None)

    def _looked(self, chosen: Any, search: str) -> Html:
        return self._rows(search, Look.read(chosen))

    def _found(self, search: str) -> Html:
        return self._rows(search, Look())

    async def _entered(self, search: str) -> AsyncIterator[tuple[Any, ...]]:
        """Show the table, and an update that is under way."""
        yield gr.skip(), self._found(search), gr.skip()
        if self._updater.state.running:
            async for shown in self._follow(self._updater.state.number + 1, search):
                yield shown

    async def _updated(self, search: str) -> AsyncIterator[tuple[Any, ...]]:
        async for shown in self._follow(self._updater.request(), search):
            yield shown

    async def _brought(
        self, files: list[str] | None, search: str
    ) -> AsyncIterator[tuple[Any, ...]]:
        if not files or not self._uploads:
            return
        paths = [Path(file) for file in files]
        received = await asyncio.to_thread(self._uploads.take, paths)
        for path in paths:
            path.unlink(missing_ok=True)
        async for shown in self._followed(received, search):
            yield None, *shown

    async def _pasted(
        self, text: str, title: str, source: str, day: str, search: str
    ) -> AsyncIterator[tuple[Any, ...]]:
        if not self._uploads:
            return
        received = await asyncio.to_thread(self._uploads.write, text, title, source, day)
        kept = [gr.skip()] * 4 if received.problem else [""] * 4
        async for shown in self._followed([received], search):
            yield *kept, *shown
            kept = [gr.skip()] * 4

    def _opened(self, chosen: Any) -> Html:
        try:
            article = self._assistant.article(shown_as(self._heads(), str(chosen)))
        except AssistantError as error:
            return library_html("unopened", problem_of(error))
        return article_html(article, library_html("back"))

    def _asked(self, event: gr.EventData) -> Html:
        return removal_html(self._heads(), sent_text(event, "file"))

    async def _removed(self, search: str, event: gr.EventData) -> AsyncIterator[tuple[Any, ...]]:
        path = sent_text(event, "file")
        try:
            # Only what is indexed is removed, so that nothing can be named that nobody saw.
            if self._uploads and any(head.path == path for head in self._heads()):
                await asyncio.to_thread(self._uploads.remove, path)
        except AssistantError as error:
            yield update_html(Update(problem=problem_of(error))), gr.skip(), gr.skip()
            return
        async for shown in self._follow(self._updater.request(), search):
            yield shown

    async def _followed(
        self, received: Sequence[Received], search: str
    ) -> AsyncIterator[tuple[Any, ...]]:
        if all(each.problem for each in received):
            yield update_html(Update(), received), gr.skip(), gr.skip()
            return
        async for shown in self._follow(self._updater.request(), search, received):
            yield shown

    async def _follow(
        self, due: int, search: str, received: Sequence[Received] = ()
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Show an update until it has ended, and then the table as it is.

        Meanwhile no other can be asked for, whose report would take the place of this one's.
        """
        busy, free = gr.update(interactive=False), gr.update(interactive=True)
        while (state := self._updater.state).number < due:
            # One that has not begun yet has nothing to say about the last one.
            told = update_html(state if state.running else Update(running=True), received)
            yield told, gr.skip(), busy
            await asyncio.sleep(SECONDS_BETWEEN_REPORTS)
        heads = self._heads()
        if self._uploads and (state.report or state.stopped):
            indexed = {head.path for head in heads}
            received = self._uploads.settle(received, indexed, stopped=state.stopped)
        yield update_html(state, received, heads), self._found(search), free
