"""What is wrong is said by its field, whole: at 80 columns, in every form, in both languages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import pytest

from din_indgang_tui import views
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import View
from din_indgang_tui.views.conversation_keys import TalkKeys
from din_indgang_tui.views.conversation_rows import SHOWN
from din_indgang_tui.views.editing import EditView
from din_indgang_tui.views.leftover import Leftover
from din_indgang_tui.views.series import SeriesView
from din_indgang_tui.views.walk_in import WalkIn
from din_indgang_tui.widgets.form import Form
from tests.desk.full_house import house as house
from tests.desk.house import House
from tests.desk.inside import Inside, inside, run
from tests.desk.screens import WALKS

# Longer than any that the house says, and it ends with what to do.
SENTENCE = (
    "Denne sætning er længere end nogen, huset siger om et felt. Den fylder mere end én linje på"
    " skærmen, og det, man skal gøre, står helt til sidst."
)
# A screen of each form, by who walks there.
FORMS = {
    "BOD": (
        *("a call-back", "a new call-back", "cancelling a slot", "on duty, the hours"),
        *("on duty, one more", "a citizen's facts", "an enquiry", "handover, a line"),
        *("handover, a new line", "how a time is to be", "left open, the times"),
        *("more about someone new", "a series, the rule", "a new wish", "a sheet to sign in on"),
        "a promise is put off",
    ),
    "ÅSE": (
        *("an activity", "a new activity", "a course closes", "a closed day", "a colleague"),
        *("a consent", "a new consent", "a conversation, corrected", "a conversation, a promise"),
        *("a course's facts", "a new course", "the hours of a day", "a reason"),
        *("days away, edited", "new days away", "what comes after", "opening hours"),
        *("a new closed day", "a new colleague", "a new reason", "a new number", "a number"),
        *("a pause", "a new pause", "the plan to a file", "a limit", "who is ill"),
        *("a time's facts", "what is booked in a pause"),
        *("a line on the waiting list", "a place ends", "a place's days", "an assessment"),
        *("a new group", "a group's form", "a group ends", "a meeting is cancelled"),
        *("a meeting moves", "a meeting's note", "one more meeting", "a check moves"),
        *("a referral", "a referral that waits", "a referral, its consent"),
        "the page of a referral to a file",
        *("another week", "the figures to a file", "a month of who bypassed"),
        *("a new month of who bypassed",),
        *("somebody to call", "what is planned for a closed day"),
    ),
}


def stands(sentence: str, desk: Inside) -> bool:
    """Whether the sentence stands on the screen to its end, wherever a line of it breaks."""
    return "".join(f"! {sentence}".split()) in "".join(desk.text.split())


def whole(sentence: str, desk: Inside) -> bool:
    """The same, and not in row 23 alone."""
    desk.app.say("")
    desk.app.redraw()
    return stands(sentence, desk)


def fields(view: View) -> list[str]:
    """The names of the rows that a sentence can be about."""
    if isinstance(view, TalkKeys):
        return [row.name for row in view.rows() if row.kind != SHOWN]
    if isinstance(view, Leftover):
        return [field.name for field in view.fields]
    return [row.name for row in form_of(view).rows]


def form_of(view: View) -> Form:
    if isinstance(view, SeriesView):
        return view.rule.form
    assert isinstance(view, EditView | WalkIn), view
    return view.form if isinstance(view, EditView) else view.more.form


def every_form() -> set[type[EditView]]:
    """All kinds of forms that the desk has."""
    for module in pkgutil.iter_modules(views.__path__):
        importlib.import_module(f"{views.__name__}.{module.name}")

    def below(kind: type[EditView]) -> set[type[EditView]]:
        more = kind.__subclasses__()
        return set().union(*map(below, more)) if more else {kind}

    return {kind for kind in below(EditView) if kind.__module__.startswith(views.__name__)}


def test_a_sentence_by_a_field_is_read_whole_in_every_form(house: House) -> None:
    met: set[type[View]] = set()
    cut: list[str] = []

    async def walk() -> None:
        for initials, names in FORMS.items():
            async with inside(house, log_in_as=initials) as desk:
                for name in names:
                    await desk.start_over()
                    await desk.press(*WALKS[initials][name])
                    met.add(type(desk.view))
                    for field in fields(desk.view):
                        await desk.view.refused(DeskError(SENTENCE, field=field))
                        if not whole(SENTENCE, desk):
                            cut.append(f"{name}: {field}\n{desk.text}")

    run(walk())
    assert not cut, "\n".join(cut)
    assert every_form() <= met, f"add a screen of it to FORMS: {every_form() - met}"


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_what_is_said_of_a_slip_is_read_whole(
    house: House, language: Callable[[str], None], spoken: str
) -> None:
    """The slips that the walk of all screens makes, whatever they are said about."""
    language(spoken)
    cut: list[str] = []
    said = 0

    async def walk() -> None:
        nonlocal said
        for initials, screens in WALKS.items():
            async with inside(house, log_in_as=initials) as desk:
                for name, keys in screens.items():
                    if not name.endswith("wrong") and ", wrong" not in name:
                        continue
                    await desk.start_over()
                    await desk.press(*keys)
                    if not stands(desk.app._said[0], desk):
                        cut.append(f"{name}: {desk.app._said[0]}\n{desk.text}")
                    wrong = getattr(getattr(desk.view, "form", desk.view), "wrong", {})
                    for sentence in wrong.values() if isinstance(wrong, dict) else ():
                        said += 1
                        if not whole(sentence, desk):
                            cut.append(f"{name}: {sentence}\n{desk.text}")

    run(walk())
    assert not cut, "\n".join(cut)
    assert said > 10
