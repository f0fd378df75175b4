"""What is typed and not saved, kept in the database while it is being written."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any

from din_indgang_tui.store import drafts
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.errors import Busy, DeskError, StoreError
from din_indgang_tui.views.base import View


async def forget(desk: Desk, panel: str, subject: str) -> None:
    """What was typed is saved for good. Saved is saved, also where its draft stays behind."""
    with contextlib.suppress(StoreError):
        await desk.change(drafts.discard, panel, subject)


async def found(desk: Desk, panel: str, subject: str) -> drafts.Draft | None:
    """What the one who asks left unsaved there, and when."""
    kept_there = await desk.read(drafts.of, panel)
    return next((draft for draft in kept_there if draft.subject == subject), None)


async def kept(desk: Desk, panel: str, subject: str) -> dict[str, Any]:
    """What the one who asks left unsaved there; empty where nothing is."""
    draft = await found(desk, panel, subject)
    return draft.content if draft is not None else {}


# By panel and subject, with the screen it stands on.
_Drafts = dict[tuple[str, str], tuple[View, dict[str, Any]]]


class KeptDrafts:
    """The drafts of one person at one terminal, as this terminal last left them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: _Drafts = {}
        self._asked_once = False
        self._one_at_a_time = asyncio.Lock()

    async def keep(self, views: Sequence[View], *, patiently: bool = True) -> None:
        """Write what changed since, and forget what was emptied; nothing while nobody is logged in.

        Raises StoreError, and DeskError where the log-in was closed. Impatiently, a file that
        others hold is tried again the next time instead: a search that somebody waits for must not
        stand behind a draft.
        """
        if self._desk.who.staff_id is None:
            return
        async with self._one_at_a_time:
            now = _drafts_of(views)
            try:
                for key, view, content in self._changed(now):
                    # Asked just before: the screen may have saved it while another was kept.
                    if (keeping := view.keeping(*key, content, patiently=patiently)) is not None:
                        deed, told = keeping
                        view.was_kept(await self._desk.change(deed, *told))
                for key, (view, _content) in self._kept.items():
                    # A panel closed with its text keeps its draft; one emptied does not.
                    if key not in now and view in views:
                        await self._desk.change(drafts.discard, *key)
            except Busy:
                if patiently:
                    raise
                return
            self._kept = now

    async def kept_or_asked_twice(self, views: Sequence[View]) -> bool:
        """Whether what is written was kept; the second time nobody is held back where it was not.

        A desk that cannot be left is one that others read. Raises what hindered it, the first time.
        """
        try:
            await self.keep(views)
        except (DeskError, StoreError):
            if not self._asked_once:
                self._asked_once = True
                raise
            self._asked_once = False
            return False
        self._asked_once = False
        return True

    def keep_on_the_way_out(self, views: Sequence[View]) -> None:
        """The same without the event loop, where the process is told to go: a second for each."""
        for key, view, content in self._changed(_drafts_of(views)):
            if (keeping := view.keeping(*key, content, patiently=True)) is not None:
                deed, told = keeping
                self._desk.change_and_wait(1.0, deed, *told)

    def _changed(self, now: _Drafts) -> list[tuple[tuple[str, str], View, dict[str, Any]]]:
        return [
            (key, view, content)
            for key, (view, content) in now.items()
            if key not in self._kept or self._kept[key][1] != content
        ]


def _drafts_of(views: Sequence[View]) -> _Drafts:
    found: _Drafts = {}
    for view in views:
        if (draft := view.draft()) is not None:
            panel, subject, content = draft
            found[panel, subject] = (view, content)
    return found
