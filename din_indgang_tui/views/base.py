"""What every screen is: lines to draw, keys that work, and a field that may be open."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from din_indgang_tui.clock import Clock
from din_indgang_tui.commands import Command
from din_indgang_tui.house.codes import Lists
from din_indgang_tui.house.day import Today
from din_indgang_tui.house.finder import Hit
from din_indgang_tui.house.settings import Settings
from din_indgang_tui.i18n import _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import Line, without_mark

if TYPE_CHECKING:
    from din_indgang_tui.views.statistics_words import Number


class Shell(Protocol):
    """What a screen may ask of the app around it."""

    desk: Desk
    clock: Clock
    lists: Lists
    settings: Settings
    commands_used: list[Command]  # by the command finder since log-in, the last one first

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Put a sentence in the row above the keys."""

    async def open(self, view: View) -> None:
        """Put a screen on top of this one."""

    async def close(self, view: View) -> None:
        """Take a screen, and all above it, away again."""

    async def begin_day(self) -> None:
        """Someone has logged in: show the day."""

    async def go_to_enquiry(self, enquiry_id: int) -> None:
        """Today, with the mark on this enquiry."""

    async def go_to_page(self, citizen_id: int) -> None:
        """A citizen's page; that it was opened goes on record."""

    async def go_to_settings(self, kind: str) -> None:
        """The settings, opened at one kind of them."""

    async def go_to_ill_today(self) -> None:
        """Who is ill, and then every slot that it hits."""

    async def go_to_untold(self, slot_id: int | None = None) -> None:
        """Those who do not know yet that their time was changed; the mark is on this time."""

    async def go_to_owed(self) -> None:
        """All that is owed, with a day: area 5."""

    async def go_to_call(self, citizen_id: int) -> None:
        """A citizen to be called: the number, and a line of what was said."""

    async def go_to_call_back(self, call_back_id: int) -> None:
        """Those who want to be called, with the mark on this one."""

    async def back_to(self, kind: type[View]) -> bool:
        """The screen of this kind that is open already, on top again; False where none is."""

    async def need_text_box(self) -> None:
        """Call it before a screen that has a field of several lines is opened."""

    async def go_to_conversation(self, citizen_id: int, enquiry_id: int | None = None) -> None:
        """The goal and dream conversation with a citizen, held in this enquiry."""

    async def go_to_conversation_edit(self, conversation_id: int) -> None:
        """Correct a conversation that was held."""

    async def go_to_plan(self, citizen_id: int) -> None:
        """The plan of a citizen; that it was opened goes on record."""

    async def go_to_readability(self, text: str) -> None:
        """How easy this text is to read."""

    async def go_to_consents(self, citizen_id: int, consent_id: int | None = None) -> None:
        """What may be passed on of a citizen, the mark on one; that it was opened is on record."""

    async def go_to_conversation_read(self, conversation_id: int) -> None:
        """A conversation that was held, to read; that it was read goes on record."""

    async def go_to_conversation_then(self, citizen_id: int) -> None:
        """Earlier conversations beside the newest; that they were read goes on record."""

    async def go_to_booking(
        self,
        citizen_id: int,
        course_id: int | None = None,
        slot_id: int | None = None,
        *,
        coach_id: int | None = None,
        starts_at: datetime | None = None,
    ) -> None:
        """A time for a citizen, in a course or not; with a slot, another time for that one."""

    async def go_to_coach_week(self, coach_id: int | None = None) -> None:
        """A colleague's week; without one, that of whoever is logged in."""

    async def go_to_wishes(self) -> None:
        """Who waits for a time."""

    async def go_to_course(self, course_id: int, goal_id: int | None = None) -> None:
        """A course and its weeks, the mark on this goal's step; that it was opened is on record."""

    async def go_to_new_course(self, citizen_id: int, conversation_id: int | None = None) -> None:
        """A course for a citizen: filled in, to look at. Made from a conversation, it is open."""

    async def go_to_courses(self) -> None:
        """Every open course: area 3."""

    async def go_to_closing(self, course_id: int) -> None:
        """Close an open course: why, what comes after, and what is let go of."""

    async def go_to_checks(self) -> None:
        """The four-week checks that are owed: area 5."""

    async def go_to_check_move(self, course_id: int) -> None:
        """Another day for the check of a course, with a reason."""

    async def go_to_check(self, course_id: int) -> None:
        """Area 5 with the mark on the check of this course, whether it is owed now or not."""

    async def go_to_groups(self) -> None:
        """Every group: area 4."""

    async def go_to_group(self, group_id: int) -> None:
        """A group: who has a place, who waits, when it meets."""

    async def go_to_join_group(self, citizen_id: int) -> None:
        """Choose a group for a citizen: a place in it, or on its waiting list."""

    async def go_to_slot(self, slot_id: int) -> None:
        """One time: when, with whom, where, and what became of it."""

    async def go_to_new_group(self) -> None:
        """A group that is to be made."""

    async def go_to_group_form(self, group_id: int | None) -> None:
        """What a group is, and when it meets, to be changed; None for a new one."""

    async def go_to_group_session(self, session_id: int, doing: str = "") -> None:
        """One meeting of a group; `doing` is "cancel" or "move" for one who asked for that."""

    async def go_to_new_group_session(self, group_id: int) -> None:
        """One more meeting of a group, beside those of its rule."""

    async def go_to_roll(self, session_id: int) -> None:
        """The roll of a meeting of today or before."""

    async def go_to_sent_word(self, session_id: int) -> None:
        """Who sends word for a meeting: before its day a list of its own, then the roll."""

    async def go_to_sign_in_sheet(self, session_id: int) -> None:
        """The sheet to sign in on of a meeting, to print."""

    async def go_to_referral(self, referral_id: int) -> None:
        """A referral, as a draft or sent; that it was opened goes on record."""

    async def go_to_new_referral(self, citizen_id: int, course_id: int | None = None) -> None:
        """A referral for a citizen, filled in; the draft there is, or the one that waits."""

    async def go_to_statistics(self) -> None:
        """The weekly figures: area 8."""

    async def go_to_totals(self) -> None:
        """The running totals, with what is published beside them."""

    async def go_to_way(self, year: int) -> None:
        """The way through the house in a year, step by step."""

    async def go_to_people_behind(self, numbers: Sequence[Number]) -> None:
        """Who is behind the first of these numbers, the others a Tab away; a look is on record."""

    async def go_to_bypass(self) -> None:
        """The months of who bypassed the house, as the leader types them in."""

    async def log_out(self) -> None:
        """To the log-in screen; what was typed is kept."""

    def redraw(self) -> None:
        """Draw again: something came from outside."""

    def keys_waiting(self) -> bool:
        """Whether more keys were typed than are dealt with yet."""

    def is_wide(self) -> bool:
        """Whether there is room for a detail beside the list."""

    def afterwards(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this once the screen is drawn, and draw again: what it can do without at first."""

    async def perform(self, command: Command, view: View) -> None:
        """Do a command on this screen, as its key would."""

    async def begin_enquiry(self, known: Hit | None = None) -> None:
        """The panel of a new enquiry, about someone known where one is given."""


class Board(Protocol):
    """The day board as the panels below it need it."""

    day: Today

    async def load(self) -> None:
        """Read the day again."""

    def draw_above(self, space: Space) -> list[Line]:
        """The queue in these lines, without a mark: the panel has that."""


@dataclass(frozen=True, slots=True)
class Space:
    """The room a screen has: columns, and lines between the first row and the last two."""

    width: int
    height: int
    beside: bool = False  # whether the detail of the marked row stands beside it already


@dataclass(slots=True)
class Picture:
    """What a screen draws. `field` stands over a line of it, at a column, this wide."""

    lines: list[Line] = field(default_factory=list)
    field: Field | None = None
    field_line: int = 0
    field_column: int = 0
    field_width: int = 1
    field_height: int = 1

    def add(self, *lines: Line) -> None:
        """Lines below what is there."""
        self.lines.extend(lines)

    def put_field(self, field: Field, column: int, width: int) -> None:
        """Let the field be written in the line added last."""
        self.field, self.field_line = field, len(self.lines) - 1
        self.field_column, self.field_width = column, width

    def put_box(self, field: Field, column: int, width: int, height: int) -> None:
        """Let the field of several lines be written in the last `height` lines."""
        self.put_field(field, column, width)
        self.field_line, self.field_height = len(self.lines) - height, height


# A deed of the house that keeps a draft, and what it is told.
Keeping = tuple[Callable[..., Any], tuple[Any, ...]]


class View:
    """One screen or panel. Screens with a `do_<id>` for each command of their context."""

    area = ""  # what the first row says, with its number
    help_text = ""  # what one sees here, in one sentence: the first line of its help

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    # What the app asks ------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        """Where keys are looked up, nearest first."""
        raise NotImplementedError

    def bar(self) -> tuple[str, ...]:
        """Ids of the commands in the key bar, most needed first."""
        raise NotImplementedError

    def draw(self, space: Space) -> Picture:
        """The lines of this screen now."""
        raise NotImplementedError

    def marks_mean(self) -> list[str]:
        """What the marks on this screen mean, a sentence each, for its help."""
        return [_("> is the marked line. ! begins a sentence about what is wrong.")]

    def draw_above(self, space: Space) -> list[Line]:
        """This screen in fewer lines above a panel, without a mark: the panel has that."""
        lines = self.draw(Space(space.width, space.height, True)).lines
        return [without_mark(one) for one in lines[: space.height]]

    def hint(self) -> str:
        """What stands in the row above the keys where nothing else was said."""
        return ""

    def side(self, width: int) -> list[Line]:
        """The detail of the marked row, beside the list on a wide screen; it never has focus."""
        return []

    def possible(self, command_id: str) -> bool:
        """Whether a command of these contexts has something to work on now.

        The command finder leaves out what has not; a key says why instead.
        """
        return True

    def marked_one(self) -> tuple[int, str] | None:
        """Whom a command here would be about: a number that stays theirs, and the name."""
        return None

    def writing(self) -> Field | None:
        """The open text field, if there is one: letters are text then, not keys."""
        return None

    async def load(self) -> None:
        """Read what the screen shows, when it opens and when it comes back."""

    async def typed(self) -> None:
        """The text in the open field changed."""

    async def rested(self) -> None:
        """No more keys wait: catch up with what was put off while they did."""

    def letter(self, character: str) -> None:
        """A letter that is neither a command nor text."""

    async def changed(self, parts: set[str]) -> None:
        """Another terminal changed these parts of the house."""

    def tick(self) -> bool:
        """About a second passed: whether something that was shown has had its time."""
        return False

    async def refused(self, error: DeskError) -> None:
        """A rule said no: put the mark where the sentence is about."""

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        """Panel, subject and content of what was typed and is not saved; None where nothing is."""
        return None

    def keeping(
        self, panel: str, subject: str, content: dict[str, Any], *, patiently: bool
    ) -> Keeping | None:
        """The deed that keeps this draft, and what it is told; None where there is no need now."""
        return (drafts.keep if patiently else drafts.keep_if_free), (panel, subject, content)

    def was_kept(self, answer: Any) -> None:
        """What the deed of `keeping` answered."""
