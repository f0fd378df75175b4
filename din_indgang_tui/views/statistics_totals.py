"""The running totals since the house opened, with what is published of Fredericia beside them."""

from __future__ import annotations

from din_indgang_tui.house import published, statistics_screen
from din_indgang_tui.house.figure_labels import how_counted
from din_indgang_tui.house.published import Published
from din_indgang_tui.house.statistics import TOTALS
from din_indgang_tui.house.statistics_part import Ratio, Total
from din_indgang_tui.house.statistics_people_totals import BASES
from din_indgang_tui.house.statistics_screen import Totals
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS, LEADERS
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.statistics_words import (
    Number,
    begun,
    cell,
    check_may_see_who,
    label,
    percent,
)
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, ruled
from din_indgang_tui.words import full_day, number

_PARTS = frozenset(
    {"enquiries", "citizens", "courses", "referrals", "figures", "settings", "lists"}
)
_OURS_END = 62  # the column before which our own number ends
_PUBLISHED = 64
_DETAIL = 6  # lines below the list


class TotalsView(View):
    """A total a line, ours and the published one; what is to be known of the marked one below."""

    area = "8"
    help_text = N_("Here you see the totals since the house opened, and what is published.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.totals: Totals | None = None
        self.mark = Mark()

    async def load(self) -> None:
        # Ten years are counted while the page with the published ones is there already.
        self.shell.afterwards(self._read())

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            self.shell.afterwards(self._read())

    async def _read(self) -> None:
        self.totals = await self.shell.desk.read(statistics_screen.totals)

    def keys(self) -> tuple[str, ...]:
        """The totals there are: a saving only where the house has set a price."""
        if self.totals is None:
            price = self.shell.settings.unit_price
            return tuple(key for key in TOTALS if key != "saving_dkk" or price is not None)
        return tuple(key for key in TOTALS if key in self.totals.figures)

    @property
    def marked(self) -> str:
        """The key of the marked total."""
        keys = self.keys()
        return keys[min(self.mark.at, len(keys) - 1)]

    def figure(self, key: str) -> Total:
        """What a total is; None while it is not read."""
        return None if self.totals is None else self.totals.figures.get(key)

    # Keys ----------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("statistics_totals", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        role = self.shell.desk.who.role
        who = ("people",) if role in HOUSE_LEADERS else ()
        out = ("write_out",) if role in LEADERS else ()
        return (*who, "up", *out, "weeks", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        return command_id != "people" or self.shell.desk.who.role in HOUSE_LEADERS

    def do_down(self) -> None:
        """The next total."""
        self.mark.move(1, len(self.keys()))

    def do_up(self) -> None:
        """The total before."""
        self.mark.move(-1, len(self.keys()))

    async def do_people(self) -> None:
        """Who is behind the marked total; of what bypassed the house, the months typed in."""
        check_may_see_who(self.shell.desk.who.role)
        if self.totals is None:  # in a burst of keys they may not be read yet
            await self._read()
        key = self.marked
        if key == "bypassed_house":
            await self.shell.go_to_bypass()
        elif numbers := numbers_of(key, self.figure(key)):
            await self.shell.go_to_people_behind(numbers)
        else:
            self.shell.say(_("Nobody is behind {figure} yet.").format(figure=label(key)))

    async def do_write_out(self) -> None:
        """To a file."""
        from din_indgang_tui.views.statistics_out import StatisticsOut

        if self.shell.desk.who.role not in LEADERS:
            raise DeskError(_("Writing the figures out is for the leader."))
        await self.shell.open(StatisticsOut(self.shell, None))

    async def do_weeks(self) -> None:
        """Back to the weeks."""
        await self.shell.close(self)

    async def do_back(self) -> None:
        """Back to the weeks."""
        await self.shell.close(self)

    # Drawing -------------------------------------------------------------------------------

    def hint(self) -> str:
        if self.shell.desk.who.role not in LEADERS:
            return _("You see each number as the five it lies in; the leader sees it exactly.")
        if self.totals is None:
            return _("Counting ...")
        return ""

    def title(self) -> str:
        """From which day to which the totals count."""
        if self.totals is None:
            return _("Since the house opened")
        until = full_day(self.totals.as_of)
        if self.totals.opened is None:
            return _("All there is, up to {until}").format(until=until)
        return _("{first} to {last}").format(first=full_day(self.totals.opened), last=until)

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(ruled(begun(self.title()), width=space.width))
        ours, theirs = _("ours"), "Fredericia"
        heads = (_OURS_END - len(ours), ours, Look.QUIET), (_PUBLISHED, theirs, Look.QUIET)
        picture.add(columns(*heads))
        rows = [(key, one) for key in self.keys() for one in self._lines(key, space.width)]
        marked = next(n for n, (key, _one) in enumerate(rows) if key == self.marked)
        detail = [] if space.beside else self._detail(space.width)
        room = space.height - len(picture.lines) - len(detail)
        picture.add(*(rows[n][1] for n in window(len(rows), marked, room)), *detail)
        return picture

    def _lines(self, key: str, width: int) -> list[Line]:
        figure = self.figure(key)
        ours = cell(key, figure) if self.totals is not None else ""
        if said := percent(figure):
            ours = f"{said} ({ours})"
        theirs = "; ".join(_(one.said) for one in published.FIGURES.get(key, ()))
        room = _OURS_END - len(ours)
        row = columns(
            (2, fit(label(key), room - 3)),
            (room, ours),
            (_PUBLISHED, fit(theirs, width - _PUBLISHED)),
            marked=key == self.marked,
        )
        return [row, *self._basis(width)] if key == "saving_dkk" else [row]

    def _basis(self, width: int) -> list[Line]:
        """What a saving rests on, always beside it."""
        house = self.shell.settings
        basis = house.unit_price_basis or _("what the price rests on is not written down")
        avoided = cell("assessments_avoided", self.figure("assessments_avoided"))
        said = f"{avoided} x {number(house.unit_price or 0)} kr.: {basis}"
        return flow(said, width=width - 1, indent=4, look=Look.QUIET)

    def _detail(self, width: int) -> list[Line]:
        """How the marked total is counted, and what is to be known of the published one."""
        lines = flow(how_counted(self.marked), width=width - 2, indent=2)
        for one in published.FIGURES.get(self.marked, ()):
            lines += flow(_published(one), width=width - 2, indent=2)
        lines = [EMPTY, ruled(label(self.marked), width=width), *lines]
        return (lines + [EMPTY] * _DETAIL)[: _DETAIL + 1]

    def side(self, width: int) -> list[Line]:
        lines = flow(label(self.marked), width=width, look=Look.TITLE)
        lines += flow(how_counted(self.marked), width=width)
        for one in published.FIGURES.get(self.marked, ()):
            lines += [EMPTY, *flow(_published(one), width=width)]
        return lines


def _published(one: Published) -> str:
    """A published figure in full: `186, VIVE, October 2017. What is to be minded.`"""
    return f"{begun(_(one.said))}: {_(one.source)}. {_(one.mind)}"


def numbers_of(key: str, figure: Total) -> list[Number]:
    """The numbers of a total with people behind them: two of a ratio; none where it is nothing."""
    if not isinstance(figure, Ratio):
        return [Number(label(key), "", key, None)] if figure else []
    of, name = cell(key, figure.of), label(key)
    numbers = [
        Number(name, cell(key, figure.n), key, None),
        Number(
            _("{figure}: all {n}").format(figure=name, n=of),
            _("of {n}").format(n=of),
            BASES[key],
            None,
        ),
    ]
    return numbers if figure.of else []
