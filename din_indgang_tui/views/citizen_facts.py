"""The facts on a citizen's page: as lines, and as rows to edit in place."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from din_indgang_tui.house import citizen_facts, names
from din_indgang_tui.house.citizen_facts import HIDDEN, Facts
from din_indgang_tui.house.citizens import Citizen
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, put_in
from din_indgang_tui.widgets.page import Line, columns, fit, flow, line
from din_indgang_tui.words import clock_time, full_day

SHOWN_SECONDS = 60  # so long a protected address stands on the screen
MOST_MEETING = 2  # lines of how to meet them; all of it stands in the rows


class EditFacts(EditView):
    """What is known of one citizen. What is protected stays hidden, and shut, until `r`."""

    area = "2"
    panel = "citizen_facts"
    parts = frozenset({"citizens"})
    column = 22
    help_text = N_("Here you edit what is known of one citizen, row by row.")

    def __init__(self, shell: Shell, who: Citizen, shown_until: datetime | None = None) -> None:
        super().__init__(shell)
        self.who = who
        self.protected = who.address_protected
        self.shown_until = shown_until

    def subject(self) -> str:
        return str(self.who.id)

    def rows(self) -> list[Row]:
        # The phone is the second row: one key down, since it is what changes most.
        return [
            TextRow(_("Known as"), Field("known_as"), _("What they want to be called.")),
            TextRow(_("Phone"), Field("phone")),
            ChoiceRow("safe_to_phone", _("Safe to phone"), _answers()),
            ChoiceRow("may_leave_message", _("Leave a message"), _answers()),
            TextRow(_("Email"), Field("email")),
            TextRow(_("Street and number"), Field("street")),
            TextRow(_("Postcode"), Field("postcode")),
            TextRow(_("Town"), Field("city")),
            ChoiceRow(
                "address_protected",
                _("Protected address"),
                [("no", _("no")), ("yes", _("yes"))],
            ),
            TextRow(
                _("Protected until"),
                Field("protected_until", limit=20),
                _("The last day, like 01.02.2027; empty where there is none."),
            ),
            TextRow(_("Given name"), Field("given_name")),
            TextRow(_("Family name"), Field("family_name")),
            TextRow(_("Birth date"), Field("birth_date", limit=20), _("Like 12.03.1961.")),
            TextRow(_("CPR"), Field("cpr", limit=20, hide_cpr=True), _("Ten digits, or empty.")),
            TextRow(_("Interpreter"), Field("interpreter"), _("The language, if one is needed.")),
            TextRow(_("Hearing"), Field("hearing"), _("How to be heard: slowly, on the left.")),
            TextRow(
                _("How to meet them"),
                Field("how_to_meet", limit=citizen_facts.LONG_LIMIT),
                _("Anything else to know before one says hello."),
            ),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        # Who writes in a hidden row has looked: a conflict about it must show them both texts.
        shown = self._shows() or bool(self.unsaved().keys() & set(HIDDEN))
        found = await self.shell.desk.read(citizen_facts.facts, self.who.id, shown=shown)
        self.protected = found.protected
        return found.version, dict.fromkeys(HIDDEN, "") | found.texts

    async def save(self, version: int, texts: dict[str, str]) -> str:
        remark = await self.shell.desk.change(citizen_facts.edit, self.who.id, version, texts)
        rows = ", ".join(self.label(name) for name in texts)
        said = _("Saved: {rows}. Press u to undo.").format(rows=rows)
        return f"{remark} {said}" if remark else said

    def title(self) -> tuple[str, str]:
        # As stored now, not as when the form was opened.
        given, family, called = map(
            self.base.__getitem__, ("given_name", "family_name", "known_as")
        )
        name = names.full_name(given, family) or _("No name")
        return _("{name}: edit").format(name=name), _called(called)

    # What is protected --------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return super().contexts() if self.opened else ("citizen_facts", *super().contexts())

    def bar(self) -> tuple[str, ...]:
        if self.opened or not self.protected or self._shows():
            return super().bar()
        return ("up", "open_row", "show", "back", "help")

    async def do_show(self) -> None:
        """The protected rows, for a minute, once that is on record."""
        if not self.protected:
            self.shell.say(_("The address is not protected."))
            return
        found, self.shown_until = await look(self.shell, self.who.id)
        unsaved = self.unsaved()
        for row in self.form.rows:
            if row.name in HIDDEN and row.name not in unsaved:
                self.base[row.name] = found.texts[row.name]
                put_in(row, self.base[row.name])

    def is_hidden(self, name: str) -> bool:
        return self._hides(self._row_of(name))

    def why_shut(self, row: Row) -> str:
        lifts = row.name == "address_protected" and self.protected and not self._shows()
        if self._is_protected(row) or lifts:
            return _("It is protected. Press r to see it before you write.")
        return ""

    def shown(self, row: Row, text: str) -> str:
        return _("hidden, press r") if self._hides(row) else super().shown(row, text)

    def tick(self) -> bool:
        if not self.protected or self._shows():
            return False
        was_shown, self.shown_until = self.shown_until is not None, None
        unsaved = self.unsaved()
        for row in self.form.rows:
            if self._hides(row) and row.name not in unsaved:
                self.base[row.name] = ""
                put_in(row, "")
        return was_shown

    def _shows(self) -> bool:
        return self.shown_until is not None and self.shell.clock() < self.shown_until

    def _is_protected(self, row: Row) -> bool:
        return self.protected and row.name in HIDDEN and not self._shows()

    def _hides(self, row: Row) -> bool:
        # A row that is being written stays as it is: its time is up when it is saved or shut.
        return self._is_protected(row) and not (self.opened and row is self.form.open)


async def look(shell: Shell, citizen_id: int) -> tuple[Facts, datetime]:
    """What protection hides, and until when it is shown; that it was is on record, and said."""
    found = await shell.desk.read(citizen_facts.protected_facts, citizen_id)
    now = shell.clock()
    shell.say(
        _("Shown for {n} seconds. It is noted that {who} saw it at {time}.").format(
            n=SHOWN_SECONDS, who=shell.desk.who.name, time=clock_time(now)
        )
    )
    return found, now + timedelta(seconds=SHOWN_SECONDS)


def _answers() -> list[tuple[str, str]]:
    return [("", _("not asked")), ("yes", _("yes")), ("no", _("no"))]


# On the page ------------------------------------------------------------------------------------


def title(who: Citizen, today: date) -> tuple[str, str]:
    """The name with the age, and what they are called."""
    named = who.name
    if who.birth_date is not None:
        from dateutil.relativedelta import relativedelta  # ten milliseconds the start can spare

        years = relativedelta(today, who.birth_date).years
        named = _("{name}, {years} years").format(name=who.name, years=years)
    return named, _called(who.known_as)


def _called(known_as: str) -> str:
    return _("known as {name}").format(name=known_as) if known_as else ""


def lines(who: Citizen, shown: Facts | None, visits: str, width: int) -> list[Line]:
    """Who they are, how to reach them and how to meet them; with `shown`, what is protected too."""
    hidden = who.address_protected and shown is None
    texts = shown.texts if shown else {}
    email = texts.get("email", who.email)
    born = _("Born {day}").format(day=full_day(who.birth_date)) if who.birth_date else "-"
    phone = _("Phone {number}").format(number=texts.get("phone", who.phone) or "-")
    if hidden:
        phone = _("Phone is protected")
    cpr = _("CPR number known") if who.has_cpr else ""
    found = [
        columns((2, born), (24, fit(_warning(who) + phone, width - 26))),
        *_address(who, texts, hidden, width),
        columns((2, visits), (24, fit(email, 30)), (56, cpr)),
    ]
    if who.protection_ended:
        ended = _("Their protection ended on {day}. Ask whether it should go on.")
        found += flow(ended.format(day=full_day(who.protection_ended)), width=width - 2, indent=2)
    return found + _meeting(who, width)


def _warning(who: Citizen) -> str:
    """Before the number, where nobody overlooks it and no long number pushes it out."""
    said = []
    if who.safe_to_phone == "no":
        said.append(_("Do not phone."))
    if who.may_leave_message == "no":
        said.append(_("Leave no message."))
    return " ".join([*said, ""])


def _address(who: Citizen, texts: dict[str, str], hidden: bool, width: int) -> list[Line]:
    if hidden:
        said = _("The address is protected. Press r to see it, which is noted.")
        if who.protected_until:
            said = _("The address is protected until {day}. Press r to see it, which is noted.")
            said = said.format(day=full_day(who.protected_until))
        return flow(said, width=width, indent=2)
    street, postcode, city = (
        texts.get(field, stored)
        for field, stored in (
            ("street", who.street),
            ("postcode", who.postcode),
            ("city", who.city),
        )
    )
    parts = [part for part in (street, f"{postcode} {city}".strip()) if part]
    return [line("  " + fit(", ".join(parts) or _("No address"), width - 4))]


def _meeting(who: Citizen, width: int) -> list[Line]:
    """How to meet them, as one calm line of what is filled in."""
    said = []
    if who.interpreter:
        said.append(_("interpreter: {language}").format(language=who.interpreter))
    if who.hearing:
        said.append(_("hearing: {how}").format(how=who.hearing))
    if who.safe_to_phone == "yes":
        said.append(_("safe to phone"))
    if who.may_leave_message == "yes":
        said.append(_("a message may be left"))
    if who.how_to_meet:
        said.append(who.how_to_meet)
    if not said:
        return []
    whole = _("How to meet them: {how}").format(how=", ".join(said))
    found = flow(whole, width=width - 2, indent=2)
    if len(found) > MOST_MEETING:
        cut = found[MOST_MEETING - 1].text
        found[MOST_MEETING - 1 :] = [line(fit(f"{cut} …", width - 2))]
    return found
