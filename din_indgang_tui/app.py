"""The Textual app: wiring only. Keys come in in order, and screens open, close and are drawn.

Every key waits its turn in one queue and is dealt with to its end before the next one: what a fast
typist writes during a search or a save is kept, and never meets the screen before.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import re
from collections.abc import Coroutine, Set
from pathlib import Path
from typing import Any

from textual import events
from textual.app import ComposeResult

from din_indgang_tui import commands
from din_indgang_tui.clock import Clock, local_date
from din_indgang_tui.commands import Command
from din_indgang_tui.house import codes, days_off, settings
from din_indgang_tui.house.codes import Lists
from din_indgang_tui.house.settings import Settings
from din_indgang_tui.i18n import _
from din_indgang_tui.shell.canvas import Canvas
from din_indgang_tui.shell.change_watch import EVERY_PART, ChangeWatch
from din_indgang_tui.shell.everywhere import Everywhere
from din_indgang_tui.shell.idle_imports import import_the_most_opened
from din_indgang_tui.shell.later import Later
from din_indgang_tui.shell.straight_in import without_password
from din_indgang_tui.store import drafts
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.errors import DeskError, NotAllowed, StoreError
from din_indgang_tui.store.roles import DESK, Role, nobody
from din_indgang_tui.terminal import environment
from din_indgang_tui.terminal.hardened import HardenedApp
from din_indgang_tui.views.base import View
from din_indgang_tui.views.drafts import KeptDrafts
from din_indgang_tui.views.log_in import LogIn
from din_indgang_tui.views.today import TodayView
from din_indgang_tui.ways import Ways
from din_indgang_tui.widgets.editor import Editor
from din_indgang_tui.widgets.page import Page

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
DRAFT_SECONDS = 1.0  # a draft is in the database within two seconds of the last letter
PATIENCE = 1.0  # seconds before it is said that a key is still at work, as where the file is held


class DinIndgangApp(Everywhere, Ways, HardenedApp):
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
        self._canvas = Canvas(self, self._page, self._editor, lambda: self.size)
        self.views: list[View] = []
        self.today: TodayView | None = None
        self._ground: View | None = None  # what lies below everything: a volunteer's is no Today
        self._said: tuple[str, bool] = ("", False)
        self.unsaved = KeptDrafts(desk)
        self._day = local_date(clock())
        self._tasks: set[asyncio.Task[None]] = set()
        self._dealt_with = 0  # keys and pastes so far
        self.later = Later(self.keys_waiting, self.call_after_refresh, self.redraw)
        self._watch = ChangeWatch(self._read_changes)

    # Starting ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield self._page
        yield self._editor

    async def on_mount(self) -> None:
        self._editor.focus()
        try:
            if self._log_in_as is not None:
                self.desk.who = await without_password(self.desk, self._log_in_as)
            if self.desk.who.staff_id is None:
                self.views = [LogIn(self)]
            else:
                async with self.later.dealing:
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
        # Once a week there is something to do, and the first frame is not to wait for it.
        self.call_after_refresh(self._see_to_the_days)

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

    def afterwards(self, work: Coroutine[Any, Any, None]) -> None:
        self._start(self.later.do(work))

    async def _take_keys(self) -> None:
        while True:
            event = await self._keys.get()
            self._dealt_with += 1
            slow = asyncio.get_running_loop().call_later(PATIENCE, self._canvas.say_it_takes_time)
            try:
                async with self.later.dealing:
                    if not self._canvas.is_too_small:
                        await self._deal_with(event)
            except Exception as error:
                self._handle_exception(error)
                return
            finally:
                slow.cancel()

    async def _deal_with(self, event: events.Key | events.Paste) -> None:
        view = self.views[-1]
        try:
            try:
                if isinstance(event, events.Paste):
                    await self._paste(view, event.text)
                else:
                    await self._press(view, event.key, event.character)
                if not self.keys_waiting():
                    await self.views[-1].rested()
            except DeskError as error:
                await view.refused(error)
                self.say(error.message, wrong=True)
        except StoreError as error:
            self.say(str(error), wrong=True)
            # What was typed meanwhile was meant for a screen that did not come. In a field that
            # is still open it stays: no word is lost there, and none is a command.
            while self.keys_waiting() and self.views[-1].writing() is None:
                self._keys.get_nowait()
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
            if self.views:
                # Also within a burst of keys: a field that is opened again begins at its end.
                self._canvas.place_field(self.views[-1])
        elif writing is not None:
            before = writing.value
            self._canvas.place_field(self.views[-1])
            if self._canvas.pen(writing).write(key, character) and writing.value != before:
                self._said = ("", False)
                await view.typed()
            elif character and character.isprintable() and len(before) >= writing.limit:
                self.on_paste_cut()  # typed or pasted, nothing is cut without a word
        elif character is not None and character.isprintable():
            view.letter(character)

    async def _paste(self, view: View, text: str) -> None:
        if (writing := view.writing()) is None:
            return  # a paste is never a row of keys
        self._canvas.place_field(self.views[-1])
        if not self._canvas.pen(writing).paste(text):
            self.on_paste_cut()
        await view.typed()

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
        if self.views and (field := self.views[-1].writing()) is not None:
            self._canvas.pen(field).remember(field)
        seen = self._watch.count
        await view.load()
        self.views.append(view)
        if self._watch.count != seen:
            # It came between what this screen read and its being there to be told.
            self._others_changed()

    async def close(self, view: View) -> None:
        if view not in self.views:
            return
        await self.unsaved.keep(self.views)
        del self.views[self.views.index(view) :]
        if self.views:
            await self.views[-1].load()

    async def to_area(self, view: View | None) -> None:
        assert self.today is not None
        await self.unsaved.keep(self.views)
        self.views = [self._ground or self.today]
        await self.views[0].load()
        if view is not None:
            await self.open(view)

    async def begin_day(self) -> None:
        await self._read_the_house()
        self.unsaved = KeptDrafts(self.desk)
        await self.desk.change(drafts.forget_old)
        self.commands_used = []
        self.today = TodayView(self)
        self._ground = self._ground_of(self.desk.who.role) or self.today
        self.views = [self._ground]
        await self._ground.load()
        if news := await self.today.news():
            self.say(news)
        self.desk.warm_up()
        self._start(import_the_most_opened(lambda: self._dealt_with))

    def _ground_of(self, role: Role) -> View | None:
        if role is not Role.VOLUNTEER:
            return None
        from din_indgang_tui.views.volunteer_day import VolunteerDay

        return VolunteerDay(self)

    async def _read_the_house(self) -> None:
        self.lists = await self.desk.read(codes.lists)
        self.settings = await self.desk.read(settings.current)

    async def read_all_again(self) -> None:
        """Every screen as the file is now; one about something that is gone closes."""
        await self._read_the_house()
        for view in list(self.views):
            try:
                await view.load()
            except NotAllowed:
                raise
            except DeskError:
                self._take_away(view)

    async def go_to_enquiry(self, enquiry_id: int) -> None:
        assert self.today is not None
        self.views = [self.today]
        await self.today.load()
        self.today.mark_enquiry(enquiry_id)

    async def log_out(self) -> None:
        kept = await self.unsaved.kept_or_asked_twice(self.views)
        name = self.desk.who.name
        self.desk.who = nobody()
        self.today = None
        self.commands_used = []
        self.views = [LogIn(self)]
        said = _("{name} is logged out. What was written is kept.")
        self.say((said if kept else _("{name} is logged out.")).format(name=name))

    # Drafts -----------------------------------------------------------------------------

    async def _now_and_then(self) -> None:
        try:
            await self.unsaved.keep(self.views, patiently=False)
        except (DeskError, StoreError) as error:  # a log-in that was closed is a DeskError
            self.say(str(error), wrong=True)
            self.redraw()
        if self._watch.is_behind:
            await self._watch.catch_up()
        if any([view.tick() for view in self.views]):
            self.redraw()

    def on_leaving(self, why: str) -> None:
        if self.desk.who.staff_id is not None:
            self.unsaved.keep_on_the_way_out(self.views)

    def on_paste_cut(self) -> None:
        self.say(_("The text was too long and was cut to what there is room for."), wrong=True)

    # Others -----------------------------------------------------------------------------

    def _others_changed(self, parts: Set[str] = EVERY_PART) -> None:
        self._watch.changed(parts)
        self._start(self._watch.catch_up())

    async def _read_changes(self, parts: set[str]) -> None:
        if not self.views or self.today is None:
            return
        try:
            if parts & {"lists", "settings"}:
                await self._read_the_house()
            for view in list(self.views):
                await self._show_change(view, parts)
        finally:
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
        if view in self.views and view is not self._ground:
            del self.views[self.views.index(view) :]

    def _see_to_the_days(self) -> None:
        """Errands of the house itself: holidays first, as no group meets on them."""
        from din_indgang_tui.house import group_laying  # which the first frame needs not

        self.desk.see_to(days_off.see_to)
        self.desk.see_to(group_laying.see_to)

    def _at_next_minute(self) -> None:
        """Waiting times are whole minutes: draw again when the clock of the house turns."""
        now = self.clock()
        self.set_timer(60 - now.second + 0.05, self._minute)

    def _minute(self) -> None:
        if (today := local_date(self.clock())) != self._day:
            # What was left open, who is on duty, who is done today: all of it is another day's.
            self._day = today
            self._see_to_the_days()
            self._others_changed({"enquiries", "messages"})
        self.redraw()
        self._at_next_minute()

    # Drawing ----------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        # Textual learns the new size from the same event, after this. Where it is the old one, the
        # window was another size for a moment and has lost what stood there.
        self.call_next(self.repaint if event.size == self.size else self.redraw)

    def redraw(self) -> None:
        """Draw the top screen."""
        if not self.views or not self.is_running:
            return
        waiting = None
        # Nobody counts for a volunteer, nor before the first password of one's own.
        if self.today is not None and self.desk.who.role in DESK:
            waiting = len(self.today.day.waiting)
        self._canvas.show(self.views[-1], *self._said, waiting)

    def screen_text(self) -> list[str]:
        """What the screen says, line by line, for pictures and tests."""
        return self._page.text

    def is_wide(self) -> bool:
        return self._canvas.is_wide

    async def need_text_box(self) -> None:
        """A screen with texts of several lines opens: the box is made with the first of them."""
        if self._canvas.box is None:
            from din_indgang_tui.widgets.text_box import TextBox

            self._canvas.box = TextBox()
            await self.mount(self._canvas.box)
