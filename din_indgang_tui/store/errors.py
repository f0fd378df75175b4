"""What can go wrong, in words for the people at the desk."""

from __future__ import annotations


class DeskError(Exception):
    """Refused by a rule of the house. `field` names the field it is about, where there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(DeskError):
    """The role may not do this."""


class UsageError(Exception):
    """A command was written in a way that means nothing (exit 2); refusals are DeskErrors (1)."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Conflict(DeskError):
    """Someone else changed the same thing first: who, when, and both values of every field."""

    def __init__(
        self,
        message: str,
        *,
        who: str,
        at: str,
        theirs: dict[str, object],
        yours: dict[str, object],
    ) -> None:
        super().__init__(message)
        self.who = who
        self.at = at
        self.theirs = theirs
        self.yours = yours


class StoreError(Exception):
    """The file cannot be used as it is; one sentence says why and what to do."""


class Busy(StoreError):
    """Someone else held the file for longer than was waited; nothing is wrong with it."""
