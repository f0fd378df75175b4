"""Those who want to be called back: the list of them, and the form of one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import call_backs, finder, staff
from din_indgang_tui.house.call_backs import ABOUT_LIMIT, CALLER_LIMIT, PHONE_LIMIT, CallBack
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.citizen import CitizenView
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, full_day, near_day, short_day

_MOST_MATCHES = 9  # citizens to step through; whoever has more writes more of the name


@dataclass(slots=True)
class CallBackList:
    """The messages that are not done, with a mark that stays on its message."""

    shell: Shell
    rows: tuple[CallBack, ...] = ()
    marked_id: int | None = None

    async def read(self) -> None:
        """The messages as they are now."""
        found = await self.shell.desk.read(call_backs.waiting)
        at = self.at()
        self.rows = found
        if self.marked_id not in [row.call_back_id for row in found]:
            self.marked_id = found[min(at, len(found) - 1)].call_back_id if found else None

    def at(self) -> int:
        """Which row has the mark."""
        ids = [row.call_back_id for row in self.rows]
        return ids.index(self.marked_id) if self.marked_id in ids else 0

    def marked(self) -> CallBack | None:
        """The message with the mark."""
        return self.rows[self.at()] if self.rows else None

    def has_page(self) -> bool:
        """Whether the marked one is about a citizen of the house."""
        row = self.marked()
        return row is not None and row.citizen_id is not None

    def marked_one(self) -> tuple[int, str] | None:
        """The marked message by its number, and whose it is."""
        row = self.marked()
        return (row.call_back_id, row.full_name or _("Anonymous")) if row else None

    def move(self, step: int) -> None:
        """Up or down, staying within the list."""
        if self.rows:
            at = min(max(0, self.at() + step), len(self.rows) - 1)
            self.marked_id = self.rows[at].call_back_id

    # What the keys do -------------------------------------------------------------------

    async def open(self) -> None:
        """The marked message, to read and mend."""
        if (row := self.marked()) is not None:
            await self.shell.open(CallBackForm(self.shell, row.call_back_id))

    async def called(self) -> None:
        """The marked one was called; also when a colleague was faster the list is read again."""
        if (row := self.marked()) is None:
            return
        try:
            name = await self.shell.desk.change(call_backs.finish, row.call_back_id)
        finally:
            await self.read()
        self.shell.say(_("Saved: {name} was called back. u takes it back.").format(name=name))

    async def open_page(self) -> None:
        """The page of the citizen it is about."""
        row = self.marked()
        if row is None or row.citizen_id is None:
            self.shell.say(_("It is about nobody the house knows: there is no page."), wrong=True)
            return
        await self.shell.open(CitizenView(self.shell, row.citizen_id))

    # Drawing ----------------------------------------------------------------------------

    def title(self, width: int, *, names: bool = False) -> Line:
        """`Ring tilbage 3`, with who they are where the list itself has no room."""
        title = _("Call back {n}").format(n=len(self.rows))
        if names:
            title += ": " + ", ".join(row.name or _("Anonymous") for row in self.rows)
        days = max((row.days(self.shell.clock()) for row in self.rows), default=0)
        right = ngettext("oldest {n} day !", "oldest {n} days !", days).format(n=days)
        return ruled(title, right if days else "", width=width)

    def lines(self, width: int, room: int, *, here: bool) -> list[Line]:
        """The rows in so many lines, without the title."""
        if len(self.rows) > room:
            room -= 1  # the line that says how many more there are
        shown = window(len(self.rows), self.at(), max(room, 1))
        lines = [
            self._line(self.rows[number], here and number == self.at(), width) for number in shown
        ]
        if len(self.rows) > len(shown):
            more = _("+ {n} more").format(n=len(self.rows) - len(shown))
            lines.append(line("  " + more, Look.QUIET))
        return lines

    def _line(self, row: CallBack, marked: bool, width: int) -> Line:
        now = self.shell.clock()
        day, today = local_date(row.taken_at), local_date(now)
        old = row.days(now)
        waited = ngettext("{n} day !", "{n} days !", old).format(n=old) if old else ""
        return columns(
            (2, clock_time(row.taken_at) if day == today else short_day(day, today)),
            (9, waited, Look.OVER),
            (19, row.name or _("Anonymous")),
            (35, row.for_whom(self.shell.desk.who.staff_id)),
            (56, fit(row.about or _("not said what about"), width - 57)),
            marked=marked,
        )

    def detail(self, width: int) -> list[Line]:
        """All of the marked message, below the lists."""
        row = self.marked()
        if row is None:
            return []
        lines = [ruled(row.full_name or _("Anonymous"), row.number, width=width)]
        if row.about:
            lines += flow(row.about, width=width - 4, indent=2)[:3]
        lines += flow(self._taken(row), width=width - 2, indent=2)
        return lines

    def side(self, width: int) -> list[Line]:
        """The same, beside the lists."""
        row = self.marked()
        if row is None:
            return []
        lines = flow(row.full_name or _("Anonymous"), width=width, look=Look.TITLE)
        for text in (
            row.number,
            row.about,
            row.for_whom(self.shell.desk.who.staff_id),
            self._taken(row),
        ):
            if text:
                lines += [line(), *flow(text, width=width)]
        return lines

    def _taken(self, row: CallBack) -> str:
        today = local_date(self.shell.clock())
        said = _("Taken down {day} at {time} by {colleague}.").format(
            day=near_day(local_date(row.taken_at), today),
            time=clock_time(row.taken_at),
            colleague=row.taken_by or "-",
        )
        if row.phone_protected:
            said += " " + _("o opens the page, r there shows the number.")
        return said


class CallBackForm(EditView):
    """One message: a new one, or one to read and mend."""

    area = "1"
    panel = "call back"
    parts = frozenset({"messages", "citizens"})
    help_text = N_("Here you write who wants to be called back, and about what.")

    def __init__(self, shell: Shell, call_back_id: int | None = None) -> None:
        super().__init__(shell)
        self.call_back_id = call_back_id
        self.new = call_back_id is None
        self.colleagues: Sequence[Colleague] = ()
        self._looked_for = ""
        self._fits = 0  # citizens that the typed name fits

    def subject(self) -> str:
        return "" if self.call_back_id is None else str(self.call_back_id)

    def rows(self) -> list[Row]:
        me = self.shell.desk.who.staff_id
        for_whom = [("", _("whoever is here"))]
        for_whom += [
            (str(one.id), _("you, {name}").format(name=one.name) if one.id == me else one.name)
            for one in self.colleagues
            if one.active and one.role in DESK
        ]
        return [
            TextRow(
                _("Who"),
                Field("caller", limit=CALLER_LIMIT, hide_cpr=True),
                _("The name as it was said, or part of a citizen's name or number."),
            ),
            _Known("citizen_id", _("That is"), [("", _("only the name, as it was said"))]),
            TextRow(_("Phone"), Field("phone", limit=PHONE_LIMIT)),
            TextRow(_("About"), Field("about", limit=ABOUT_LIMIT)),
            _Known("for_staff", _("For"), for_whom),
        ]

    async def load(self) -> None:
        if not self.form.rows:
            self.colleagues = await self.shell.desk.read(staff.everyone)
        await super().load()
        await self._name_the_known()

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.call_back_id is None:
            return 0, {}
        row = await self.shell.desk.read(call_backs.one, self.call_back_id)
        known, whom = self._row("citizen_id"), self._row("for_staff")
        if row.citizen_id is not None:
            known.offer(str(row.citizen_id), row.full_name)
        if row.for_staff is not None:
            whom.offer(str(row.for_staff), row.for_name)
        self._looked_for = row.full_name
        return row.version, {
            "caller": row.full_name,
            "citizen_id": _code(row.citizen_id),
            "phone": row.written_phone,
            "about": row.about,
            "for_staff": _code(row.for_staff),
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        values: dict[str, str | int | None] = dict(texts)
        for name in ("citizen_id", "for_staff"):
            if name in texts:
                values[name] = int(texts[name]) if texts[name] else None
        if self.call_back_id is None:
            noted = await self.shell.desk.change(
                call_backs.take_down,
                citizen_id=_number(values["citizen_id"]),
                caller=texts["caller"],
                phone=texts["phone"],
                about=texts["about"],
                for_staff=_number(values["for_staff"]),
            )
        else:
            noted = await self.shell.desk.change(
                call_backs.change, self.call_back_id, version, values
            )
        said = _("Saved: call {name} back.").format(name=noted.name)
        if noted.doubtful:
            said += " " + _("The number is kept as it stands; is it a whole one?")
        return said

    def title(self) -> tuple[str, str]:
        if self.new:
            return _("Call back: a new message"), ""
        return _("Call back"), _("f in the list, when somebody has called")

    # Who it is --------------------------------------------------------------------------

    async def typed(self) -> None:
        await super().typed()
        if self.form.open.name == "caller":
            self._row("citizen_id").choose("")  # another name is another person

    async def rested(self) -> None:
        await self._look_up()

    async def do_take(self) -> None:
        await self._look_up()
        await super().do_take()

    async def _look_up(self) -> None:
        """Offer the citizens that the typed name or number fits; choosing one is up to people."""
        if not self.form.rows or (text := self.form.text("caller")) == self._looked_for:
            return
        found = await self.shell.desk.read(finder.find, text)
        self._looked_for = text
        known = self._row("citizen_id")
        chosen = known.value
        kept = [choice for choice in known.choices if choice[0] in ("", chosen)]
        known.choices, self._fits = kept, len(found.hits)
        for hit in found.hits[:_MOST_MATCHES]:
            label = hit.name or _("No name")
            if hit.birth_date:
                label += ", " + _("born {day}").format(day=full_day(hit.birth_date))
            known.offer(str(hit.citizen_id), label)
        known.choose(chosen)

    async def _name_the_known(self) -> None:
        """A draft brings the citizen it is about by number: say who it is."""
        known = self._row("citizen_id")
        if known.value and not known.choices[known.at][1]:
            name = await self.shell.desk.read(call_backs.who, int(known.value))
            known.choices[known.at] = (known.value, name)

    def _row(self, name: str) -> _Known:
        return next(row for row in self.form.rows if isinstance(row, _Known) and row.name == name)

    def hint(self) -> str:
        if self.opened and self.form.open.name in ("caller", "citizen_id"):
            fits = self._fits
            if fits > _MOST_MATCHES:
                return _("More than {n} fit. Write on.").format(n=_MOST_MATCHES)
            if fits:
                return ngettext(
                    "{n} citizen fits: choose in the row That is, or let it be the name alone.",
                    "{n} citizens fit: choose in the row That is, or let it be the name alone.",
                    fits,
                ).format(n=fits)
        return super().hint()


class _Known(ChoiceRow):
    """A choice that may be of something the list does not offer: former colleagues, citizens."""

    def offer(self, code: str, label: str) -> None:
        """One choice more, unless it is there."""
        if code not in [known for known, _label in self.choices]:
            self.choices.append((code, label))

    def choose(self, code: str) -> None:
        if code:
            self.offer(code, "")
        ChoiceRow.choose(self, code)


def _code(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)
