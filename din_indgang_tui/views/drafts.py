"""What is typed and not saved, kept in the database while it is being written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from din_indgang_tui.store import drafts
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.views.base import View

# By panel and subject, with the screen it stands on.
_Drafts = dict[tuple[str, str], tuple[View, dict[str, Any]]]


class Kept:
    """The drafts of one person at one terminal, as this terminal last left them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: _Drafts = {}

    async def keep(self, views: Sequence[View]) -> None:
        """Write what changed since, and forget what was emptied. Raises StoreError."""
        now = _drafts_of(views)
        for key, content in self._changed(now):
            await self._desk.change(drafts.keep, *key, content)
        for key, (view, _content) in self._kept.items():
            # A panel that was closed with its text keeps its draft; one emptied does not.
            if key not in now and view in views:
                await self._desk.change(drafts.discard, *key)
        self._kept = now

    def keep_on_the_way_out(self, views: Sequence[View]) -> None:
        """The same without the event loop, where the process is told to go: a second for each."""
        for key, content in self._changed(_drafts_of(views)):
            self._desk.change_and_wait(1.0, drafts.keep, *key, content)

    def _changed(self, now: _Drafts) -> list[tuple[tuple[str, str], dict[str, Any]]]:
        return [
            (key, content)
            for key, (_view, content) in now.items()
            if key not in self._kept or self._kept[key][1] != content
        ]


def _drafts_of(views: Sequence[View]) -> _Drafts:
    found: _Drafts = {}
    for view in views:
        if (draft := view.draft()) is not None:
            panel, subject, content = draft
            found[panel, subject] = (view, content)
    return found
