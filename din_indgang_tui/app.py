"""The Textual app: wiring only. Keys come in in order, screens are drawn, changes are watched.

Every key waits its turn in one queue and is dealt with to its end before the next one: what a fast
typist writes during a search or a save is kept, and never meets the screen before.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import os
import re
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult

from din_indgang_tui import commands
from din_indgang_tui.clock import Clock, local_date
from din_indgang_tui.commands import Command
from din_indgang_tui.house import codes, days_off, settings, staff, undo
from din_indgang_tui.house.codes import ROLE_LABELS, Lists
from din_indgang_tui.house.finder import Hit
from din_indgang_tui.house.settings import Settings
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.errors import DeskError, NotAllowed, StoreError
from din_indgang_tui.store.roles import DESK, LEADERS, Who, command_line, nobody
from din_indgang_tui.terminal import environment
from din_indgang_tui.terminal.hardened import HardenedApp
from din_indgang_tui.views.acute import AcuteView
from din_indgang_tui.views.base import Picture, Space, View
from din_indgang_tui.views.call_back import CallBackForm
from din_indgang_tui.views.citizens import CitizensView
from din_indgang_tui.views.command_finder import CommandFinder
from din_indgang_tui.views.day_in_the_house import DayInTheHouse
from din_indgang_tui.views.drafts import Kept
from din_indgang_tui.views.help import HelpView
from din_indgang_tui.views.log_in import LogIn
from din_indgang_tui.views.settings import SettingsView
from din_indgang_tui.views.today import TodayView
from din_indgang_tui.views.walk_in import WalkIn
from din_indgang_tui.views.who_list import drafts_of
from din_indgang_tui.ways import Ways
from din_indgang_tui.widgets.editor import Editor, Field
from din_indgang_tui.widgets.page import EMPTY, Line, Look, Page, beside, columns, fit, flow, line
from din_indgang_tui.words import long_day

if TYPE_CHECKING:
    from din_indgang_tui.widgets.text_box import TextBox


AREAS = {"1": N_("Today"), "2": N_("Citizens"), "3": N_("Courses"), "9": N_("Settings")}
LEAST = (80, 24)
_PERSON_AT = 61  # column of who is logged in, in the first row
_ALL_PARTS = {
    "citizens",
    "conversations",
    "courses",
    "enquiries",
    "lists",
    "messages",
    "settings",
    "slots",
    "staff",
    "writing",
}
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
MOST_SAID = 3  # lines of one sentence above the keys
WIDE, SIDE = 120, 40  # from this width the detail of the marked row stands beside the list
DRAFT_SECONDS = 1.0  # a draft is in the database within two seconds of the last letter


class DinIndgangApp(Ways, HardenedApp):
    """The desk at one terminal."""

    TITLE = "Din Indgang"
    CSS_PATH = "styles/desk.tcss"

    def __init__(
        self, desk: Desk, clock: Clock, *, crash_folder: Path, log_in_as: str | None = None
    ) -> None:
        super().__init__(
            crash_folder=crash_folder,
            crash_message=lambda name: _(
                "The desk stopped because of an error. What you wrote is kept. Error no. {name}."
            ).format(name=name),
            ansi_color=True,
        )
        self.desk = desk
        self.clock = clock
        self.lists = Lists((), (), ())
        self.settings = Settings("Din Indgang", 10, "")
        self.commands_used: list[Command] = []
        self._log_in_as = log_in_as
        self._keys: asyncio.Queue[events.Key | events.Paste] = asyncio.Queue()
        self._page = Page()
        self._editor = Editor()
        self._box: TextBox | None = None
        self._views: list[View] = []
        self._today: TodayView | None = None
        self._said: tuple[str, bool] = ("", False)
        self._kept = Kept(desk)
        self._asked_once = False
        self._day = local_date(clock())
        self._tasks: set[asyncio.Task[None]] = set()
        self.coming = 0  # what is drawn once it is there, after the rest of its screen
        self._changes = 0  # how often others changed something
        self._behind: set[str] = set()  # parts that changed since they were last read
        self._reading = asyncio.Lock()

    # Starting ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield self._page
        yield self._editor

    async def on_mount(self) -> None:
        self._editor.focus()
        try:
            if self._log_in_as is not None:
                self.desk.who = await self._straight_in(self._log_in_as)
            if self.desk.who.staff_id is None:
                self._views = [LogIn(self)]
            else:
                await self.begin_day()
        except StoreError as error:
            self.exit(1, message=str(error))
            return
        if not environment.is_utf8(os.environ):
            self.say(_("This terminal does not speak UTF-8: some names may look different."))
        self.redraw()
        self._start(self._take_keys())
        self.desk.watch(self._others_changed)
        self.set_interval(DRAFT_SECONDS, self._now_and_then)
        self._at_next_minute()
        # Once a year there is something to do, and the first frame is not to wait for it.
        self.call_after_refresh(self.desk.see_to, days_off.see_to)

    async def _straight_in(self, initials: str) -> Who:
        for colleague in await self._ask_as_owner():
            if colleague.initials == initials and colleague.can_log_in:
                return Who(
                    initials=colleague.initials,
                    role=colleague.role,
                    staff_id=colleague.id,
                    name=colleague.name,
                )
        return nobody()

    async def _ask_as_owner(self) -> list[staff.Colleague]:
        self.desk.who = command_line()
        try:
            return await self.desk.read(staff.everyone)
        finally:
            self.desk.who = nobody()

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Keys -------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._keys.put_nowait(event)
            return
        await super().on_event(event)

    def keys_waiting(self) -> bool:
        return not self._keys.empty()

    def is_wide(self) -> bool:
        return self.size.width >= WIDE

    def afterwards(self, work: Coroutine[Any, Any, None]) -> None:
        self.coming += 1
        self._start(self._afterwards(work))

    async def _afterwards(self, work: Coroutine[Any, Any, None]) -> None:
        # Asked again with the next change, where it could not be had.
        try:
            with contextlib.suppress(DeskError, StoreError):
                await work
                self.redraw()
        finally:
            self.coming -= 1

    async def _take_keys(self) -> None:
        while True:
            event = await self._keys.get()
            try:
                if self._too_small():
                    continue
                await self._deal_with(event)
            except Exception as error:
                self._handle_exception(error)
                return

    async def _deal_with(self, event: events.Key | events.Paste) -> None:
        view = self._views[-1]
        try:
            try:
                if isinstance(event, events.Paste):
                    await self._paste(view, event.text)
                else:
                    await self._press(view, event.key, event.character)
                if not self.keys_waiting():
                    await self._views[-1].rested()
            except DeskError as error:
                await view.refused(error)
                self.say(error.message, wrong=True)
        except StoreError as error:
            self.say(str(error), wrong=True)
        if not self.keys_waiting():
            self.redraw()

    async def _press(self, view: View, key: str, character: str | None) -> None:
        if key == "ctrl+j":
            # Enter, pressed before the terminal was ours: it came as the end of a line.
            key = "enter"
        command = commands.find(view.contexts(), key, self.desk.who.role)
        writing = view.writing()
        if command is not None and not (writing is not None and key in ("left", "right")):
            self._said = ("", False)
            await self.perform(command, view)
            if self._views:
                # Also within a burst of keys: a field that is opened again begins at its end.
                self._place_editor()
        elif writing is not None:
            before = writing.value
            self._place_editor()
            if self._pen(writing).write(key, character) and writing.value != before:
                self._said = ("", False)
                await view.typed()
            elif character and character.isprintable() and len(before) >= writing.limit:
                self.on_paste_cut()  # typed or pasted, nothing is cut without a word
        elif character is not None and character.isprintable():
            view.letter(character)

    async def _paste(self, view: View, text: str) -> None:
        if (writing := view.writing()) is None:
            return  # a paste is never a row of keys
        self._place_editor()
        whole = self._pen(writing).paste(text)
        if not whole:
            self.say(_("The text was too long and was cut to what there is room for."), wrong=True)
        await view.typed()

    # Commands of every screen -----------------------------------------------------------

    async def do_new_enquiry(self) -> None:
        """`n`, from any area."""
        await self.begin_enquiry()

    async def begin_enquiry(self, known: Hit | None = None) -> None:
        assert self._today is not None
        await self._today.load()
        kept = [] if known else await drafts_of(self)
        await self.open(WalkIn(self, self._today, known, kept))

    async def do_find(self) -> None:
        """`/` or F3, from any area, also while text is typed."""
        if self._today is None or isinstance(self._views[-1], CitizensView):
            return
        await self._keep_drafts()
        await self.open(CitizensView(self))

    async def do_undo(self) -> None:
        """`u`: the last thing one did since log-in; again the one before."""
        undone = await self.desk.change(undo.undo)
        await self._read_all_again()
        said = _("Undone: {deed}.").format(deed=undone.label)
        if undone.name:
            said = _("Undone: {deed}, {name}.").format(deed=undone.label, name=undone.name)
        self.say(said)

    async def do_area_today(self) -> None:
        """`1`."""
        await self._to_area(None)

    async def do_area_citizens(self) -> None:
        """`2`."""
        await self._to_area(CitizensView(self))

    async def do_area_courses(self) -> None:
        """`3`."""
        await self._to_area(None)
        await self.go_to_courses()

    async def do_area_settings(self) -> None:
        """`9`: the leader's; others are told so."""
        if self.desk.who.role in LEADERS:
            await self._to_area(SettingsView(self))
        else:
            self.say(_("Settings are for the leader. Ask your leader to change them."), wrong=True)

    async def go_to_settings(self, kind: str) -> None:
        await self._to_area(SettingsView(self, kind))

    async def do_acute(self) -> None:
        """`0`: the acute telephone numbers, above whatever is shown."""
        if not isinstance(self._views[-1], AcuteView):
            await self.open(AcuteView(self, self._views[-1].area))

    async def _to_area(self, view: View | None) -> None:
        assert self._today is not None
        await self._keep_drafts()
        self._views = [self._today]
        await self._today.load()
        if view is not None:
            await self.open(view)

    async def do_open_the_day(self) -> None:
        """The day in the house, by name."""
        await self._keep_drafts()
        await self.open(DayInTheHouse(self))

    async def do_new_call_back(self) -> None:
        """A new message, by name."""
        await self._keep_drafts()
        await self.open(CallBackForm(self))

    async def do_open_my_week(self) -> None:
        """One's own times, by name."""
        await self._keep_drafts()
        await self.go_to_coach_week()

    async def do_open_wishes(self) -> None:
        """Who waits for a time, by name."""
        await self._keep_drafts()
        await self.go_to_wishes()

    async def do_help(self) -> None:
        """`?` or F2."""
        if not isinstance(self._views[-1], HelpView):
            await self.open(HelpView(self, self._views[-1]))

    async def do_commands(self) -> None:
        """`:`, wherever no text is open."""
        below = self._views[-1]
        place = _(AREAS[below.area]) if below.area else ""
        await self.open(CommandFinder(self, below, place))

    async def do_log_out(self) -> None:
        """`l`, `q` or F8."""
        if self.desk.who.staff_id is not None:
            await self.log_out()

    async def do_leave(self) -> None:
        """F9: keep what was typed and end; pressed again, also where it cannot be kept."""
        await self._kept_or_asked_twice()
        self.exit(0)

    # What screens ask of the app --------------------------------------------------------

    def say(self, text: str, *, wrong: bool = False) -> None:
        # A short name ends in a stop of its own: "Saved: Kirsten M." has one.
        self._said = (_TWO_STOPS.sub(".", text), wrong)

    async def perform(self, command: Command, view: View) -> None:
        general = command.context in (commands.EVERYWHERE, commands.ALWAYS, commands.ANYWHERE)
        done = getattr(self if general else view, f"do_{command.id}")()
        if inspect.isawaitable(done):
            await done

    async def open(self, view: View) -> None:
        if self._views and (field := self._views[-1].writing()) is not None:
            self._pen(field).remember(field)
        seen = self._changes
        await view.load()
        self._views.append(view)
        if self._changes != seen:
            # It came between what this screen read and its being there to be told.
            self._others_changed(_ALL_PARTS)

    async def close(self, view: View) -> None:
        if view not in self._views:
            return
        await self._keep_drafts()
        del self._views[self._views.index(view) :]
        if self._views:
            await self._views[-1].load()

    async def begin_day(self) -> None:
        await self._read_the_house()
        self._kept = Kept(self.desk)
        await self.desk.change(drafts.forget_old)
        self.commands_used = []
        self._today = TodayView(self)
        self._views = [self._today]
        await self._today.load()
        if news := await self._today.news():
            self.say(news)
        self.desk.warm_up()

    async def _read_the_house(self) -> None:
        self.lists = await self.desk.read(codes.lists)
        self.settings = await self.desk.read(settings.current)

    async def _read_all_again(self) -> None:
        """Every screen as the file is now; one about something that is gone closes."""
        await self._read_the_house()
        for view in list(self._views):
            try:
                await view.load()
            except NotAllowed:
                raise
            except DeskError:
                self._take_away(view)

    async def go_to_enquiry(self, enquiry_id: int) -> None:
        assert self._today is not None
        self._views = [self._today]
        await self._today.load()
        self._today.mark_enquiry(enquiry_id)

    async def log_out(self) -> None:
        kept = await self._kept_or_asked_twice()
        name = self.desk.who.name
        self.desk.who = nobody()
        self._today = None
        self.commands_used = []
        self._views = [LogIn(self)]
        said = _("{name} is logged out. What was written is kept.")
        self.say((said if kept else _("{name} is logged out.")).format(name=name))

    # Drafts -----------------------------------------------------------------------------

    async def _keep_drafts(self) -> None:
        """What is written, into the database. Raises StoreError where it could not be kept."""
        if self.desk.who.staff_id is not None:
            await self._kept.keep(self._views)

    async def _kept_or_asked_twice(self) -> bool:
        """Whether what is written was kept; the second time nobody is held back where it was not.

        A desk that cannot be left is one that others read. Raises what hindered it, the first time.
        """
        try:
            await self._keep_drafts()
        except (DeskError, StoreError):
            if not self._asked_once:
                self._asked_once = True
                raise
            self._asked_once = False
            return False
        self._asked_once = False
        return True

    async def _now_and_then(self) -> None:
        try:
            if self.desk.who.staff_id is not None:
                await self._kept.keep(self._views, patiently=False)
        except (DeskError, StoreError) as error:  # a log-in that was closed is a DeskError
            self.say(str(error), wrong=True)
            self.redraw()
        if self._behind:
            await self._catch_up()
        if any([view.tick() for view in self._views]):
            self.redraw()

    def on_leaving(self, why: str) -> None:
        if self.desk.who.staff_id is not None:
            self._kept.keep_on_the_way_out(self._views)

    def on_paste_cut(self) -> None:
        self.say(_("The text was too long and was cut to what there is room for."), wrong=True)

    # Others -----------------------------------------------------------------------------

    def _others_changed(self, parts: set[str]) -> None:
        self._behind |= parts
        self._changes += 1
        self._start(self._catch_up())

    async def _catch_up(self) -> None:
        async with self._reading:
            parts, self._behind = self._behind, set()
            if not parts or not self._views or self._today is None:
                return
            try:
                if parts & {"lists", "settings"}:
                    await self._read_the_house()
                for view in list(self._views):
                    await self._show_change(view, parts)
            except (NotAllowed, StoreError):
                self._behind |= parts  # read again with the next look at the drafts
            self.redraw()

    async def _show_change(self, view: View, parts: set[str]) -> None:
        try:
            await view.changed(parts)
        except NotAllowed:
            raise
        except DeskError as error:
            # What it showed is gone: somebody took it back.
            self._take_away(view)
            self.say(error.message, wrong=True)

    def _take_away(self, view: View) -> None:
        """The screen and all above it; the day stays whatever happens."""
        if view in self._views and view is not self._today:
            del self._views[self._views.index(view) :]

    def _at_next_minute(self) -> None:
        """Waiting times are whole minutes: draw again when the clock of the house turns."""
        now = self.clock()
        self.set_timer(60 - now.second + 0.05, self._minute)

    def _minute(self) -> None:
        if (today := local_date(self.clock())) != self._day:
            # What was left open, who is on duty, who is done today: all of it is another day's.
            self._day = today
            self.desk.see_to(days_off.see_to)
            self._others_changed({"enquiries", "messages"})
        self.redraw()
        self._at_next_minute()

    # Drawing ----------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        # Textual learns the new size from the same event, after this. Where it is the old one, the
        # window was another size for a moment and has lost what stood there.
        self.call_next(self.repaint if event.size == self.size else self.redraw)

    def redraw(self) -> None:
        """Draw the top screen; only lines that changed reach the terminal."""
        if not self._views or not self.is_running:
            return
        width, height = self.size
        if self._too_small():
            self._editor.lend(None)
            if self._box is not None:
                self._box.lend(None)
            self._page.show(_too_small_lines(width, height))
            return
        view = self._views[-1]
        picture = self._draw(view)
        body = picture.lines[: height - 3]
        body += [EMPTY] * (height - 3 - len(body))
        if self._has_side(view):
            body = beside(body, view.side(SIDE), at=width - SIDE, height=height - 3)
        role = self.desk.who.role
        bar = commands.bar(view.contexts(), view.bar(), role, width)
        said, wrong = self._said
        said = ("! " if wrong else "") + (said or view.hint())
        look = Look.WRONG if wrong else Look.PLAIN
        # A sentence longer than its row goes on upwards, since what to do stands at its end; but
        # not over what is being written.
        free = height - 4 - (picture.field_line if picture.field is not None else 0)
        spoken = flow(said, width=width, look=look)[:MOST_SAID] if said else [EMPTY]
        if len(spoken) - 1 > free:
            spoken = [line(fit(said, width), look)]
        if len(spoken) > 1:
            body[1 - len(spoken) :] = spoken[:-1]
        self._page.show([self._first_row(view, width), *body, spoken[-1], line(bar)])
        self._place_editor(picture)

    def screen_text(self) -> list[str]:
        """What the screen says, line by line, for pictures and tests."""
        return self._page.text

    def _has_side(self, view: View) -> bool:
        return self.size.width >= WIDE and bool(view.side(SIDE))

    def _draw(self, view: View) -> Picture:
        width, height = self.size
        beside_it = self._has_side(view)
        taken = SIDE + 2 if beside_it else 0
        return view.draw(Space(width - taken, height - 3, beside_it))

    def _place_editor(self, picture: Picture | None = None) -> None:
        view = self._views[-1]
        if picture is None:
            field = view.writing()
            # A screen may have put another text in the same field: an emptied filter, a draft.
            pen = self._pen(field)
            if pen.field is field and (field is None or pen.value == field.value):
                return
            picture = self._draw(view)
        at = (picture.field_column, picture.field_line + 1, picture.field_width)
        in_lines = picture.field is not None and picture.field.lines
        self._editor.lend(None if in_lines else picture.field, *at)
        if self._box is not None:
            self._box.lend(picture.field if in_lines else None, *at, picture.field_height)

    def _pen(self, field: Field | None) -> Editor | TextBox:
        """What this field is written with."""
        if field is None or not field.lines:
            return self._editor
        assert self._box is not None
        return self._box

    async def need_text_box(self) -> None:
        """A screen with texts of several lines opens: the box is made with the first of them."""
        if self._box is None:
            from din_indgang_tui.widgets.text_box import TextBox

            self._box = TextBox()
            await self.mount(self._box)

    def _first_row(self, view: View, width: int) -> Line:
        day = long_day(local_date(self.clock()))
        who = self.desk.who
        if who.staff_id is None:
            return columns(
                (0, self.settings.house_name, Look.TITLE),
                (29, day),
                (width - 15, _("not logged in")),
            )
        area = f"{view.area} {_(AREAS[view.area])}" if view.area else ""
        waiting = ""
        # Nobody counts for a volunteer, nor before the first password of one's own.
        if self._today is not None and who.role in DESK:
            waiting = _("{n} waiting").format(n=len(self._today.day.waiting))
        person = f"{who.initials} {_(ROLE_LABELS[who.role])}"
        at = width - len(waiting)
        if len(person) >= at - _PERSON_AT:
            person = who.initials  # whole initials say more than half a role
        return columns(
            (0, self.settings.house_name, Look.TITLE),
            (13, area),
            # A column earlier where the day is as long as one in September is.
            (30 if len(day) <= 30 else 29, day),
            (_PERSON_AT, person),
            (at, waiting, Look.TITLE),
        )

    def _too_small(self) -> bool:
        return self.size.width < LEAST[0] or self.size.height < LEAST[1]


def _too_small_lines(width: int, height: int) -> list[Line]:
    sentence = _(
        "The window is too small. Make it at least 80 characters wide and 24 lines high."
        " Everything is kept."
    )
    return flow(sentence, width=max(1, width))[: max(1, height)]
