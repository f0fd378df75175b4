"""Every command of the desk in one table: key bindings, key bar, help and finder come from it.

A context is a place where keys mean something: a screen, or one step of a panel. Three are general:
`EVERYWHERE` holds wherever no text is being typed, `ALWAYS` also while it is, and `ANYWHERE` has
the commands without a key, which the command finder (`:`) finds by name wherever it opens. The
view of a context has one method `do_<id>` for each command in it; the app has them for the general
ones.

A screen may have commands without a key too, about its marked row; `:` finds them there.

To add one: a `Command` in the module of its area here (`by_name` for one without a key), `also`
with the words people look for it by, and `do_<id>` on the view or the app. A new module is one
more line of `TABLE`. `tests/desk/test_keys.py` and `test_command_finder.py` check the rest: no key
clashes, everything has a help text that fits its line, and everything is done by someone.
"""

from __future__ import annotations

from din_indgang_tui.commands.booking import BOOKING
from din_indgang_tui.commands.checks import CHECKS
from din_indgang_tui.commands.citizens import CITIZENS
from din_indgang_tui.commands.command import ALWAYS, ANYWHERE, EVERYWHERE, Command
from din_indgang_tui.commands.conversations import CONVERSATIONS
from din_indgang_tui.commands.courses import COURSES
from din_indgang_tui.commands.editing import EDITING
from din_indgang_tui.commands.general import GENERAL
from din_indgang_tui.commands.group_day import GROUP_DAY
from din_indgang_tui.commands.group_forms import GROUP_FORMS
from din_indgang_tui.commands.groups import GROUPS
from din_indgang_tui.commands.messages import MESSAGES
from din_indgang_tui.commands.owed import OWED
from din_indgang_tui.commands.plan import PLAN
from din_indgang_tui.commands.referrals import REFERRALS
from din_indgang_tui.commands.roll import ROLL
from din_indgang_tui.commands.settings import SETTINGS
from din_indgang_tui.commands.slots_today import SLOTS_TODAY
from din_indgang_tui.commands.statistics import STATISTICS
from din_indgang_tui.commands.today import TODAY
from din_indgang_tui.commands.walk_in import WALK_IN
from din_indgang_tui.commands.working_hours import WORKING_HOURS
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import Role

__all__ = ["ALWAYS", "ANYWHERE", "EVERYWHERE", "TABLE", "Command", "bar", "find", "get"]

TABLE: tuple[Command, ...] = (
    *GENERAL,
    *TODAY,
    *SLOTS_TODAY,
    *GROUP_DAY,
    *OWED,
    *MESSAGES,
    *WALK_IN,
    *CITIZENS,
    *PLAN,
    *BOOKING,
    *COURSES,
    *CHECKS,
    *REFERRALS,
    *GROUP_FORMS,
    *GROUPS,
    *ROLL,
    *STATISTICS,
    *SETTINGS,
    *WORKING_HOURS,
    *EDITING,
    *CONVERSATIONS,
)

# Asked for with every key and with every bar that is drawn.
_BY_KEY = {(command.context, key): command for command in TABLE for key in command.keys}
_BY_ID = {(command.context, command.id): command for command in TABLE}


def find(contexts: tuple[str, ...], key: str, role: Role) -> Command | None:
    """The command that a key is in these contexts (the nearest first), if the role may."""
    for context in contexts:
        if (command := _BY_KEY.get((context, key))) is not None:
            return command if role in command.may else None
    return None


def get(contexts: tuple[str, ...], command_id: str) -> Command:
    """The command with that id in the nearest of these contexts. Raises KeyError for none."""
    for context in contexts:
        if (command := _BY_ID.get((context, command_id))) is not None:
            return command
    raise KeyError(command_id)


# The two ways of one thing: where both work, they stand in the bar as one.
_OTHER_WAY = {"last_week": "next_week", "last_year": "next_year"}


def bar(contexts: tuple[str, ...], ids: tuple[str, ...], role: Role, width: int) -> str:
    """The key bar: the commands that work now, as many as fit.

    `up` stands for both arrows, since nobody looks for one without the other. Where not all fit,
    the last ones are left out, save the way to the help, which has them all.
    """
    parts: list[tuple[str, str]] = []
    with_another = {_OTHER_WAY.get(one) for one in ids}
    for command_id in ids:
        command = get(contexts, command_id)
        if role not in command.may or command_id in with_another:
            continue
        if command_id == "up":
            shown = _("Arrow up/down")
        elif _OTHER_WAY.get(command_id) in ids:
            shown = _("Arrow left/right")
        else:
            shown = _(command.shown)
        parts.append((command_id, f"{shown} {_(command.label)}"))
    while parts:
        texts = [text for _id, text in parts]
        for gap in ("   ", "  "):
            if len(text := gap.join(texts)) <= width:
                return text
        spare = [n for n, (command_id, _t) in enumerate(parts) if command_id != "help"]
        parts.pop(spare[-1] if spare else -1)
    return ""
