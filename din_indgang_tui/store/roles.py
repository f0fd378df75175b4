"""Who asks, and in which role."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the house; `OWNER` is the account that owns the file."""

    HOST = "host"
    COACH = "coach"
    OUTREACH = "outreach"
    VOLUNTEER = "volunteer"
    LEADER = "leader"
    ADMIN = "admin"
    OWNER = "owner"
    STRANGER = "stranger"  # nobody has logged in yet


# Those who meet citizens and may know who they are.
DESK = frozenset({Role.HOST, Role.COACH, Role.OUTREACH, Role.LEADER, Role.OWNER})
# Those who hold goal and dream conversations and read what was said in them.
COACHES = frozenset({Role.COACH, Role.OUTREACH, Role.LEADER, Role.OWNER})
# Those who take the roll of a group; a volunteer only where they lead or help (house/roll.py).
ROLL = DESK | {Role.VOLUNTEER}
LEADERS = frozenset({Role.LEADER, Role.ADMIN, Role.OWNER})
# Leaders who meet citizens: whoever only sets the house up cancels nobody's time, nor reads who is
# behind a figure.
HOUSE_LEADERS = LEADERS & DESK
# Those who look at the figures: leaders exactly, the others in fives.
FIGURES = DESK | LEADERS
STRANGERS = frozenset({Role.STRANGER})
# Everybody who is logged in, whatever they do in the house.
COLLEAGUES = frozenset(Role) - STRANGERS
ANYONE = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Who:
    """One person at one terminal, from log-in to log-out, which is one `session`."""

    initials: str
    role: Role
    staff_id: int | None = None
    name: str = ""
    session: str = field(default_factory=lambda: os.urandom(8).hex())


def nobody() -> Who:
    """The one who stands at a terminal where nobody has logged in."""
    return Who(initials="-", role=Role.STRANGER)


def command_line() -> Who:
    """The account that runs a command: it owns the file, and is on record as `cli:account`."""
    import getpass

    try:
        account = getpass.getuser()
    except (KeyError, OSError):
        account = "?"
    return Who(initials=f"cli:{account}", role=Role.OWNER, name=account)
