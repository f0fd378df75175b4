"""Area 5: the four-week checks that are owed, and the decision of the marked one below them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from din_indgang_tui.house import check_moves, check_picture, checks
from din_indgang_tui.house.check_picture import CheckPicture
from din_indgang_tui.house.checks import WINDOW, Check
from din_indgang_tui.house.codes import CHECK_DECISION_LABELS, CheckDecision
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views import check_lines
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.check_deciding import Deciding
from din_indgang_tui.views.check_move import MoveCheck
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, line
from din_indgang_tui.words import full_day

_LEAST_ROWS = 3  # of the list, however much there is to say of the marked one
_PARTS = frozenset(
    {"checks", "courses", "conversations", "slots", "groups", "citizens", "staff", "settings"}
)


class ChecksView(View):
    """A list that empties by doing. A letter chooses, the line why opens, Enter saves."""

    area = "5"
    help_text = N_("Here you decide how courses go on after four weeks: one key, and a line why.")

    def __init__(self, shell: Shell, course_id: int | None = None) -> None:
        """With a course, the mark stands on it, whether its check is owed now or not."""
        super().__init__(shell)
        self.asked_for = course_id
        self.checks: tuple[Check, ...] = ()
        self.at = 0
        self.picture: CheckPicture | None = None
        self.looked_at: set[int] = set()
        self.deciding = Deciding(shell)
        self.opened = False
        self.decided: list[int] = []  # courses whose check was decided here, the last one last

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        marked = self.marked()
        course_id = marked.course_id if marked is not None else self.asked_for
        read = self.shell.desk.read
        owed = await read(checks.owed_checks)
        # What one came for, and what one writes about, stays there until it is left.
        stays = course_id if self.deciding.way is not None else self.asked_for
        if stays is not None and stays not in {one.course_id for one in owed}:
            owed = (await read(checks.of_course, stays), *owed)
        self.checks = owed
        self.to(self._back_again() or course_id)
        if not self.opened:
            self.opened = True
            await self._take_up()
        await self._look()

    def _back_again(self) -> int | None:
        """The course of a decision that was undone: whoever undid it decides that one again."""
        owed = {one.course_id for one in self.checks if one.owed and self.deciding.way is None}
        back = next((number for number in reversed(self.decided) if number in owed), None)
        if back is not None:
            self.decided.remove(back)
        return back

    async def _take_up(self) -> None:
        """What one wrote here before and did not save."""
        await self.deciding.take_up()
        about = next((one for one in self.checks if one.course_id in self.deciding.texts), None)
        if about is not None:
            self.to(self.asked_for or about.course_id)
            said = _("What you wrote about {name} is here again: v, y, f or b goes on.")
            self.shell.say(said.format(name=about.name))

    async def _look(self) -> None:
        """What the marked check stands on; that it was looked at is on record, once."""
        marked = self.marked()
        if marked is None:
            self.picture = None
            return
        again = marked.course_id in self.looked_at
        question = check_picture.picture_again if again else check_picture.picture
        self.picture = await self.shell.desk.read(question, marked.course_id)
        self.looked_at.add(marked.course_id)

    async def rested(self) -> None:
        # Whoever is passed by with the arrow held down was not looked at.
        marked = self.marked()
        shown = self.picture.check.course_id if self.picture is not None else None
        if marked is not None and marked.course_id != shown:
            await self._look()

    async def changed(self, parts: set[str]) -> None:
        if not parts & _PARTS:
            return
        before = self.marked()
        await self.load()
        if before is not None and before.course_id not in {one.course_id for one in self.checks}:
            # Another stands under the mark now: whoever looks at it must not miss that.
            now = await self.shell.desk.read(checks.of_course, before.course_id)
            if now.decision is not None:
                said = _("{who} has decided the check of {name}.")
                self.shell.say(said.format(who=now.decision.by, name=before.name))

    def marked(self) -> Check | None:
        """The check with the mark."""
        return self.checks[min(self.at, len(self.checks) - 1)] if self.checks else None

    def to(self, course_id: int | None) -> None:
        """The mark to this course; where it is not there, it stays at its line."""
        ids = [one.course_id for one in self.checks]
        if course_id in ids:
            self.at = ids.index(course_id)
        self.at = min(self.at, max(0, len(ids) - 1))

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        if self.deciding.way is not None:
            return ("checks_why", "always")
        return ("checks", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.deciding.way is not None:
            return ("save", "line", "back", "help")
        if not self.checks:
            return ("owed_list", "back", "help", "log_out")
        # The four ways on stand with their letters in the question itself.
        return ("enter", "move", "page", "owed_list", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id == "go_on":
            return self._may_go_on()
        return bool(self.checks) or command_id in ("owed_list", "back")

    def marked_one(self) -> tuple[int, str] | None:
        marked = self.marked()
        return (marked.course_id, marked.full_name) if marked is not None else None

    def marks_mean(self) -> list[str]:
        said = _("A check stays here until it is decided, also after the course has closed.")
        return [*super().marks_mean(), said]

    def _may_go_on(self) -> bool:
        marked = self.marked()
        return marked is not None and marked.closed_on is None

    def do_down(self) -> None:
        """The next one; the lower half follows."""
        self._go(1)

    def do_up(self) -> None:
        """The one before."""
        self._go(-1)

    def do_page_down(self) -> None:
        """Five lines on."""
        self._go(5)

    def do_page_up(self) -> None:
        """Five lines back."""
        self._go(-5)

    def _go(self, step: int) -> None:
        self.at = min(max(0, self.at + step), max(0, len(self.checks) - 1))

    def do_go_on(self) -> None:
        """`v`: on in the house."""
        self._choose(CheckDecision.CONTINUE)

    def do_authority(self) -> None:
        """`y`: to the authority."""
        self._choose(CheckDecision.REFER_AUTHORITY)

    def do_close(self) -> None:
        """`f`: close the course."""
        self._choose(CheckDecision.CLOSE)

    def do_other(self) -> None:
        """`b`: another offer."""
        self._choose(CheckDecision.OTHER_OFFER)

    def _choose(self, decision: CheckDecision) -> None:
        marked = self.marked()
        if marked is None:
            self.shell.say(_("There is no check to decide."))
            return
        if decision is CheckDecision.CONTINUE and not self._may_go_on():
            self.shell.say(_("The course is closed, so it does not go on: y, f or b."), wrong=True)
            return
        self.deciding.begin(marked, decision)

    def writing(self) -> Field | None:
        return self.deciding.writes if self.deciding.way is not None else None

    async def typed(self) -> None:
        self.deciding.wrong = ""
        if (marked := self.marked()) is not None:
            self.deciding.keep(marked.course_id)

    def do_line(self) -> None:
        """Tab: from why to the day, and back."""
        self.deciding.other_line()

    async def do_save(self) -> None:
        """Enter: it is decided, and the mark goes to the next."""
        marked, chosen = self.marked(), self.deciding.way
        if marked is None or chosen is None:
            return
        done = await self.deciding.save(marked.course_id)
        if self.asked_for == marked.course_id:
            self.asked_for = None
        # It leaves the list, and the next one comes to its line.
        self.checks = tuple(one for one in self.checks if one.course_id != marked.course_id)
        await self.load()
        self.decided.append(marked.course_id)
        said = _("Decided: {name}, {way}. Press u to undo.")
        if done == marked.decision:  # there is nothing that `u` could undo
            said = _("It was decided so already: {name}, {way}.")
        elif done.decided_on != marked.today:
            said = _("Decided on {day}: {name}, {way}. u takes it back.")
        way = _(CHECK_DECISION_LABELS[chosen])
        self.shell.say(said.format(name=marked.name, way=way, day=full_day(done.decided_on)))
        await self._go_on_from(marked, chosen)

    async def _go_on_from(self, decided: Check, chosen: CheckDecision) -> None:
        """Where a decision leads: the referral opens, filled in; or the closing of the course."""
        if chosen is CheckDecision.REFER_AUTHORITY:
            await self.shell.go_to_new_referral(decided.citizen_id, decided.course_id)
        elif chosen is CheckDecision.CLOSE and decided.closed_on is None:
            await self.shell.go_to_closing(decided.course_id)

    async def refused(self, error: DeskError) -> None:
        """The text stays; where somebody else was first, the line shows it."""
        if self.deciding.way is None or self.deciding.is_about(error):
            return
        marked = self.marked()
        if marked is not None and self.asked_for is None:
            self.asked_for = marked.course_id
        self.deciding.stop()
        await self.load()

    async def do_move(self) -> None:
        """`m`: ask for it on another day, once."""
        marked = self.marked()
        if marked is None:
            return
        if said := check_moves.why_it_stays(marked):
            self.shell.say(said, wrong=True)
        else:
            await self.shell.open(MoveCheck(self.shell, marked.course_id))

    async def do_enter(self) -> None:
        """The course of the marked one."""
        if (marked := self.marked()) is not None:
            await self.shell.go_to_course(marked.course_id)

    async def do_page(self) -> None:
        """The citizen's page."""
        if (marked := self.marked()) is not None:
            await self.shell.go_to_page(marked.citizen_id)

    async def do_owed_list(self) -> None:
        """Tab: all that is owed."""
        await self.shell.go_to_owed()

    async def do_back(self) -> None:
        """Esc: choose again, with the text kept; then back to where one came from."""
        if self.deciding.way is not None:
            self.deciding.stop()
        else:
            await self.shell.close(self)

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        return self.deciding.draft()

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        marked = self.marked()
        if self.deciding.way is not None:
            return self.deciding.hint()
        if marked is not None and marked.course_id in self.deciding.texts:
            return _("Why is written, and not saved: choose v, y, f or b, and Enter saves.")
        return ""

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(check_lines.title_line(self.checks, space.width))
        marked = self.marked()
        if marked is None:
            none = ngettext(
                "No check is late or due today, and none comes in the next {n} day.",
                "No check is late or due today, and none comes in the next {n} days.",
                WINDOW,
            )
            picture.add(EMPTY, line("  " + none.format(n=WINDOW)))
            return picture
        asked = self.deciding.height(space.width)
        room = space.height - 2 - asked
        below = self._below(marked, space)
        listed = min(len(self.checks), max(_LEAST_ROWS, room - len(below)))
        for number in window(len(self.checks), self.at, listed):
            here = number == self.at and self.deciding.way is None
            picture.add(check_lines.row(self.checks[number], marked=here))
        picture.add(EMPTY, *below[: room - listed])
        self.deciding.draw(picture, marked, space.width)
        return picture

    def _below(self, marked: Check, space: Space) -> list[Line]:
        """All that the decision stands on, save what stands beside the list on a wide screen."""
        shown = self.picture
        if shown is None or shown.check.course_id != marked.course_id:
            return []
        if space.beside:
            shown = replace(shown, words_then="", words_now="", goals=())
        asked = self.deciding.height(space.width)
        most = space.height - 1 - asked - 2 - min(len(self.checks), _LEAST_ROWS)
        lines = check_lines.lines(shown, self.shell, space.width, most)
        return [check_lines.head(shown.check, space.width), *lines, EMPTY]

    def side(self, width: int) -> list[Line]:
        shown, marked = self.picture, self.marked()
        if shown is None or marked is None or shown.check.course_id != marked.course_id:
            return []
        return check_lines.side(shown, width)
