"""A colleague's slots and groups as an iCalendar file (RFC 5545): the same give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from din_indgang_tui.house.coach_calendar import CalendarEntry, CoachCalendar
from din_indgang_tui.house.codes import Lists
from din_indgang_tui.text import clean

if TYPE_CHECKING:
    from icalendar import Event

# Without a version: another release of the program must not change the bytes.
_MADE_BY = "-//Din Indgang//slots//DA"


def calendar(of: CoachCalendar, lists: Lists) -> bytes:
    """The file. Times are in UTC, so that no calendar has to know when our clock is moved."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", _MADE_BY)
    made.add("version", "2.0")
    made.add("x-wr-calname", clean(f"Din Indgang, {of.name}"))
    for entry in of.entries:
        made.add_component(_event(entry, lists))
    return bytes(made.to_ical())


def _event(entry: CalendarEntry, lists: Lists) -> Event:
    from icalendar import Event

    event = Event()
    # The same one in whatever file, and another one in another house's.
    what = "group" if entry.group else "slot"
    event.add("uid", f"{what}-{entry.number}-{entry.created_at:%Y%m%dT%H%M%SZ}@din-indgang")
    event.add("dtstamp", entry.changed_at)
    event.add("created", entry.created_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.version - 1)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    kind = entry.group or lists.label(lists.kinds, entry.kind)
    event.add("summary", clean(f"{kind}: {entry.name}" if entry.name else kind))
    if where := lists.label(lists.rooms, entry.room) or entry.place:
        event.add("location", clean(where))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.cancelled:
        event.add("transp", "TRANSPARENT")  # takes no time any more
    return event
