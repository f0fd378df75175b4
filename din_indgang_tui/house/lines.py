"""One line of text as it is stored, whichever part of the house it belongs to."""

from __future__ import annotations

from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import clean


def one_line(text: str, field: str, limit: int) -> str:
    """The text clean and on one line; what is too long is cut by nobody, it is refused.

    Raises DeskError about `field` where it has more than `limit` characters.
    """
    line = " ".join(clean(text).split())
    if len(line) > limit:
        raise DeskError(_("That is too long: at most {n} characters.").format(n=limit), field=field)
    return line
