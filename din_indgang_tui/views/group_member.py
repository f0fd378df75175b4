"""A place that somebody has in a group: its end, its days; and the assessment a group asks for."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import call_backs, group_assessments, group_members, groups
from din_indgang_tui.house.coming_days import any_day
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_assessments import WHY_LIMIT
from din_indgang_tui.house.group_members import Member
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import full_day

_NOT_NEEDED, _GRANTED, _WANTED = "not_needed", "granted", "wanted"


class EndPlace(ReadyForm):
    """Filled in already: Enter ends the place today."""

    area = "4"
    panel = "group end place"
    new = True
    ready_context = "group_end_place"
    help_text = N_("Here you end a place in a group. Another can have it from the day after.")

    def __init__(self, shell: Shell, member: Member) -> None:
        super().__init__(shell)
        self.member = member

    def subject(self) -> str:
        return str(self.member.member_id)

    def rows(self) -> list[Row]:
        return [
            TextRow(_("Last day"), Field("to_on", limit=20), _("Like 20.11. or today.")),
            TextRow(_("Why"), Field("why", limit=NOTE_LIMIT), _("One line; it may stay empty.")),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        self.member = await self.shell.desk.read(group_members.one, self.member.member_id)
        return self.member.version, {"to_on": full_day(self._proposed())}

    def _proposed(self) -> date:
        return max(local_date(self.shell.clock()), self.member.from_on)

    def _is_to_come(self) -> bool:
        return self.member.from_on > local_date(self.shell.clock())

    async def save(self, version: int, texts: dict[str, str]) -> str:
        last = None
        # A place that has not begun is taken away as a whole, unless another day was written.
        if texts["to_on"].strip() and not (
            self._is_to_come() and texts["to_on"] == full_day(self._proposed())
        ):
            last = any_day(texts["to_on"], local_date(self.shell.clock()), field="to_on")
        try:
            name = await self.shell.desk.change(
                group_members.end, self.member.member_id, version, last, texts["why"]
            )
        except Conflict as conflict:
            self.version, _texts = await self.read()
            raise DeskError(conflict.message) from conflict
        if self._is_to_come() and last is None:
            return _("Saved: {name} does not get the place. u undoes it.").format(name=name)
        return _("Saved: {name} has the place until {day}. u undoes it.").format(
            name=name, day=full_day(last or local_date(self.shell.clock()))
        )

    def title(self) -> tuple[str, str]:
        return (
            _("The place of {name} ends").format(name=self.member.full_name),
            (_("from {day}") if self._is_to_come() else _("since {day}")).format(
                day=full_day(self.member.from_on)
            ),
        )

    def hint(self) -> str:
        if found := super().hint():
            return found
        if self._is_to_come():
            return _("The place has not begun: Enter takes it away.")
        return _("Enter ends the place with that day. Nothing is saved yet.")


class PlaceFacts(EditView):
    """The days and the note of a place."""

    area = "4"
    panel = "group place facts"
    parts = frozenset({"groups"})
    help_text = N_(
        "Here stand the days of a place, and its note. No last day: until the group ends."
    )

    def __init__(self, shell: Shell, member: Member) -> None:
        super().__init__(shell)
        self.member = member

    def subject(self) -> str:
        return str(self.member.member_id)

    def rows(self) -> list[Row]:
        return [
            TextRow(_("From"), Field("from_on", limit=20), _("The first day, like 20.11.")),
            TextRow(_("To"), Field("to_on", limit=20), _("Its last day, or empty.")),
            TextRow(_("Note"), Field("note", limit=NOTE_LIMIT), _("One line; it may stay empty.")),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        member = self.member = await self.shell.desk.read(group_members.one, self.member.member_id)
        return member.version, {
            "from_on": full_day(member.from_on),
            "to_on": full_day(member.to_on) if member.to_on else "",
            "note": member.note,
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        values = {name: self._value(name, text) for name, text in texts.items()}
        self.member = await self.shell.desk.change(
            group_members.change, self.member.member_id, version, values
        )
        return _("Saved: the place of {name}.").format(name=self.member.name)

    def _value(self, name: str, text: str) -> str | None:
        if name == "note":
            return text
        if not text.strip():
            if name == "from_on":
                raise DeskError(_("Write its first day."), field=name)
            return None
        return any_day(text, local_date(self.shell.clock()), field=name).isoformat()

    def title(self) -> tuple[str, str]:
        return _("The place of {name}").format(name=self.member.full_name), ""


class AssessmentForm(ReadyForm):
    """What was decided of one person and one group."""

    area = "4"
    panel = "group assessment"
    new = True
    ready_context = "group_assessment"
    required = ("decided",)
    help_text = N_("Here you say whether this person needs an assessment for this group.")

    def __init__(self, shell: Shell, group_id: int, citizen_id: int) -> None:
        super().__init__(shell)
        self.group_id, self.citizen_id = group_id, citizen_id
        self.name = self.group = ""
        self.always = False  # the group asks it of everybody

    def subject(self) -> str:
        return f"{self.group_id} {self.citizen_id}"

    async def load(self) -> None:
        if not self.form.rows:
            group = await self.shell.desk.read(groups.one, self.group_id)
            self.group, self.always = group.name, group.needs_assessment == "yes"
            self.name = await self.shell.desk.read(call_backs.who, self.citizen_id)
        await super().load()

    def rows(self) -> list[Row]:
        choices = [
            ("", _("not decided yet")),
            (_GRANTED, _("granted")),
            (_WANTED, _("needed, not granted yet")),
        ]
        if not self.always:
            choices.append((_NOT_NEEDED, _("not needed for this person")))
        return [
            ChoiceRow("decided", _("Assessment"), choices),
            TextRow(_("Granted on"), Field("granted_on", limit=20), _("Like 20.11. or today.")),
            TextRow(_("Why"), Field("why", limit=WHY_LIMIT), _("One line; it may stay empty.")),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        found = await self.shell.desk.read(group_assessments.of, self.group_id, self.citizen_id)
        today = full_day(local_date(self.shell.clock()))
        if found is None:
            return 0, {"granted_on": today}
        decided = _GRANTED if found.granted_on else _WANTED
        return found.version, {
            "decided": decided if found.needed else _NOT_NEEDED,
            "granted_on": full_day(found.granted_on) if found.granted_on else today,
            "why": found.why,
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        decided = texts["decided"]
        if not decided:
            raise DeskError(_("Choose what was decided."), field="decided")
        granted = None
        if decided == _GRANTED:
            text = texts["granted_on"]
            granted = any_day(text, local_date(self.shell.clock()), field="granted_on")
        await self.shell.desk.change(
            group_assessments.decide,
            self.group_id,
            self.citizen_id,
            decided != _NOT_NEEDED,
            granted,
            texts["why"],
            version=version,
        )
        return _("Saved: {what}.").format(what=self.words("decided", decided))

    def title(self) -> tuple[str, str]:
        return _("Assessment: {name}").format(name=self.name), self.group

    def hint(self) -> str:
        if self.opened and self.form.open.name == "decided":
            return _("Arrow right: the next choice. Esc leaves it undecided.")
        return super().hint()
