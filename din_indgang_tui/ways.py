"""The ways from one screen to another, so that no screen has to know the next one's module.

A screen asks its shell (`views.base.Shell`) for the way. A screen's module is imported when
somebody first goes there: a desk that starts does not wait for all of them.
"""

from __future__ import annotations

from din_indgang_tui.views.base import Shell


class Ways:
    """What the app does when a screen asks for another one."""

    async def go_to_page(self: Shell, citizen_id: int) -> None:
        """A citizen's page; that it was opened goes on record."""
        from din_indgang_tui.views.citizen import CitizenView

        await self.open(CitizenView(self, citizen_id))
