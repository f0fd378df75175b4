"""Settings: the acute telephone numbers that everybody sees with one key."""

from __future__ import annotations

from din_indgang_tui.house import acute_numbers
from din_indgang_tui.house.acute_numbers import (
    HOURS_LIMIT,
    LABEL_LIMIT,
    NUMBER_LIMIT,
    AcuteNumber,
)
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.acute import when_answered
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.settings_kind import ADD, HOLD, ORDER, Behind, Kind, SettingForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.widgets.page import Line, Look, columns


class AcuteNumbers(Kind):
    """The numbers in the order in which the page shows them."""

    contexts = (ADD, HOLD, ORDER)
    bar = ("add", "hold", "move")

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.numbers: list[AcuteNumber] = []

    def title(self) -> str:
        return _("Acute numbers")

    async def load(self) -> None:
        self.numbers = await self.shell.desk.read(acute_numbers.everything)

    def keys(self) -> list[str]:
        return [one.code for one in self.numbers]

    def heading(self) -> Line:
        return columns(
            (2, _("number"), Look.QUIET),
            (20, _("who answers"), Look.QUIET),
            (56, _("when"), Look.QUIET),
        )

    def line(self, number: int, marked: bool) -> Line:
        one = self.numbers[number]
        state = _("retired") if one.retired else one.hours if one.checked else _("not checked")
        return columns((2, one.number), (20, one.label), (56, state), marked=marked)

    def hint(self, number: int) -> str:
        if self.numbers[number].checked:
            return ""
        return _("The house has not checked this number. Write when somebody answers.")

    def detail(self, number: int) -> list[str]:
        one = self.numbers[number]
        return [one.number, one.label, when_answered(one)]

    def form(self, number: int) -> View:
        return NumberForm(self.shell, self.behind, self.numbers[number].code)

    def new_form(self) -> View:
        return NewNumber(self.shell, self.behind)

    async def hold(self, number: int) -> str:
        one = self.numbers[number]
        deed = acute_numbers.bring_back if one.retired else acute_numbers.retire
        await self.shell.desk.change(deed, one.code, one.version)
        if one.retired:
            return _("{label} is shown again.").format(label=one.label)
        return _("{label} is not shown any more.").format(label=one.label)

    def shift(self, number: int, to: int) -> None:
        self.numbers.insert(to, self.numbers.pop(number))

    async def put(self, number: int) -> str:
        one = self.numbers[number]
        await self.shell.desk.change(acute_numbers.move, one.code, number, one.version)
        return _("Saved: {label} stands there now.").format(label=one.label)


def _rows() -> list[Row]:
    return [
        TextRow(_("Who answers"), Field("label", limit=LABEL_LIMIT)),
        TextRow(_("Number"), Field("number", limit=NUMBER_LIMIT)),
        TextRow(_("When"), Field("hours", limit=HOURS_LIMIT), _("Such as: all day and night.")),
    ]


class NumberForm(SettingForm):
    """One number, edited in place."""

    panel = "acute number"

    def __init__(self, shell: Shell, behind: Behind, code: str) -> None:
        super().__init__(shell, behind)
        self.code = code

    def subject(self) -> str:
        return self.code

    def rows(self) -> list[Row]:
        return _rows()

    async def read(self) -> tuple[int, dict[str, str]]:
        for one in await self.shell.desk.read(acute_numbers.everything):
            if one.code == self.code:
                return one.version, {"label": one.label, "number": one.number, "hours": one.hours}
        raise DeskError(_("It is not there any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        await self.shell.desk.change(acute_numbers.edit, self.code, version, **texts)
        return _("Saved. It stands on the page of acute numbers (0).")

    def title(self) -> tuple[str, str]:
        return _("Edit the number"), ""


class NewNumber(SettingForm):
    """A number of the house's own."""

    panel = "new acute number"
    new = True

    def rows(self) -> list[Row]:
        return _rows()

    async def save(self, version: int, texts: dict[str, str]) -> str:
        self.made = await self.shell.desk.change(acute_numbers.add, **texts)
        return _("Saved. It stands on the page of acute numbers (0).")

    def title(self) -> tuple[str, str]:
        return _("New acute number"), ""
