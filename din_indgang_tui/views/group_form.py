"""A group, new or to be changed, with an answer for every date before anything is saved."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import (
    coming_days,
    group_helpers,
    group_rules,
    group_written,
    groups,
    staff,
)
from din_indgang_tui.house.group_laying import DateAnswer
from din_indgang_tui.house.group_writing import NewGroup
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views import group_rows
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.group_dates import date_lines, is_to_see, summary, windowed
from din_indgang_tui.views.group_end import EndGroup
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.form import ChoiceRow, KnownChoice, text_of
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import Line, Look, flow, line, ruled
from din_indgang_tui.words import full_day

_LEAST = 8  # lines of the coming dates, where there is little room
# The row that the house speaks of by another name.
_ROWS = {
    "freq": "rule",
    "every": "rule",
    "nth": "rule",
    "minutes": "start_time",
    "leader_id": "leader",
}
# What the coming dates depend on.
_OF_DATES = (
    *("rule", "start_time", "minutes", "starts_on", "ends_on", "exceptions"),
    *("leader_id", "room", "place"),
)
_DATE_ROWS = frozenset({_ROWS.get(name, name) for name in _OF_DATES} | {"weekdays"})


class GroupForm(ReadyForm):
    """What a group is, when it meets, and below it the coming dates as they would be."""

    area = "4"
    panel = "group"
    parts = frozenset({"groups"})
    column = 22
    ready_context = "group_save"
    help_text = N_("Here stands what a group is and when it meets. Below: the coming dates.")

    def __init__(self, shell: Shell, group_id: int | None = None) -> None:
        super().__init__(shell)
        self.group_id = group_id
        self.new = group_id is None
        self.group: GroupActivity | None = None
        self.known: Sequence[Colleague] = ()  # who may be named as a helper
        self.colleagues: Sequence[Colleague] = ()
        self.answers: tuple[DateAnswer, ...] = ()
        self.asked: dict[str, object] | None = None  # what the answers are for
        self.lacks = ""  # why there are none
        self.first = 0  # the first line of the dates in view
        self.made: int | None = None

    def subject(self) -> str:
        return "new" if self.group_id is None else str(self.group_id)

    @property
    def is_ready(self) -> bool:
        return True

    def needed(self) -> tuple[str, ...]:
        if self.form.code("rule") == group_written.NO_RULE:
            return ("name",)
        return ("name", "weekdays", "start_time", "starts_on")

    # Rows ---------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        return group_rows.rows(self.shell, self.colleagues)

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        fresh = not self.form.rows
        if fresh:
            self.colleagues = await self.shell.desk.read(staff.everyone)
            self.known = group_helpers.may_help(self.colleagues)
        await super().load()
        if fresh and not self.new:
            # Enter is about the marked row until something is written.
            self.steered = not self.opened and not self.unsaved()
        await self._answer()

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.group_id is None:
            return 0, self._proposed()
        group = self.group = await self.shell.desk.read(groups.one, self.group_id)
        self.known = group_helpers.may_help(self.colleagues, group.helpers)
        lists = self.shell.lists
        for name, code, label in (
            ("kind", group.kind, lists.label(lists.kinds, group.kind)),
            ("room", group.room or "", group.room_label),
            ("leader", group_rows.code(group.leader_id), group.leader),
            ("rule", group_written.code_of(group.rule), self._how_often(group)),
        ):
            row = self._row_of(name)
            if code and isinstance(row, KnownChoice):
                row.offer(code, label)
        return group.version, group_rows.texts(group, self.known, self._today())

    def _how_often(self, group: GroupActivity) -> str:
        return group_written.how_often(group.rule) if group.rule is not None else ""

    def _proposed(self) -> dict[str, str]:
        """A group, every week from today, that the one who writes it leads."""
        first = self.form.rows[3]
        assert isinstance(first, ChoiceRow)
        return {
            "kind": "group",
            "rule": first.choices[0][0],
            "starts_on": full_day(self._today()),
            "leader": group_rows.code(self.shell.desk.who.staff_id),
        }

    def _today(self) -> date:
        return local_date(self.shell.clock())

    async def changed(self, parts: set[str]) -> None:
        await super().changed(parts)
        if parts & {"groups", "slots", "settings", "staff", "lists"}:
            self.asked = None
            await self._answer()

    # What is written ----------------------------------------------------------------------

    def _written(self) -> NewGroup:
        """The group as the rows say; what is not touched is as it stands. Raises DeskError."""
        if self.group is None:
            return NewGroup(**self._values({row.name for row in self.form.rows}))
        return replace(self.group.as_new(), **self._values(set(self.unsaved())))

    def _dated(self) -> NewGroup:
        """The same as far as the coming dates depend on it. Raises DeskError."""
        was = NewGroup("") if self.group is None else self.group.as_new()
        rows = _DATE_ROWS if self.group is None else _DATE_ROWS & self.unsaved().keys()
        return replace(was, **self._values(rows))

    def _values(self, names: Set[str]) -> dict[str, Any]:
        """What these rows say, by the names of `NewGroup`. Raises DeskError by its row."""
        today, text = self._today(), self.form.text
        found: dict[str, Any] = {
            name: text_of(self._row_of(name))
            for name in names & {"name", "kind", "description", "place", "needs_assessment"}
        }
        if names & {"rule", "weekdays"}:
            days = coming_days.weekdays(text("weekdays"), field="weekdays")
            found["rule"] = group_written.rule_of(self.form.code("rule"), days)
        if "start_time" in names:
            lasts = self.group.minutes if self.group is not None else NewGroup("").minutes
            found["start_time"], found["minutes"] = group_written.hours(
                text("start_time"), lasts, field="start_time"
            )
        for name in names & {"starts_on", "ends_on"}:
            typed = text(name).strip()
            found[name] = coming_days.any_day(typed, today, field=name) if typed else None
        if "exceptions" in names:
            found["exceptions"] = group_written.exceptions(
                text("exceptions"), today, field="exceptions"
            )
        if "room" in names:
            found["room"] = self.form.code("room") or None
        if "leader" in names:
            code = self.form.code("leader")
            found["leader_id"] = int(code) if code else None
        if "helpers" in names:
            found["helpers"] = group_helpers.helpers(text("helpers"), self.known, field="helpers")
        if "capacity" in names:
            found["capacity"] = group_written.places(text("capacity"), field="capacity")
        if "drop_in" in names:
            found["drop_in"] = bool(self.form.code("drop_in"))
        if "legal_basis" in names:
            found["legal_basis"] = self.form.code("legal_basis")
        return found

    async def save(self, version: int, texts: dict[str, str]) -> str:
        new = self._written()
        if self.group is None:
            self.made = await self.shell.desk.change(groups.make, new)
            return _("Made: {name}.").format(name=new.name) + " " + _("u takes it back.")
        done = await self.shell.desk.change(groups.change, self.group.group_id, version, new)
        said = _("Saved: {name}.").format(name=new.name)
        return " ".join(filter(None, (said, done.words, _("u takes it back."))))

    async def saved(self) -> None:
        await self.shell.close(self)
        if self.made is not None:
            await self.shell.go_to_group(self.made)

    async def refused(self, error: DeskError) -> None:
        if error.field is not None:
            error.field = _ROWS.get(error.field, error.field)
        self.steered = False
        await super().refused(error)
        await self._answer()

    # The coming dates ---------------------------------------------------------------------

    async def rested(self) -> None:
        await self._answer()

    async def _answer(self) -> None:
        """Ask again where something was written that the dates depend on."""
        try:
            new = self._dated()
        except DeskError:
            # What is half written is said to be wrong when somebody goes on from it.
            self._no_dates(_("The coming dates stand here once days and hours are written."))
            return
        asked = {name: getattr(new, name) for name in _OF_DATES}
        if asked == self.asked:
            return
        self._no_dates(_("Without a rule its meetings are added one at a time."))
        self.asked = asked
        with contextlib.suppress(DeskError):
            try:
                self.answers = await self.shell.desk.read(groups.preview, new, self.group_id)
            except DeskError as error:
                self.lacks = error.message
                raise

    def _no_dates(self, why: str) -> None:
        self.answers, self.asked, self.lacks, self.first = (), None, why, 0

    async def do_later_dates(self) -> None:
        """The dates further on."""
        await self._page(1)

    async def do_earlier_dates(self) -> None:
        """The dates before."""
        await self._page(-1)

    async def _page(self, step: int) -> None:
        await self._answer()  # more may have been written than the answers are for
        lines = len(date_lines(self.answers, 80))
        self.first = min(max(0, self.first + step * (_LEAST - 3)), max(0, lines - 1))

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        ends = ("group_end",) if self.group is not None and not self.opened else ()
        return ("group_dates", *ends, *super().contexts())

    def bar(self) -> tuple[str, ...]:
        found = super().bar()
        if self.opened or self.group is None:
            return found
        return (*found[:-2], "finish", *found[-2:])

    def do_take_row(self) -> None:
        """Out of the row, or on to what is missing; what cannot be read is said at once."""
        self._values({self.form.open.name})
        super().do_take_row()

    async def do_take(self) -> None:
        """Save it all as it stands."""
        if not self.new and not self.unsaved():
            self.steered = True
            self.shell.say(_("Nothing is changed. Enter writes in the marked row."))
            return
        await super().do_take()

    async def do_back(self) -> None:
        """Out of the row; then out of the form, and what was written is kept as a draft."""
        if self.steered and not self.unsaved():
            self.steered = False
        await super().do_back()

    async def do_finish(self) -> None:
        """Which day is the last one, and what ends with it."""
        if self.group is not None:
            await self.shell.open(EndGroup(self.shell, self.group.group_id, self))

    # Words and drawing --------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        if self.group is None:
            return _("A new group"), ""
        return _("{name}: edit").format(name=self.group.name), ""

    def hint(self) -> str:
        if self.opened and self.form.open.name == "helpers":
            with contextlib.suppress(DeskError):
                named = self._values({"helpers"})["helpers"]
                if named:
                    return group_helpers.helpers_text(named, self.known)
        if self.steered and not self.new and not self.unsaved():
            return ""
        if found := super().hint():
            return found
        if self.new:
            return _("Nothing is saved yet. Enter makes the group, with the meetings below.")
        if not (unsaved := self.unsaved()):
            return ""
        text = _("Not saved yet: {rows}. Enter saves.")
        if unsaved.keys() & _DATE_ROWS:
            text = _("Not saved yet: {rows}. Enter saves, and lays the meetings anew.")
        return text.format(rows=", ".join(self.label(name) for name in unsaved))

    def draw_rows(self, picture: Picture, space: Space) -> None:
        whole = len(self.form.rows) + sum(map(len, self.wrong_lines(space.width).values()))
        top = len(picture.lines)
        room = space.height - top - max(_LEAST, space.height - top - whole)
        hidden = self._hidden_below(room, space.width)
        if hidden:
            hidden = self._hidden_below(room := room - 1, space.width)
        super().draw_rows(picture, Space(space.width, top + room, space.beside))
        if hidden:
            picture.add(line("  " + _("+ {n} more").format(n=hidden), Look.QUIET))
        picture.add(*self._dates(space.width, space.height - len(picture.lines)))

    def _hidden_below(self, lines: int, width: int) -> int:
        """How many rows are further down than what is shown in so many lines."""
        taken = sum(map(len, self.wrong_lines(width).values()))
        taken += self.form.box_lines() if self.opened else 0
        rows = len(self.form.rows)
        return rows - window(rows, self.form.at, lines - taken).stop

    def _dates(self, width: int, room: int) -> list[Line]:
        words = self._in_words()
        title = words[:1].upper() + words[1:] if words else _("When it meets")
        right = summary(self.answers) if self.answers else ""
        body = date_lines(self.answers, width)
        if not body:
            body = flow(self.lacks, width=width - 2, indent=2)
        return [ruled(title, right, width=width), *windowed(body, self.first, room - 1)]

    def _in_words(self) -> str:
        """`hver torsdag kl. 10.30-12.00, ikke uge 52`; empty while that cannot be said."""
        try:
            new = self._dated()
        except DeskError:
            return ""
        if new.rule is None or new.start_time is None:
            return ""
        return group_rules.words(new.rule, new.start_time, new.minutes, new.exceptions)

    def marks_mean(self) -> list[str]:
        see = sum(map(is_to_see, self.answers))
        said = _("Yellow among the dates: somebody has to look at it once it is saved.")
        return [*super().marks_mean(), *([said] if see else [])]
