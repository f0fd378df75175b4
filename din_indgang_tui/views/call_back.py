"""One message that somebody wants to be called back: written, read and mended."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house import call_backs, finder, staff
from din_indgang_tui.house.call_backs import ABOUT_LIMIT, CALLER_LIMIT, PHONE_LIMIT
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import KnownChoice, TextRow
from din_indgang_tui.words import full_day

_MOST_MATCHES = 9  # citizens to step through; whoever has more writes more of the name


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
            KnownChoice("citizen_id", _("That is"), [("", _("only the name, as it was said"))]),
            TextRow(_("Phone"), Field("phone", limit=PHONE_LIMIT)),
            TextRow(_("About"), Field("about", limit=ABOUT_LIMIT)),
            KnownChoice("for_staff", _("For"), for_whom),
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

    def _row(self, name: str) -> KnownChoice:
        return next(
            row for row in self.form.rows if isinstance(row, KnownChoice) and row.name == name
        )

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


def _code(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)
