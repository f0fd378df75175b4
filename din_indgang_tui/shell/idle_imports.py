"""The screens opened most, imported in idle moments: the first opening is as quick as the next.

A screen's module is imported when somebody first goes there (`ways.py`), so that a desk that starts
waits for none of them. The citizen's page alone brings a dozen modules, which a person would wait
for with somebody before them.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Callable

# Settings, the plan and what is opened once a week are not worth their memory at every desk.
MOST_OPENED = (
    "din_indgang_tui.views.citizen",
    "din_indgang_tui.views.coach_week",
    "din_indgang_tui.views.booking",
    "din_indgang_tui.views.course",
    "din_indgang_tui.views.courses",
    "din_indgang_tui.views.slot",
    "din_indgang_tui.views.conversation",
    "din_indgang_tui.widgets.text_box",
)
_IDLE_SECONDS = 0.05  # without a key, before the next one


async def import_the_most_opened(keys_dealt_with: Callable[[], int]) -> None:
    """Import them one by one, each after a moment in which no key came.

    In a thread, so that a key that comes meanwhile waits for a slice of it at most.
    """
    for name in MOST_OPENED:
        if name in sys.modules:
            continue
        seen = -1
        while seen != (seen := keys_dealt_with()):
            await asyncio.sleep(_IDLE_SECONDS)
        await asyncio.to_thread(importlib.import_module, name)
