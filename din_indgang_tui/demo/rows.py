"""What is on its way into the file: citizens and enquiries as rows, numbered as they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from din_indgang_tui.demo.days import Day
from din_indgang_tui.house import citizens
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.store.unit import Value

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Moment:
    """A second of a local day (0 is midnight on the wall)."""

    day: Day
    second: int

    def wall_clock_seconds_from(self, earlier: Moment) -> int:
        """Seconds as read off the wall."""
        days: int = (self.day.date - earlier.day.date).days
        return days * 86_400 + self.second - earlier.second

    def stored(self) -> str:
        """As it is stored: UTC."""
        return self.day.utc(self.second)


@dataclass(frozen=True, slots=True)
class Writing:
    """What lies in the inbox: who wrote, and what."""

    given_name: str = ""
    family_name: str = ""
    phone: str = ""
    email: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One enquiry as the town has it, before it is a row. `who` is a citizen's id."""

    who: int | None
    channel: str
    arrived: Moment
    met: Moment | None = None
    finished: Moment | None = None
    state: str = "done"
    met_by: int | None = None
    registered_by: int | None = None
    reasons: Sequence[str] = ()
    heard_from: str | None = None
    outcome: str | None = None
    companion: str = ""
    note: str = ""
    writing: Writing | None = None


@dataclass(slots=True)
class Batch:
    """Rows in the order in which the file takes them: who they are before what happened."""

    citizens: list[Row] = field(default_factory=list)
    name_parts: list[Row] = field(default_factory=list)
    enquiries: list[Row] = field(default_factory=list)
    reasons: list[Row] = field(default_factory=list)
    letters: list[Row] = field(default_factory=list)


class Rows:
    """Turns people and events into rows; hands over what it has with `batch`."""

    def __init__(self) -> None:
        self.citizen_count = 0
        self.enquiry_count = 0
        self._batch = Batch()

    @property
    def waiting(self) -> int:
        """How many rows of citizens and enquiries wait to be taken."""
        return len(self._batch.citizens) + len(self._batch.enquiries)

    def batch(self) -> Batch:
        """Everything since the last time."""
        batch, self._batch = self._batch, Batch()
        return batch

    def citizen(self, person: NewCitizen, created: Moment) -> int:
        """A row for this person; returns the id. Raises DeskError as the house does."""
        self.citizen_count += 1
        row = citizens.citizen_row(person)
        row["id"] = self.citizen_count
        row["created_at"] = created.stored()
        self._batch.citizens.append(row)
        self._batch.name_parts += citizens.name_parts(
            self.citizen_count, person.given_name, person.family_name
        )
        return self.citizen_count

    def enquiry(self, event: Event) -> int:
        """A row for this event and one for each reason; returns the id."""
        self.enquiry_count += 1
        arrived, met, finished = event.arrived, event.met, event.finished
        arrived_at = arrived.stored()
        # The columns of time are those of house/enquiry_columns.py, whose `times` asks the zone
        # for every moment, which is too slow for half a million.
        self._batch.enquiries.append(
            {
                "id": self.enquiry_count,
                "citizen_id": event.who,
                "channel": event.channel,
                "state": event.state,
                "arrived_at": arrived_at,
                "arrived_on": arrived.day.text,
                "arrived_week": arrived.day.week,
                "met_at": met.stored() if met else None,
                "met_on": met.day.text if met else None,
                "waited_s": met.wall_clock_seconds_from(arrived) if met else None,
                "met_by": event.met_by,
                "finished_at": finished.stored() if finished else None,
                "finished_on": finished.day.text if finished else None,
                "heard_from": event.heard_from,
                "outcome": event.outcome,
                "companion": event.companion,
                "note": event.note,
                "registered_by": event.registered_by,
                "created_at": arrived_at,
            }
        )
        if event.writing is not None:
            self._batch.letters.append({"enquiry_id": self.enquiry_count, **asdict(event.writing)})
        for position, reason in enumerate(event.reasons, start=1):
            self._batch.reasons.append(
                {"enquiry_id": self.enquiry_count, "position": position, "reason": reason}
            )
        return self.enquiry_count
