"""Earlier and now: two conversations side by side, and how it went through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import conversations
from din_indgang_tui.house.conversation_text import LEVELS
from din_indgang_tui.house.conversations import Conversation, InProgress
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.paper import Paper, own_words
from din_indgang_tui.widgets.marks import Mark, window_of
from din_indgang_tui.widgets.page import (
    EMPTY,
    Line,
    Look,
    Piece,
    beside,
    fit,
    line,
    ruled,
)
from din_indgang_tui.words import full_day

_MOST = 5  # lines of one text where the window is narrow
_WIDE = 120  # from this width nothing is cut
_POINT = 12  # columns of one number in the line over time
_FIRST = 4  # columns of the first of them, so that a 10 pushes nothing
_OF_TEN, _STEP = 11, 2  # points from 0 to 10, and columns from one to the next


@dataclass(frozen=True, slots=True)
class GoalSide:
    """What one conversation said of a goal."""

    words: str
    going: int | None
    level: str  # where they are on its scale, in its words; empty where none is kept


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation as a side of the screen."""

    day: str
    by: str
    texts: dict[str, str]  # by field
    going: int | None
    goals: dict[int | str, GoalSide] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One field on both sides: its heading, and whose it is."""

    key: int | str
    title: str


class ConversationThen(View):
    """The newest conversation at the right, an earlier one at the left."""

    area = "2"
    help_text = N_("Here you see two conversations beside each other, to read.")

    def __init__(self, shell: Shell, citizen_id: int) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.name = ""
        self.talks: list[Talk] = []  # the newest first
        self.at = 1  # the one at the left
        self.mark = Mark()

    async def load(self) -> None:
        question = conversations.desk if not self.talks else conversations.desk_again
        found = await self.shell.desk.read(question, self.citizen_id)
        held = await self.shell.desk.read(conversations.all_held, self.citizen_id)
        self.name = found.name
        before = len(self.talks)
        self.talks = [_held(one) for one in held]
        if found.running is not None:
            self.talks.insert(0, _running(found.running))
        if before and len(self.talks) > before:
            self.at += len(self.talks) - before  # the same one stays at the left
        self.at = max(1, min(self.at, len(self.talks) - 1))
        self.mark.move(0, len(self._parts()))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"conversations", "citizens", "writing"}:
            await self.load()

    def _now(self) -> Talk | None:
        return self.talks[0] if self.talks else None

    def _then(self) -> Talk | None:
        return self.talks[self.at] if self.at < len(self.talks) else None

    def _parts(self) -> list[Part]:
        """The fields that either side has something in, in the order a conversation goes."""
        sides = [side for side in (self._now(), self._then()) if side is not None]
        parts = [
            Part(key, title)
            for key, title in (
                ("own_words", _("What I dream of")),
                ("matters_now", _("What matters now")),
                ("strengths", _("Goes well, who is there")),
            )
            if key == "own_words" or any(side.texts.get(key) for side in sides)
        ]
        goals = list(dict.fromkeys(key for side in sides for key in side.goals))
        parts += [Part(key, _("Goal {n}").format(n=n)) for n, key in enumerate(goals, 1)]
        if any(side.going is not None for side in sides):
            parts.append(Part("going", _("How it goes today")))
        return parts

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("conversation_then", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if not self.talks:
            return ("back", "help", "log_out")
        step = "earlier" if self.at + 1 < len(self.talks) else "later"
        return (step, "up", "enter", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id == "earlier":
            return self.at + 1 < len(self.talks)
        return command_id != "enter" or bool(self.talks)

    def marked_one(self) -> tuple[int, str] | None:
        return (self.citizen_id, self.name) if self.name else None

    def do_down(self) -> None:
        """The next field."""
        self.mark.move(1, len(self._parts()))

    def do_up(self) -> None:
        """The field before."""
        self.mark.move(-1, len(self._parts()))

    def do_earlier(self) -> None:
        """The conversation before, at the left."""
        if self.at + 1 < len(self.talks):
            self.at += 1
            self.mark.move(0, len(self._parts()))
        elif len(self.talks) < 2:
            self.shell.say(_("There is one conversation, and none before it."))
        else:
            self.shell.say(_("That is the first conversation."))

    async def do_later(self) -> None:
        """The one after, at the left; past the last of them, back."""
        if self.at > 1:
            self.at -= 1
            self.mark.move(0, len(self._parts()))
        else:
            await self.shell.close(self)

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    async def do_enter(self) -> None:
        """The marked field in full."""
        parts = self._parts()
        if (now := self._now()) is None:
            return
        part = parts[self.mark.at]
        sides = [(side, _lines_of(side, part)) for side in (self._then(), now) if side is not None]
        await self.shell.open(InFull(self.shell, part.title, self.name, sides))

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        now, then = self._now(), self._then()
        title = _("Goals and dreams, {name}: earlier and now").format(name=self.name)
        picture.add(ruled(title, width=space.width))
        if now is None:
            said = _("No conversation was held yet.")
            picture.add(EMPTY, line("  " + said))
            return picture
        # The left half, the thin rule with a space at each side, and the right half.
        half = space.width // 2 - 2
        most = 0 if space.width >= _WIDE else _MOST
        over_time = self._over_time(space.width)
        heads = [_head(then, half), _head(now, half)]
        room = space.height - 2 - len(over_time)
        blocks = [self._block(part, half, most) for part in self._parts()]
        left: list[Line] = [line("  " + heads[0])]
        right: list[Line] = [line(heads[1])]
        for number in window_of([len(block) for block in blocks], self.mark.at, room):
            for place, (one, other) in enumerate(blocks[number]):
                if place == 0:
                    marked = number == self.mark.at
                    text = fit(one, half - 1)
                    head = Piece(("> " if marked else "  ") + text, Look.TITLE)
                    left.append(Line((head,)))
                else:
                    left.append(line("  " + one))
                right.append(line(other))
        rows = beside(left, right, at=half + 2, height=min(len(left), room + 1))
        picture.add(*rows)
        while len(picture.lines) < space.height - len(over_time):
            picture.add(beside([EMPTY], [EMPTY], at=half + 2, height=1)[0])
        picture.add(*over_time)
        return picture

    def _block(self, part: Part, half: int, most: int) -> list[tuple[str, str]]:
        """The lines of one field on both sides, its heading first."""
        sides = []
        for side in (self._then(), self._now()):
            lines = [] if side is None else _texts(_lines_of(side, part), half - 3)
            scale = None if side is None else _point_of(side, part)
            if most and len(lines) > most:
                hidden = len(lines) - most + 1
                cut = ngettext("+ {n} line", "+ {n} lines", hidden).format(n=hidden)
                lines = [*lines[: most - 1], cut]
            if scale is not None:
                lines.append(on_the_line(scale))
            sides.append(lines or ["-"])
        height = max(map(len, sides))
        then, now = ([*lines, *[""] * (height - len(lines))] for lines in sides)
        return [(part.title, ""), *zip(then, now, strict=True)]

    def _over_time(self, width: int) -> list[Line]:
        """How it went in all conversations, the oldest first; nothing where it was never said."""
        said = [talk for talk in reversed(self.talks) if talk.going is not None]
        if len(said) < 2:
            return []
        last = said[-(width // _POINT) :]
        numbers, days = "", ""
        for number, talk in enumerate(last):
            point = f" {talk.going} "
            rule = "─" * (_POINT - len(point))
            numbers += point.rjust(_FIRST) if number == 0 else rule + point
            days += f"{talk.day[:6]}{talk.day[-2:]}".ljust(_POINT)
        return [
            ruled(_("How it goes, all conversations"), width=width),
            line("  " + numbers.rstrip()),
            line("  " + days.rstrip()),
        ]

    def hint(self) -> str:
        if len(self.talks) < 2:
            return _("Only to read.")
        return _("Only to read. Arrow left: the one before. Arrow right: the one after.")


class InFull(Paper):
    """One field in full, then and now below each other."""

    area = "2"
    help_text = N_("Here you read one field in full: what was said then, and what was said now.")

    def __init__(
        self, shell: Shell, field: str, name: str, sides: Sequence[tuple[Talk, list[str]]]
    ) -> None:
        super().__init__(shell)
        self.field = field
        self.name = name
        self.sides = sides

    def contexts(self) -> tuple[str, ...]:
        return ("paper", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return (*self.turns(), "back", "help", "log_out")

    def title(self) -> str:
        return f"{self.field}, {self.name}"

    def paper(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for side, texts in self.sides:
            lines += [EMPTY, line("  " + _head(side, width - 2), Look.TITLE)]
            for text in texts or ["-"]:
                lines += own_words(text, width - 2)
        return lines


def on_the_line(number: int) -> str:
    """` 0 ├───2───────┤ 10`: the number is the point, two columns a step; at an end in brackets."""
    marks = ["─"] * (_STEP * (_OF_TEN - 1) + 1)
    marks[0], marks[-1] = "├", "┤"
    if 0 < number < _OF_TEN - 1:
        marks[number * _STEP] = str(number)
    first = "[0]" if number == 0 else " 0 "
    last = "[10]" if number == _OF_TEN - 1 else " 10"
    return f"{first}{''.join(marks)}{last}"


def _head(side: Talk | None, width: int) -> str:
    if side is None:
        return "-"
    return fit(", ".join(part for part in (side.day, side.by) if part), width)


def _lines_of(side: Talk, part: Part) -> list[str]:
    """What one side says in a field, a text each."""
    if part.key == "going":
        return [] if side.going is None else [_("{n} of 10").format(n=side.going)]
    goal = side.goals.get(part.key)
    if goal is not None:
        return [text for text in (goal.words, goal.level) if text]
    text = side.texts.get(str(part.key), "")
    return [text] if text else []


def _point_of(side: Talk, part: Part) -> int | None:
    goal = side.goals.get(part.key)
    return goal.going if goal is not None else side.going if part.key == "going" else None


def _texts(texts: Sequence[str], width: int) -> list[str]:
    return [one.text for text in texts for one in own_words(text, width, 0)]


def _held(one: Conversation) -> Talk:
    return Talk(
        day=full_day(one.held_on),
        by=one.held_by,
        texts={
            "own_words": one.own_words,
            "matters_now": one.matters_now,
            "strengths": one.strengths,
        },
        going=one.going,
        goals={
            goal.goal_id: GoalSide(
                goal.latest.words, goal.latest.going, _level(goal.latest.level, goal.levels)
            )
            for goal in one.goals
        },
    )


def _running(one: InProgress) -> Talk:
    """The one that is written just now, as far as it has come."""
    text = one.text
    return Talk(
        day=full_day(local_date(one.begun_at)),
        by=_("{who} is writing").format(who=one.writer) if one.writer else "",
        texts={
            "own_words": text.own_words,
            "matters_now": text.matters_now,
            "strengths": text.strengths,
        },
        going=_number(text.going),
        goals={
            goal.goal_id or f"new {number}": GoalSide(
                goal.words,
                _number(goal.going),
                _level(_level_number(goal.level), dict(zip(LEVELS, goal.levels, strict=True))),
            )
            for number, goal in enumerate(text.goals)
            if not goal.is_empty
        },
    )


def _level(level: int | None, words: dict[int, str]) -> str:
    return "" if level is None else f"{level:+d} {words.get(level, '')}".strip()


def _number(text: str) -> int | None:
    """A number as it stands while it is typed; None where it is none yet."""
    return int(text) if text.strip() in {str(n) for n in range(_OF_TEN)} else None


def _level_number(text: str) -> int | None:
    return next((level for level in LEVELS if text.strip().removeprefix("+") == str(level)), None)
