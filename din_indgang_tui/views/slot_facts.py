"""What is put right in one time: its kind, its room or place, and the line about it."""

from __future__ import annotations

from din_indgang_tui.house import slot_facts, slots
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import PLACE_LIMIT
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import KnownChoice, TextRow, put_in
from din_indgang_tui.words import appointment


class SlotFacts(EditView):
    """One time that is there; when it is and with whom is moved with m."""

    area = "3"
    panel = "slot facts"
    parts = frozenset({"slots"})
    help_text = N_("Here you put a time right: its kind, room, place and note. m moves it.")

    def __init__(self, shell: Shell, slot: Slot) -> None:
        super().__init__(shell)
        self.slot = slot

    def subject(self) -> str:
        return str(self.slot.slot_id)

    def rows(self) -> list[Row]:
        lists = self.shell.lists
        kinds = [
            (kind.code, kind.label) for kind in lists.kinds if kind.bookable and not kind.retired
        ]
        rooms = [(room.code, room.label) for room in lists.rooms if not room.retired]
        return [
            KnownChoice("kind", _("What for"), kinds),
            KnownChoice("room", _("Room"), [("", _("none")), *rooms]),
            TextRow(_("Elsewhere"), Field("place", limit=PLACE_LIMIT), _("not in the house")),
            TextRow(_("One line"), Field("note", limit=NOTE_LIMIT)),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        self.slot = slot = await self.shell.desk.read(slots.one, self.slot.slot_id)
        # What was taken out of use since is still what this one has.
        lists = self.shell.lists
        for name, offered, code in (
            ("kind", lists.kinds, slot.kind),
            ("room", lists.rooms, slot.room or ""),
        ):
            row = self._row_of(name)
            if code and isinstance(row, KnownChoice):
                row.offer(code, lists.label(offered, code))
        return slot.version, {
            "kind": slot.kind,
            "room": slot.room or "",
            "place": slot.place,
            "note": slot.note,
        }

    async def settle(self, version: int, now: dict[str, str], texts: dict[str, str]) -> None:
        # A room lets go of a place, and a place of a room: what somebody else wrote meanwhile goes
        # once it was seen.
        for mine, theirs in (("room", "place"), ("place", "room")):
            written = now[theirs] not in ("", self.base[theirs])
            if texts.get(mine) and theirs not in texts and written:
                self.version, self.base = version, now
                for name, text in (now | texts).items():
                    put_in(self._row_of(name), text)
                said = _("Somebody wrote {what} meanwhile. Enter puts yours in its place.")
                raise DeskError(said.format(what=self.words(theirs, now[theirs])), field=mine)
        await super().settle(version, now, texts)

    async def save(self, version: int, texts: dict[str, str]) -> str:
        slot = await self.shell.desk.change(slot_facts.edit, self.slot.slot_id, version, texts)
        if slot.told is False and self.slot.told is not False:
            return _("Saved: {name} is to be told of the other place.").format(name=slot.name)
        return _("Saved: the time of {name}.").format(name=slot.name)

    def title(self) -> tuple[str, str]:
        slot = self.slot
        said = _("A time of {name}").format(name=slot.name)
        return f"{said}, {appointment(slot.starts_at)}", slot.coach
