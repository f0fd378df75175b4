"""Area 5: the four-week checks that are owed, and the decision of the marked one below them."""

from __future__ import annotations

from typing import Any

from din_indgang_tui.house import check_moves, check_picture, checks
from din_indgang_tui.house.check_picture import CheckPicture
from din_indgang_tui.house.checks import WHY_LIMIT, WINDOW, Check, Decision
from din_indgang_tui.house.codes import CHECK_DECISION_LABELS, CheckDecision
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views import check_lines
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.check_move import MoveCheck
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import wrong_lines
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, line, ruled

PANEL = "check"  # the name of its draft
_LEAST_ROWS = 3  # of the list, however much there is to say of the marked one
_ASKED = 4  # lines of the decision: its title, the four ways, and why
# The four ways on, two beside each other; their letters are in commands/checks.py.
_WAYS = (
    (("v", CheckDecision.CONTINUE), ("y", CheckDecision.REFER_AUTHORITY)),
    (("f", CheckDecision.CLOSE), ("b", CheckDecision.OTHER_OFFER)),
)
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
        self.chosen: CheckDecision | None = None
        self.corrects: Decision | None = None  # where one chose of a check that was decided
        self.why = Field("note", limit=WHY_LIMIT)
        self.wrong = ""
        self.texts: dict[int, str] = {}  # by course: why, as far as it was written
        self.opened = False
        self.decided: list[int] = []  # courses whose check was decided here, the last one last

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        marked = self.marked()
        course_id = marked.course_id if marked is not None else self.asked_for
        read = self.shell.desk.read
        owed = await read(checks.owed_checks)
        # What one came for, and what one writes about, stays there until it is left.
        stays = course_id if self.chosen is not None else self.asked_for
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
        owed = {one.course_id for one in self.checks if one.owed and self.chosen is None}
        back = next((number for number in reversed(self.decided) if number in owed), None)
        if back is not None:
            self.decided.remove(back)
        return back

    async def _take_up(self) -> None:
        """What one wrote here before and did not save."""
        left = await kept(self.shell.desk, PANEL, "")
        self.texts = {int(course): str(text) for course, text in left.items()}
        about = next((one for one in self.checks if one.course_id in self.texts), None)
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
        if self.chosen is not None:
            return ("checks_why", "always")
        return ("checks", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.chosen is not None:
            return ("save", "back", "help")
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
        self.wrong = ""

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
        """The line why opens at once, with what was written in it before."""
        marked = self.marked()
        if marked is None:
            self.shell.say(_("There is no check to decide."))
            return
        if decision is CheckDecision.CONTINUE and not self._may_go_on():
            self.shell.say(_("The course is closed, so it does not go on: y, f or b."), wrong=True)
            return
        self.chosen, self.corrects, self.wrong = decision, marked.decision, ""
        before = marked.decision.note if marked.decision is not None else ""
        self.why.value = self.texts.get(marked.course_id, before)

    def writing(self) -> Field | None:
        return self.why if self.chosen is not None else None

    async def typed(self) -> None:
        self.wrong = ""
        self._keep_text()

    def _keep_text(self) -> None:
        marked = self.marked()
        if marked is None:
            return
        before = self.corrects.note if self.corrects is not None else ""
        if self.why.value.strip() and self.why.value.strip() != before:
            self.texts[marked.course_id] = self.why.value
        else:
            self.texts.pop(marked.course_id, None)

    async def do_save(self) -> None:
        """Enter: it is decided, and the mark goes to the next."""
        marked, chosen = self.marked(), self.chosen
        if marked is None or chosen is None:
            return
        await self._decide(marked, chosen)
        self.texts.pop(marked.course_id, None)
        if not self.texts:
            await forget(self.shell.desk, PANEL, "")
        self.chosen = self.corrects = None
        if self.asked_for == marked.course_id:
            self.asked_for = None
        # It leaves the list, and the next one comes to its line.
        self.checks = tuple(one for one in self.checks if one.course_id != marked.course_id)
        await self.load()
        self.decided.append(marked.course_id)
        said = _("Decided: {name}, {way}. Press u to undo.")
        self.shell.say(said.format(name=marked.name, way=_(CHECK_DECISION_LABELS[chosen])))
        await self._go_on_from(marked, chosen)

    async def _decide(self, marked: Check, chosen: CheckDecision) -> None:
        if self.corrects is None:
            await self.shell.desk.change(
                checks.decide, marked.course_id, chosen.value, self.why.value
            )
            return
        await self.shell.desk.change(
            checks.change,
            self.corrects.check_id,
            self.corrects.version,
            decision=chosen.value,
            note=self.why.value,
        )

    async def _go_on_from(self, decided: Check, chosen: CheckDecision) -> None:
        """Where a decision leads: the referral opens, filled in; or the closing of the course."""
        if chosen is CheckDecision.REFER_AUTHORITY:
            await self.shell.go_to_new_referral(decided.citizen_id, decided.course_id)
        elif chosen is CheckDecision.CLOSE and decided.closed_on is None:
            await self.shell.go_to_closing(decided.course_id)

    async def refused(self, error: DeskError) -> None:
        """The text stays; where somebody else was first, the line shows it."""
        if self.chosen is None:
            return
        if error.field == "note":
            self.wrong = error.message
            return
        marked = self.marked()
        if marked is not None and self.asked_for is None:
            self.asked_for = marked.course_id
        self.chosen = self.corrects = None
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
        if self.chosen is not None:
            self._keep_text()
            self.chosen = self.corrects = None
            self.wrong = ""
        else:
            await self.shell.close(self)

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        if not self.texts:
            return None
        return PANEL, "", {str(course): text for course, text in self.texts.items()}

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        marked = self.marked()
        if self.chosen is not None:
            sentence = _("{way} is chosen. Enter saves, Esc chooses again. Nothing is saved yet.")
            return sentence.format(way=_(CHECK_DECISION_LABELS[self.chosen]))
        if marked is not None and marked.course_id in self.texts:
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
        asked = _ASKED + len(wrong_lines(self.wrong, 2, space.width) if self.wrong else ())
        room = space.height - 2 - asked
        below = self._below(marked, space, room - len(self.checks))
        listed = min(len(self.checks), max(_LEAST_ROWS, room - len(below)))
        for number in window(len(self.checks), self.at, listed):
            here = number == self.at and self.chosen is None
            picture.add(check_lines.row(self.checks[number], marked=here))
        picture.add(EMPTY, *below[: room - listed])
        self._ask(picture, marked, space)
        return picture

    def _below(self, marked: Check, space: Space, wanted: int) -> list[Line]:
        """All that the decision stands on, where it does not stand beside the list.

        `wanted`: so many lines leave the list its own.
        """
        shown = self.picture
        if space.beside or shown is None or shown.check.course_id != marked.course_id:
            return []
        most = space.height - 1 - _ASKED - 2 - min(len(self.checks), _LEAST_ROWS)
        lines = check_lines.lines(shown, self.shell, space.width, most, wanted - 2)
        return [check_lines.head(shown.check, space.width), *lines, EMPTY]

    def _ask(self, picture: Picture, marked: Check, space: Space) -> None:
        title = _("What now?") if self.chosen is None else _("What now: {name}")
        right = _("one key") if self.chosen is None else ""
        picture.add(ruled(title.format(name=marked.name), right, width=space.width))
        for pair in _WAYS:
            cells = [(2 + 37 * n, *self._way(key, way)) for n, (key, way) in enumerate(pair)]
            picture.add(columns(*cells))
        label = _("Why, one line:")
        at = 2 + len(label) + 1
        if self.chosen is not None:
            text = fit(self.why.shown, space.width - at - 1)
            picture.add(columns((0, ">"), (2, label), (at, text)))
            picture.put_field(self.why, at, space.width - at - 1)
            picture.add(*(wrong_lines(self.wrong, 2, space.width) if self.wrong else ()))
        elif text := self.texts.get(marked.course_id, ""):
            picture.add(columns((2, label), (at, text), (space.width - 14, _("not saved"))))

    def _way(self, key: str, way: CheckDecision) -> tuple[str, Look]:
        label = _(CHECK_DECISION_LABELS[way])
        if way is CheckDecision.CONTINUE and not self._may_go_on():
            return f"-  {label}: " + _("it is closed"), Look.QUIET
        if way is self.chosen:
            return f"{key}  {label} " + _("(chosen)"), Look.TITLE
        return f"{key}  {label}", Look.PLAIN

    def side(self, width: int) -> list[Line]:
        shown, marked = self.picture, self.marked()
        if shown is None or marked is None or shown.check.course_id != marked.course_id:
            return []
        return check_lines.side(shown, self.shell, width)
