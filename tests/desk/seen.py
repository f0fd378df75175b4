"""One walk over every screen in a language, which notes what each shows at every size.

The tests of single properties (it fits, its keys are in the bar, its help has them all) read these
notes: opening three hundred screens once for each of them took most of the time of all tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from din_indgang_tui import i18n
from din_indgang_tui.house import citizen_facts
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import View
from din_indgang_tui.views.citizen_facts import EditFacts
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run
from tests.desk.screens import BEFORE, SIZES, WALKS

# Each is opened narrow in one language and wide in the other, and shown at every size in both.
_OPENED_AT = {"da": SIZES[0], "en": SIZES[1]}
HELP_SIZES = [(120, 40), (80, 60)]


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen as it was seen."""

    name: str
    role: Role
    kind: type[View]
    contexts: tuple[str, ...]
    bar: tuple[str, ...]
    writing: bool  # whether text was being typed
    lines: dict[tuple[int, int], list[str]] = field(default_factory=dict)  # by columns and rows
    help: dict[tuple[int, int], list[str]] = field(default_factory=dict)  # where it was asked for
    came_back: bool = True  # from its help, to itself

    def text(self, size: tuple[int, int] = (80, 24)) -> str:
        """The whole screen."""
        return "\n".join(self.lines[size])


SeenIn = Callable[[str], tuple[Seen, ...]]


def look_at_all(house: House, spoken: str) -> tuple[Seen, ...]:
    """Open every screen in this language and look at it at every size, with its help."""
    found: list[Seen] = []
    size = _OPENED_AT[spoken]

    async def walk() -> None:
        for initials, screens in WALKS.items():
            # In one language the way into the terminal is gone as well.
            drawn = spoken == "da"
            async with inside(house, size=size, log_in_as=initials, drawn=drawn) as desk:
                for name, keys in screens.items():
                    await desk.reach(keys)
                    found.append(await _look(name, desk, with_help="help" not in name))
                if desk.app.desk.who.role is not Role.VOLUNTEER:  # who edits nobody's facts
                    await _two_at_once(house, desk, found)
        for name, (initials, keys) in BEFORE.items():
            async with inside(house, size=size, log_in_as=initials or None) as desk:
                await desk.press(*keys)
                found.append(await _look(name, desk, with_help=False))

    before = i18n.language()
    i18n.choose(spoken)
    try:
        run(walk())
    except Exception as error:
        error.add_note(f"The last screen seen in {spoken}: {found[-1].name if found else 'none'}")
        raise
    finally:
        i18n.choose(before)
    assert not house.crashes
    return tuple(found)


async def _look(name: str, desk: Inside, *, with_help: bool) -> Seen:
    view = desk.view
    seen = Seen(
        name,
        desk.app.desk.who.role,
        type(view),
        view.contexts(),
        view.bar(),
        view.writing() is not None,
    )
    opened_at = desk.app.size
    with desk.only_said():
        for size in SIZES:
            await desk.resize(*size)
            seen.lines[size] = desk.lines
        if with_help:
            await desk.press("f2")
            for size in HELP_SIZES:
                await desk.resize(*size)
                seen.help[size] = desk.lines
            await desk.press("escape")
        await desk.resize(*opened_at)
    return replace(seen, came_back=desk.view is view)


async def _two_at_once(house: House, desk: Inside, found: list[Seen]) -> None:
    """The panel that no key leads to: somebody else saved what one is writing."""
    await desk.reach(("o", "e", "down", "enter", "20 00 00 16"))
    form = desk.view
    assert isinstance(form, EditFacts)
    house.do(
        colleague(house, "MJU"),
        citizen_facts.edit,
        form.who.id,
        form.version,
        {"phone": f"20 00 00 {desk.app.desk.who.staff_id}"},
    )
    await desk.press("enter")
    found.append(await _look("two at once", desk, with_help=False))
    await desk.press("down", "down", "enter")
    found.append(await _look("two at once, a third text", desk, with_help=False))
