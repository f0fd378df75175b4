"""A match of the finder as one line, in Citizens and in a new enquiry."""

from __future__ import annotations

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house.codes import State
from din_indgang_tui.house.finder import Hit, Why
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.widgets.page import Line, columns, fit
from din_indgang_tui.words import clock_time, full_day

WHY_LABELS = {
    Why.NAME: N_("the name begins so"),
    Why.CALLED: N_("known as {name}"),
    Why.SOUND: N_("sounds like it"),
    Why.PHONE: N_("the phone number"),
    Why.BIRTH_DATE: N_("the birth date"),
    Why.CPR: N_("the CPR number"),
    Why.RECENT: N_("here lately"),
    Why.ALIKE: N_("alike"),
}


def hit_line(hit: Hit, *, marked: bool, width: int) -> Line:
    """A match: who, born when, which road, and why it is a match or where they are already."""
    why = _(WHY_LABELS[hit.why]).format(name=hit.known_as)
    if hit.state == State.WAITING:
        why = _("waits since {time}").format(time=clock_time(from_stored(hit.since)))
    elif hit.state:
        why = _("with {colleague}").format(colleague=hit.met_by)
    elif hit.slot_id is not None:
        why = _("appointment {time}").format(time=clock_time(from_stored(hit.slot_at)))
    born = _("born {day}").format(day=full_day(hit.birth_date)) if hit.birth_date else ""
    return columns(
        (2, hit.name or _("No name")),
        (24, born),
        (42, hit.road or "-"),
        (60, fit(why, width - 60)),
        marked=marked,
    )
