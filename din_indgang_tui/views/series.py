"""A series of times: its rule, and an answer for every date before anything is booked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import series
from din_indgang_tui.house.availability import Free
from din_indgang_tui.house.booking import ForWhom
from din_indgang_tui.house.series import Ask, Chosen, SeriesRefused, Verdict
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.booking_how import How
from din_indgang_tui.views.drafts import forget
from din_indgang_tui.views.series_rule import RuleForm, begun_before
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.widgets.marks import Mark, window_of
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import appointment, clock_time, full_day

_PANEL = "series"
_COLUMN = 20
_DAY, _ANSWER = 13, 36  # the columns of the day and the answer


class SeriesView(View):
    """First the rule, then the dates: Enter shows the answers, Enter books the chosen ones."""

    area = "3"
    help_text = N_("Here you repeat a time. Every date has its answer before anything is booked.")

    def __init__(
        self,
        shell: Shell,
        whom: ForWhom,
        coach: tuple[int, str],
        starts_at: datetime,
        how: How,
        room: str | None,
        below: View,
    ) -> None:
        super().__init__(shell)
        self.below = below  # the week it came from: closed when the series is booked
        self.whom, self.how, self.room = whom, how, room
        self.coach_id, self.coach = coach
        self.rule, self.in_rule = RuleForm(starts_at), True
        self.ask: Ask | None = None
        self.answers: list[Verdict] = []
        # By the number of the date: the proposal as it was read, None for the time that was asked.
        self.chosen: dict[int, Free | None] = {}
        self.mark = Mark()
        self._loaded = False
        self.subject = str(whom.citizen_id)  # of its draft

    def contexts(self) -> tuple[str, ...]:
        if not self.in_rule:
            return ("series", "everywhere", "always")
        return ("series_begun" if self.rule.on_begun else "series_rule", "series_steps", "always")

    def bar(self) -> tuple[str, ...]:
        if not self.in_rule:
            return ("take", "mark", "move", "rule", "help")
        if self.rule.on_begun:
            return ("take", "next_row", "back", "help")
        steps = ("next_choice",) if isinstance(self.rule.form.open, ChoiceRow) else ()
        return (*steps, "take", "next_row", "back", "help")

    def writing(self) -> Field | None:
        return self.rule.form.writing() if self.in_rule and not self.rule.on_begun else None

    async def load(self) -> None:
        if not self._loaded:
            self._loaded = True
            self.rule.begun, self.subject = await begun_before(
                self.shell.desk, _PANEL, self.whom.citizen_id
            )
            if self.rule.begun:
                self.shell.say(self.rule.offer(local_date(self.shell.clock())))
        elif not self.in_rule:
            await self._answer()

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        texts = self.rule.written()
        return (_PANEL, self.subject, {"texts": texts}) if texts else None

    async def changed(self, parts: set[str]) -> None:
        if not self.in_rule and parts & {"slots", "courses", "settings", "staff", "lists"}:
            await self._answer()

    async def typed(self) -> None:
        self.rule.form.wrong.clear()

    def letter(self, character: str) -> None:
        """The next choice that begins so."""
        row = self.rule.form.open
        if self.in_rule and not self.rule.on_begun and isinstance(row, ChoiceRow):
            row.jump(character)

    # The rule -----------------------------------------------------------------------------

    def do_next_row(self) -> None:
        """The next row; after the last of them the rule begun before."""
        self.rule.go(1)

    def do_last_row(self) -> None:
        """The row before; from the first to the rule begun before."""
        self.rule.go(-1)

    def do_next_choice(self) -> None:
        """The next choice."""
        self._step(1)

    def do_last_choice(self) -> None:
        """The choice before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        row = self.rule.form.open
        if isinstance(row, ChoiceRow):
            row.step(by)

    async def do_rule(self) -> None:
        """Edit the rule."""
        self.in_rule = True

    async def refused(self, error: DeskError) -> None:
        if isinstance(error, SeriesRefused):
            # Its answer is another one now; the others stay as they were chosen.
            self.chosen.pop(error.number, None)
            await self._answer()
            self.mark.at = error.number - 1
        elif error.field is not None and self.rule.form.go_to(error.field):
            self.rule.form.wrong = {error.field: error.message}
            self.in_rule, self.rule.at_begun = True, None

    # The answers --------------------------------------------------------------------------

    def _asked(self) -> Ask:
        """What the rule asks for. Raises DeskError by its row."""
        return Ask(
            citizen_id=self.whom.citizen_id,
            course_id=self.whom.course.course_id if self.whom.course is not None else None,
            coach_id=self.coach_id,
            first=self.rule.first(),
            time=self.rule.time(),
            kind=self.how.kind,
            minutes=self.how.minutes,
            room=self.room,
            every_weeks=self.rule.every_weeks(),
            weekdays=self.rule.weekdays(),
            times=self.rule.times(),
            place=self.how.place,
            note=self.how.note,
        )

    async def _answer(self) -> None:
        """Read the answers; a choice stays as long as the very same time is offered.

        Where it is not, the date is left out until somebody has seen what is offered instead.
        """
        assert self.ask is not None
        before = {one.number: one.starts_at for one in self.answers}
        self.answers = await self.shell.desk.read(series.verdicts, self.ask)
        chosen: dict[int, Free | None] = {}
        for one in self.answers:
            offered = _offered(one)
            if one.number not in before or before[one.number] != one.starts_at:
                if offered and _same_time(one, offered[0]):
                    chosen[one.number] = offered[0]  # free, or in another room
            elif one.number in self.chosen and self.chosen[one.number] in offered:
                chosen[one.number] = self.chosen[one.number]
        self.chosen = chosen
        self.mark.at = min(self.mark.at, max(0, len(self.answers) - 1))

    async def do_take(self) -> None:
        """The answers; and there, book what is chosen. On a rule begun before: go on with it."""
        if self.rule.on_begun:
            self.subject = self.rule.go_on()
            return
        if self.in_rule:
            self.ask = self._asked()
            await self._answer()
            self.in_rule = False
            self.mark.at = next(
                (n for n, one in enumerate(self.answers) if one.number not in self.chosen), 0
            )
            return
        assert self.ask is not None
        wanted = [self._chosen(one) for one in self.answers if one.number in self.chosen]
        booked = await self.shell.desk.change(series.book_series, self.ask, wanted)
        self.rule = RuleForm(booked[0].starts_at)  # nothing of it is a draft any more
        await forget(self.shell.desk, _PANEL, self.subject)
        await self.shell.close(self.below)
        self.shell.say(
            ngettext(
                "Booked: {name}, {n} time, {first}.",
                "Booked: {name}, {n} times, {first} to {last}.",
                len(booked),
            ).format(
                name=booked[0].name,
                n=len(booked),
                first=appointment(booked[0].starts_at),
                last=full_day(booked[-1].day),
            )
            + " "
            + _("u takes it back.")
        )

    def _chosen(self, one: Verdict) -> Chosen:
        free = self.chosen[one.number]
        if free is None:
            assert one.starts_at is not None
            return Chosen(one.number, one.starts_at, self.room)
        return Chosen(one.number, free.starts_at, free.room if self.how.needs_room else None)

    def _marked(self) -> Verdict:
        return self.answers[self.mark.at]

    def do_mark(self) -> None:
        """In or out; a date that is not free takes the suggestion shown."""
        one = self._marked()
        if one.number in self.chosen:
            del self.chosen[one.number]
        elif offered := _offered(one):
            self.chosen[one.number] = offered[0]
        else:
            self.shell.say(_("Nothing near that date is free, so it is left out."), wrong=True)

    def do_move(self) -> None:
        """The suggestion shown, and from then on the next one."""
        one = self._marked()
        if not one.proposals:
            said = _("It is free as it is.") if one.answer is Answer.FREE else ""
            said = said or _("Nothing near that date is free, so it is left out.")
            self.shell.say(said, wrong=True)
            return
        now = self.chosen.get(one.number)
        at = one.proposals.index(now) + 1 if now in one.proposals else 0
        self.chosen[one.number] = one.proposals[at % len(one.proposals)]

    def do_down(self) -> None:
        """The next date."""
        self.mark.move(1, len(self.answers))

    def do_up(self) -> None:
        """The date before."""
        self.mark.move(-1, len(self.answers))

    def do_page_down(self) -> None:
        """Ten dates on."""
        self.mark.move(10, len(self.answers))

    def do_page_up(self) -> None:
        """Ten dates back."""
        self.mark.move(-10, len(self.answers))

    async def do_back(self) -> None:
        """Back to the week; the rule is kept."""
        await self.shell.close(self)
        if self.rule.written():
            self.shell.say(_("Nothing is booked. The rule is kept as a draft."))

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        kind = next((k.label for k in self.shell.lists.kinds if k.code == self.how.kind), "")
        title = _("Repeat: {name}, {kind} with {coach}, {n} min").format(
            name=self.whom.full_name, kind=kind.lower(), coach=self.coach, n=self.how.minutes
        )
        rooms = self.shell.lists
        picture.add(ruled(title, rooms.label(rooms.rooms, self.room), width=space.width))
        if self.in_rule:
            self._draw_rule(picture, space)
        else:
            self._draw_answers(picture, space)
        return picture

    def _draw_rule(self, picture: Picture, space: Space) -> None:
        picture.add(EMPTY)
        form, here = self.rule.form, not self.rule.on_begun
        for row_line, row in form.lines(_COLUMN, space.width, marked=here):
            picture.add(row_line)
            if here and row is form.open and isinstance(row, TextRow):
                picture.put_field(row.field, _COLUMN, space.width - _COLUMN - 2)
        room, today = space.height - len(picture.lines) - 1, local_date(self.shell.clock())
        picture.add(*self.rule.begun_lines(_COLUMN, space.width, room, today))

    def _draw_answers(self, picture: Picture, space: Space) -> None:
        rule, how = f"  {self.rule.sentence(self.answers[0].day)}", _("(e edits the rule)")
        if len(rule) + 2 + len(how) <= space.width:
            rule += f"  {how}"
        picture.add(line(fit(rule, space.width)), EMPTY)
        picture.add(columns((7, _("no.")), (_DAY, _("day")), (_ANSWER, _("answer"))))
        blocks = [self._lines_of(n, one, space.width) for n, one in enumerate(self.answers)]
        room = space.height - len(picture.lines) - 4
        shown = window_of([len(block) for block in blocks], self.mark.at, room)
        for number in shown:
            picture.add(*blocks[number])
        left = len(blocks) - len(shown)
        picture.add(
            line("  " + _("+ {n} more").format(n=left), Look.QUIET) if left else EMPTY,
            line(fit("  " + self._summary(), space.width)),
            line(fit("  " + self._of_the_course(), space.width)),
        )

    def _lines_of(self, number: int, one: Verdict, width: int) -> list[Line]:
        free = self.chosen.get(one.number)
        here = number == self.mark.at
        box = "[x]" if one.number in self.chosen else "[ ]"
        starts_at, words, below, under = one.starts_at, one.words, "", _ANSWER
        if free is not None:
            if free.starts_at == one.starts_at:
                words += ". " + _("Instead: {room}").format(room=free.room_label)
            else:
                starts_at = free.starts_at
                below, under = self._instead_of(one), _DAY
                words = _("free")
        elif one.answer is not Answer.FREE:
            below = self._suggestion(one)
        words = ", ".join(filter(None, (words, one.group_at(starts_at))))
        day = appointment(starts_at) if starts_at is not None else full_day(one.day)
        first, *more = flow(words, width=width - 1, indent=_ANSWER)
        what = (_DAY, day), (_ANSWER, first.text.strip())
        lines = [columns((2, box), (7, str(one.number)), *what, marked=here), *more]
        if below:
            lines.append(columns((under, fit(below, width - under))))
        return lines

    def _instead_of(self, one: Verdict) -> str:
        at = appointment(one.starts_at) if one.starts_at is not None else full_day(one.day)
        return _("instead of {time}: {why}").format(time=at, why=one.words)

    def _suggestion(self, one: Verdict) -> str:
        if not one.proposals:
            return _("nothing near it is free")
        return _("suggestion: {time}").format(time=_of_free(one, one.proposals[0]))

    def _summary(self) -> str:
        n, every = len(self.chosen), len(self.answers)
        said = _("{n} of {all} will be booked.").format(n=n, all=every)
        if every > n:
            said += " " + ngettext("{n} will not.", "{n} will not.", every - n).format(n=every - n)
        return said

    def _of_the_course(self) -> str:
        course = self.whom.course
        if course is None:
            return ""
        day = full_day(course.weeks.end_on)
        if any(one.answer is Answer.AFTER_COURSE for one in self.answers):
            return _("The course ends on {day}.").format(day=day)
        return _("All lie before {day}, when the course ends.").format(day=day)

    def side(self, width: int) -> list[Line]:
        if self.in_rule or not self.answers:
            return []
        one = self._marked()
        lines = [line(full_day(one.day), Look.TITLE), line(fit(one.words, width))]
        for free in one.proposals:
            end = free.starts_at + timedelta(minutes=free.minutes)
            text = f"{appointment(free.starts_at)}-{clock_time(end)} {free.room_label}"
            lines.append(line(fit(text, width)))
        return lines

    def hint(self) -> str:
        if self.rule.on_begun:
            return _("Nothing is booked yet. Enter goes on with the rule you began.")
        if self.in_rule:
            return _("Nothing is booked yet. Enter shows an answer for every date.")
        left = len(self.answers) - len(self.chosen)
        if not left:
            return _("Nothing is booked yet.")
        return ngettext(
            "Nothing is booked yet. {n} date needs a choice, or is left out.",
            "Nothing is booked yet. {n} dates need a choice, or are left out.",
            left,
        ).format(n=left)


def _offered(one: Verdict) -> tuple[Free | None, ...]:
    """What can be chosen for a date; None is the time that was asked for."""
    return (None,) if one.answer is Answer.FREE else one.proposals


def _same_time(one: Verdict, free: Free | None) -> bool:
    return free is None or free.starts_at == one.starts_at


def _of_free(one: Verdict, free: Free) -> str:
    text = appointment(free.starts_at)
    return f"{text}, {free.room_label}" if free.starts_at == one.starts_at else text
