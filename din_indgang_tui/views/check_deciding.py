"""How the marked four-week check is decided: one of four ways, why in a line, and on which day."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import checks, moments
from din_indgang_tui.house.checks import WHY_LIMIT, Check, Decision
from din_indgang_tui.house.codes import CHECK_DECISION_LABELS, CheckDecision
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import wrong_lines
from din_indgang_tui.widgets.page import Line, Look, columns, fit, ruled
from din_indgang_tui.words import full_day

PANEL = "check"  # the name of its draft
# The four ways on, two beside each other; their letters are in commands/checks.py.
_WAYS = (
    (("v", CheckDecision.CONTINUE), ("y", CheckDecision.REFER_AUTHORITY)),
    (("f", CheckDecision.CLOSE), ("b", CheckDecision.OTHER_OFFER)),
)
_DAY_WIDTH = 12  # columns in which the day is written


class Deciding:
    """What is chosen and written of one check; of the others what was written and not saved."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.way: CheckDecision | None = None
        self.corrects: Decision | None = None  # where one chose of a check that was decided
        self.why = Field("note", limit=WHY_LIMIT)
        self.day = Field("decided_on", limit=20)
        self.writes = self.why
        self.wrong = ""
        self.texts: dict[int, tuple[str, str]] = {}  # by course: why and the day, not saved

    async def take_up(self) -> None:
        """What one wrote here before and did not save."""
        left = await kept(self.shell.desk, PANEL, "")
        for course, texts in left.items():
            # An earlier version of this program kept why alone.
            why, day = texts if isinstance(texts, list) else (texts, "")
            self.texts[int(course)] = str(why), str(day)

    def draft(self) -> tuple[str, str, dict[str, tuple[str, str]]] | None:
        """What to keep of it; None where nothing is written."""
        if not self.texts:
            return None
        return PANEL, "", {str(course): texts for course, texts in self.texts.items()}

    def begin(self, check: Check, way: CheckDecision) -> None:
        """The line why opens at once, with what was written in it before."""
        self.way, self.corrects, self.wrong = way, check.decision, ""
        self.writes = self.why
        self.why.value, self.day.value = self.texts.get(check.course_id, self._before())

    def _before(self) -> tuple[str, str]:
        """What stands in both lines before anything is written: nothing; or as it was decided."""
        if self.corrects is None:
            return "", ""
        return self.corrects.note, full_day(self.corrects.decided_on)

    def other_line(self) -> None:
        """From why to the day, and back."""
        self.writes = self.day if self.writes is self.why else self.why

    def keep(self, course_id: int) -> None:
        """What stands there is kept, where something was written."""
        texts = self.why.value, self.day.value
        if any(text.strip() for text in texts) and texts != self._before():
            self.texts[course_id] = texts
        else:
            self.texts.pop(course_id, None)

    def stop(self) -> None:
        """Nothing is chosen any more."""
        self.way = self.corrects = None
        self.wrong = ""

    def is_about(self, error: DeskError) -> bool:
        """Whether it is about a line that is written here: that line opens, and says so."""
        found = next((one for one in (self.why, self.day) if one.name == error.field), None)
        if found is not None:
            self.writes, self.wrong = found, error.message
        return found is not None

    async def save(self, course_id: int) -> Decision:
        """It is decided. Raises DeskError by its field, and where another was first."""
        assert self.way is not None
        day = today = local_date(self.shell.clock())
        if self.day.value.strip():
            day = moments.past_day(self.day.value, today, field="decided_on")
        change, why = self.shell.desk.change, self.why.value
        if self.corrects is None:
            done = await change(checks.decide, course_id, self.way.value, why, day)
        else:
            one = self.corrects.check_id, self.corrects.version
            done = await change(
                checks.change, *one, decision=self.way.value, note=why, decided_on=day
            )
        self.texts.pop(course_id, None)
        if not self.texts:
            await forget(self.shell.desk, PANEL, "")
        self.stop()
        return done

    # Drawing ------------------------------------------------------------------------------

    def height(self, width: int) -> int:
        """Lines that `draw` takes: a title, the four ways, why, the day once one is chosen."""
        return 4 + (self.way is not None) + len(self._wrong_lines(width))

    def draw(self, picture: Picture, marked: Check, width: int) -> None:
        """The question of the marked one; what is written stands in its lines."""
        title = _("What now?") if self.way is None else _("What now: {name}")
        right = _("one key") if self.way is None else ""
        picture.add(ruled(title.format(name=marked.name), right, width=width))
        for pair in _WAYS:
            one, other = (self._way(key, way, marked) for key, way in pair)
            picture.add(columns((2, *one), (39, *other)))
        label = _("Why, one line:")
        at = 2 + len(label) + 1
        if self.way is None:
            if marked.course_id in self.texts:
                text = fit(", ".join(filter(None, self.texts[marked.course_id])), width - at - 16)
                picture.add(columns((2, label), (at, text), (width - 14, _("not saved"))))
            return
        self._line(picture, label, self.why, "", at, width - at - 1)
        self._line(picture, _("Decided on:"), self.day, _("today"), at, _DAY_WIDTH)
        picture.add(*self._wrong_lines(width))

    def _line(
        self, picture: Picture, label: str, field: Field, empty: str, at: int, width: int
    ) -> None:
        """`empty`: what it means that nothing stands in it."""
        here = field is self.writes
        text = fit(field.shown, width) or ("" if here else empty)
        picture.add(columns((0, ">" if here else ""), (2, label), (at, text)))
        if here:
            picture.put_field(field, at, width)

    def _wrong_lines(self, width: int) -> list[Line]:
        return wrong_lines(self.wrong, 2, width) if self.wrong else []

    def _way(self, key: str, way: CheckDecision, marked: Check) -> tuple[str, Look]:
        label = _(CHECK_DECISION_LABELS[way])
        if way is CheckDecision.CONTINUE and marked.closed_on is not None:
            return f"-  {label}: " + _("it is closed"), Look.QUIET
        if way is self.way:
            return f"{key}  {label} " + _("(chosen)"), Look.TITLE
        return f"{key}  {label}", Look.PLAIN

    def hint(self) -> str:
        """What is chosen, and that nothing is saved; in the line of the day how to write it."""
        assert self.way is not None
        if self.writes is self.day:
            return _("Empty is today. Else write it like yesterday, Friday or 16.11.")
        sentence = _("{way} is chosen. Enter saves, Esc chooses again. Nothing is saved yet.")
        return sentence.format(way=_(CHECK_DECISION_LABELS[self.way]))
