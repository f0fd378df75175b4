"""Who bypassed the house: the two numbers of each month, as the leader types them in."""

from __future__ import annotations

from din_indgang_tui.house import bypass
from din_indgang_tui.house.bypass import NOTE_LIMIT, Month, as_typed
from din_indgang_tui.house.statistics_part import Ratio
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.statistics_words import cell
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, ruled
from din_indgang_tui.words import number

_PAGE = 10  # lines
_ENDS = (30, 50)  # the columns before which the two numbers end
_NOTE = 53


class BypassView(View):
    """The months, the latest first."""

    area = "8"
    help_text = N_("Here you write, by month, who got a service without having been in the house.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.months: tuple[Month, ...] = ()
        self.counted = Ratio(0, 0)
        self.mark = Mark()

    async def load(self) -> None:
        marked = self.marked()
        self.months = await self.shell.desk.read(bypass.months)
        self.counted = await self.shell.desk.read(bypass.counted)
        names = [one.month for one in self.months]
        if marked is not None and marked.month in names:
            self.mark.at = names.index(marked.month)
        self.mark.move(0, len(names))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"figures", "settings"}:
            await self.load()

    def marked(self) -> Month | None:
        """The month with the mark."""
        return self.months[min(self.mark.at, len(self.months) - 1)] if self.months else None

    # Keys ----------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("bypass", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        rows = ("up", "edit", "take_away") if self.months else ()
        return ("add", *rows, "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        return command_id not in ("edit", "take_away") or bool(self.months)

    def marked_one(self) -> tuple[int, str] | None:
        marked = self.marked()
        return (
            None if marked is None else (int(marked.month.replace("-", "")), as_typed(marked.month))
        )

    def do_down(self) -> None:
        """The next month."""
        self.mark.move(1, len(self.months))

    def do_up(self) -> None:
        """The month before."""
        self.mark.move(-1, len(self.months))

    def do_page_down(self) -> None:
        """Ten lines on."""
        self.mark.move(_PAGE, len(self.months))

    def do_page_up(self) -> None:
        """Ten lines back."""
        self.mark.move(-_PAGE, len(self.months))

    async def do_add(self) -> None:
        """The numbers of one more month."""
        await self.shell.open(BypassForm(self.shell))

    async def do_edit(self) -> None:
        """The numbers of the marked month."""
        if (marked := self.marked()) is not None:
            await self.shell.open(BypassForm(self.shell, marked.month))

    async def do_take_away(self) -> None:
        """A month that was typed in by mistake."""
        if (marked := self.marked()) is not None:
            await self.shell.desk.change(bypass.take_away, marked.month, marked.version)
            await self.load()
            said = _("Taken away: {month}. Press u to undo.")
            self.shell.say(said.format(month=as_typed(marked.month)))

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    # Drawing -------------------------------------------------------------------------------

    def hint(self) -> str:
        if sum(one.services for one in self.months) == self.counted.of:
            return ""
        return _("A month counts when it is over, and from the opening day on.")

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        total = cell("bypassed_house", self.counted) if self.months else ""
        picture.add(ruled(_("New services, and who bypassed the house"), total, width=space.width))
        if not self.months:
            said = _(
                "Nothing is typed in yet. The numbers come from the authority department: how many "
                "got a new service in the month, and how many of them were never in the house."
            )
            picture.add(EMPTY, *flow(said, width=space.width - 2, indent=2))
            return picture
        heads = zip(_ENDS, (_("bypassed"), _("new services")), strict=True)
        cells = [(end - len(head), head, Look.QUIET) for end, head in heads]
        picture.add(columns((2, _("month"), Look.QUIET), *cells, (_NOTE, _("note"), Look.QUIET)))
        for at in window(len(self.months), self.mark.at, space.height - len(picture.lines)):
            picture.add(self._line(self.months[at], at == self.mark.at, space.width))
        return picture

    def _line(self, one: Month, marked: bool, width: int) -> Line:
        numbers = zip(_ENDS, (number(one.bypassed), number(one.services)), strict=True)
        cells = [(end - len(text), text) for end, text in numbers]
        note = fit(one.note, width - _NOTE - 1)
        return columns((2, as_typed(one.month)), *cells, (_NOTE, note), marked=marked)


class BypassForm(EditView):
    """The two numbers of one month."""

    area = "8"
    panel = "bypass"
    parts = frozenset({"figures"})
    column = 26
    help_text = N_("Here you write the two numbers of a month, as the authority counts them.")

    def __init__(self, shell: Shell, month: str | None = None) -> None:
        super().__init__(shell)
        self.month = month
        self.new = month is None

    def subject(self) -> str:
        return self.month or ""

    def rows(self) -> list[Row]:
        rows: list[Row] = [
            TextRow(
                _("Bypassed the house"),
                Field("bypassed", limit=9),
                _("New services to people who were never in the house."),
            ),
            TextRow(
                _("New services"), Field("services", limit=9), _("All new services of the month.")
            ),
            TextRow(_("Note"), Field("note", limit=NOTE_LIMIT), _("Where the numbers are from.")),
        ]
        if self.new:
            rows.insert(0, TextRow(_("Month"), Field("month", limit=20), _("Like 10-2026.")))
        return rows

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.month is None:
            return 0, {}
        found = await self._found()
        return found.version, {
            "bypassed": str(found.bypassed),
            "services": str(found.services),
            "note": found.note,
        }

    async def _found(self) -> Month:
        for one in await self.shell.desk.read(bypass.months):
            if one.month == self.month:
                return one
        raise DeskError(_("It is not there any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if self.month is None:
            saved = await self.shell.desk.change(
                bypass.put, texts["month"], texts["bypassed"], texts["services"], texts["note"]
            )
        else:
            now = await self._found()
            saved = await self.shell.desk.change(
                bypass.put,
                self.month,
                texts.get("bypassed", str(now.bypassed)),
                texts.get("services", str(now.services)),
                texts.get("note", now.note),
                version,
            )
        return _("Saved: {n} of {of} in {month}. Press u to undo.").format(
            n=saved.bypassed, of=saved.services, month=as_typed(saved.month)
        )

    def title(self) -> tuple[str, str]:
        if self.month is None:
            return _("The numbers of a month"), ""
        return _("The numbers of {month}").format(month=as_typed(self.month)), ""
