"""Logged in by initials alone: the demo town, where there is nothing to guard."""

from __future__ import annotations

from din_indgang_tui.house import staff
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.roles import Who, command_line, nobody


async def without_password(desk: Desk, initials: str) -> Who:
    """Whoever has these initials and may log in; nobody where none has. Raises StoreError."""
    desk.who = command_line()
    try:
        colleagues = await desk.read(staff.everyone)
    finally:
        desk.who = nobody()
    for colleague in colleagues:
        if colleague.initials == initials and colleague.can_log_in:
            return Who(
                initials=colleague.initials,
                role=colleague.role,
                staff_id=colleague.id,
                name=colleague.name,
            )
    return nobody()
