"""How a time is to be: its kind, its length, its room or place, and a line about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from din_indgang_tui.house.codes import ActivityKind
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import PLACE_LIMIT
from din_indgang_tui.house.verdicts import typed_length
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow

NO_ROOM = "-"


@dataclass(frozen=True, slots=True)
class How:
    """What is chosen beside the time itself. `room`: a code, empty for the first that is free."""

    kind: str = "coaching"
    minutes: int = 45
    room: str = ""
    place: str = ""
    note: str = ""
    told: bool = False  # of a slot that is moved: the citizen knows
    moving: bool = False

    @property
    def needs_room(self) -> bool:
        """Whether one of the house's rooms is to be taken."""
        return self.room != NO_ROOM and not self.place

    @property
    def wanted_room(self) -> str | None:
        """The room that was asked for by name."""
        return self.room if self.room and self.needs_room else None

    @staticmethod
    def at_first(kinds: Sequence[ActivityKind], slot: Slot | None) -> How:
        """A coaching session, as long as the house says; or as the slot is that is moved."""
        if slot is not None:
            room = NO_ROOM if slot.room is None else ""
            return How(slot.kind, slot.minutes, room, slot.place, moving=True)
        bookable = [kind for kind in kinds if kind.bookable and not kind.retired]
        first = next((kind for kind in bookable if kind.code == "coaching"), None)
        first = first or next(iter(bookable), None)
        return How(first.code, first.minutes) if first is not None else How()


class HowForm(EditView):
    """The rows of it. Nothing is booked here: the week shows what is free for it."""

    area = "3"
    panel = "booking_how"
    help_text = N_("Here you choose how the time is to be. The week then shows what is free.")

    def __init__(
        self, shell: Shell, citizen_id: int, how: How, take: Callable[[How], Awaitable[None]]
    ) -> None:
        super().__init__(shell)
        self.citizen_id, self.how, self.take = citizen_id, how, take

    def subject(self) -> str:
        return f"{self.citizen_id} {'move' if self.how.moving else 'book'}"

    def rows(self) -> list[Row]:
        lists = self.shell.lists
        rooms = [("", _("the first that is free")), (NO_ROOM, _("none"))]
        rooms += [(room.code, room.label) for room in lists.rooms if not room.retired]
        minutes = TextRow(_("Minutes"), Field("minutes", limit=10))
        if self.how.moving:
            why = TextRow(_("Why"), Field("note", limit=NOTE_LIMIT))
            knows = [("no", _("no")), ("yes", _("yes"))]
            return [
                minutes,
                ChoiceRow("room", _("Room"), rooms),
                ChoiceRow("told", _("They were told"), knows),
                why,
            ]
        kinds = [
            (kind.code, kind.label)
            for kind in lists.kinds
            if kind.bookable and (not kind.retired or kind.code == self.how.kind)
        ]
        return [
            ChoiceRow("kind", _("What for"), kinds or [(self.how.kind, self.how.kind)]),
            minutes,
            ChoiceRow("room", _("Room"), rooms),
            TextRow(_("Elsewhere"), Field("place", limit=PLACE_LIMIT), _("not in the house")),
            TextRow(_("One line"), Field("note", limit=NOTE_LIMIT)),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        how = self.how
        return 0, {
            "kind": how.kind,
            "minutes": str(how.minutes),
            "room": how.room,
            "place": how.place,
            "note": how.note,
            "told": "yes" if how.told else "no",
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        now = (await self.read())[1] | texts
        # Another kind is as long as the house says, unless a length was written as well.
        if "kind" in texts and "minutes" not in texts:
            kinds = self.shell.lists.kinds
            now["minutes"] = next(
                (str(kind.minutes) for kind in kinds if kind.code == texts["kind"]), now["minutes"]
            )
        self.how = How(
            kind=now["kind"],
            minutes=typed_length(now["minutes"]),
            room=now["room"],
            place=now["place"].strip(),
            note=now["note"].strip(),
            told=now["told"] == "yes",
            moving=self.how.moving,
        )
        await self.take(self.how)
        return _("Chosen. Esc shows the week.")

    def title(self) -> tuple[str, str]:
        return _("How the time is to be"), ""
