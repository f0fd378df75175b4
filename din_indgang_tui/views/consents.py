"""What a citizen said may be passed on: the list, and one of them written."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import consents
from din_indgang_tui.house.consents import HOW, LIMITS, Consent, Consents, Standing
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, text_of
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import full_day

_STANDING_AT = 44  # column of how it stands
_DETAIL = 9  # lines at most of the marked one below the list


class ConsentsView(View):
    """One citizen's consents, those that hold first; the marked one in full below."""

    area = "2"
    help_text = N_("Here you see what the citizen said may be passed on, to whom and how long.")

    def __init__(self, shell: Shell, citizen_id: int, consent_id: int | None = None) -> None:
        """With a consent, the mark stands on it."""
        super().__init__(shell)
        self.citizen_id, self.consent_id = citizen_id, consent_id
        self.found: Consents | None = None
        self.mark = Mark()

    async def load(self) -> None:
        question = consents.of_citizen if self.found is None else consents.of_citizen_again
        marked = self._marked()
        self.found = await self.shell.desk.read(question, self.citizen_id)
        ids = [one.consent_id for one in self.found.all]
        # The mark stays on the consent, wherever it stands now.
        wanted = marked.consent_id if marked is not None else self.consent_id
        if wanted in ids:
            self.mark.at = ids.index(wanted)
        self.mark.move(0, len(ids))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"conversations", "citizens"}:
            await self.load()

    def _marked(self) -> Consent | None:
        found = self.found.all if self.found is not None else ()
        return found[self.mark.at] if self.mark.at < len(found) else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("consents", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        marked = self._marked()
        if marked is None:
            return ("add", "back", "help", "log_out")
        take_back = ("withdraw",) if self.possible("withdraw") else ()
        return ("up", "edit", "add", *take_back, "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        marked = self._marked()
        if command_id == "withdraw":
            return marked is not None and marked.withdrawn_on is None
        return command_id != "edit" or marked is not None

    def marked_one(self) -> tuple[int, str] | None:
        return (self.citizen_id, self.found.name) if self.found is not None else None

    def do_down(self) -> None:
        """The next one."""
        self.mark.move(1, len(self.found.all) if self.found else 0)

    def do_up(self) -> None:
        """The one before."""
        self.mark.move(-1, len(self.found.all) if self.found else 0)

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    async def do_add(self) -> None:
        """Write one down."""
        if self.found is not None:
            await self.shell.open(ConsentForm(self.shell, self.citizen_id, self.found.name))

    async def do_edit(self) -> None:
        """Correct the marked one."""
        if self.found is not None and (marked := self._marked()) is not None:
            form = ConsentForm(self.shell, self.citizen_id, self.found.name, marked.consent_id)
            await self.shell.open(form)

    async def do_withdraw(self) -> None:
        """The citizen takes the marked one back."""
        if (marked := self._marked()) is None:
            return
        await self.shell.desk.change(consents.withdraw, marked.consent_id, marked.version)
        await self.load()
        self.shell.say(
            _("Withdrawn today: nothing more is passed on to {receiver}.").format(
                receiver=marked.receiver
            )
        )

    async def refused(self, error: DeskError) -> None:
        await self.load()

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.found is None:
            return picture
        today = local_date(self.shell.clock())
        title = _("Consent to pass something on, {name}").format(name=self.found.name)
        picture.add(ruled(title, width=space.width))
        if not self.found.all:
            said = _("None yet. Nothing is passed on before the citizen said yes to it.")
            picture.add(EMPTY, line("  " + said))
            return picture
        marked = self._marked()
        detail = [] if marked is None else self._detail(marked, space.width)[:_DETAIL]
        room = space.height - len(picture.lines) - len(detail) - 1
        for number in window(len(self.found.all), self.mark.at, room):
            one = self.found.all[number]
            standing = one.in_words(today)
            look = Look.PLAIN if one.standing(today) is Standing.HOLDS else Look.QUIET
            picture.add(
                columns(
                    (2, fit(one.receiver, _STANDING_AT - 4), look),
                    (_STANDING_AT, fit(standing, space.width - _STANDING_AT - 1), look),
                    marked=number == self.mark.at,
                )
            )
        picture.add(EMPTY, *detail)
        return picture

    def _detail(self, one: Consent, width: int) -> list[Line]:
        by = _("given {day}, {how}").format(day=full_day(one.given_on), how=_(HOW[one.how]))
        if one.recorded_by:
            by = _("{given}; written down by {colleague}").format(
                given=by, colleague=one.recorded_by
            )
        lines = [ruled(one.receiver, width=width), *flow(by, width=width - 2, indent=2)]
        for label, text in ((_("What"), one.what), (_("What for"), one.purpose)):
            if text:
                lines += flow(f"{label}: {text}", width=width - 2, indent=2)[:3]
        return lines


class ConsentForm(ReadyForm):
    """One consent: a new one, or one to correct."""

    area = "2"
    panel = "consent"
    ready_context = "edit_save"
    required = tuple(LIMITS)
    parts = frozenset({"conversations"})
    help_text = N_("Here you write to whom what may be passed on, and how the citizen said so.")

    def __init__(
        self, shell: Shell, citizen_id: int, name: str, consent_id: int | None = None
    ) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.name = name
        self.consent_id = consent_id
        self.new = consent_id is None

    def subject(self) -> str:
        return f"{self.citizen_id} {self.consent_id or ''}".strip()

    def rows(self) -> list[Row]:
        today = local_date(self.shell.clock())
        last = consents.valid_to(today, self.shell.settings.consent_months)
        rows: list[Row] = [
            TextRow(
                _("Who receives it"),
                Field("receiver", limit=LIMITS["receiver"]),
                _("One receiver: a person, or an office."),
            ),
            TextRow(
                _("What"),
                Field("what", limit=LIMITS["what"]),
                _("As narrow as it was said, such as: that there is a plan, not what it says."),
            ),
            TextRow(_("What for"), Field("purpose", limit=LIMITS["purpose"])),
            ChoiceRow("how", _("Said"), [(code, _(label)) for code, label in HOW.items()]),
            TextRow(_("Given"), Field("given_on", full_day(today) if self.new else "", limit=20)),
            TextRow(
                _("Holds to"),
                Field("valid_to", full_day(last) if self.new else "", limit=20),
                _("Its last day; empty: until it is withdrawn."),
            ),
        ]
        if not self.new:
            hint = _("Empty: it was not withdrawn.")
            rows.append(TextRow(_("Withdrawn"), Field("withdrawn_on", limit=20), hint))
        return rows

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.consent_id is None:
            return 0, {}
        one = await self.shell.desk.read(consents.one, self.consent_id)
        return one.version, {
            "receiver": one.receiver,
            "what": one.what,
            "purpose": one.purpose,
            "how": one.how,
            "given_on": full_day(one.given_on),
            "valid_to": full_day(one.valid_to) if one.valid_to else "",
            "withdrawn_on": full_day(one.withdrawn_on) if one.withdrawn_on else "",
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if self.consent_id is None:
            await self.shell.desk.change(consents.give, self.citizen_id, texts)
        else:
            await self.shell.desk.change(consents.change, self.consent_id, version, texts)
        return _("Saved: a consent from {name}.").format(name=self.name)

    def draw(self, space: Space) -> Picture:
        """Below the rows, in full, what is longer than its row: it is read aloud."""
        picture = super().draw(space)
        for row in self.form.rows:
            text = text_of(row)
            if row.name in LIMITS and fit(text, space.width - self.column - 1) != text:
                picture.add(EMPTY, *flow(f"{row.label}: {text}", width=space.width - 2, indent=2))
        return picture

    def title(self) -> tuple[str, str]:
        if self.new:
            return _("New consent from {name}").format(name=self.name), ""
        return _("Consent from {name}").format(name=self.name), ""
