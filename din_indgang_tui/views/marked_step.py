"""The first small step of a goal that has the mark: taken, or not."""

from __future__ import annotations

from din_indgang_tui.house import goals
from din_indgang_tui.house.goals import GoalSaid
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Shell


async def tick(shell: Shell, step: GoalSaid) -> None:
    """The step is taken today; one that was is not after all. Row 23 says so."""
    done = step.step_done_on is None
    await shell.desk.change(
        goals.tick_step, step.conversation_id, step.goal_id, step.version, done=done
    )
    said = _("Saved: the step is taken. Press u to undo.")
    shell.say(said if done else _("Saved: the step is still to be taken."))
