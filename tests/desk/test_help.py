"""Help: every screen says what one sees, and one comes back to where one was."""

from __future__ import annotations

import importlib
import pkgutil

from din_indgang_tui import views
from din_indgang_tui.views.base import View


def screens(base: type[View] = View) -> set[type[View]]:
    """Every screen there is, found by walking the package; not those that only others build on."""
    for module in pkgutil.iter_modules(views.__path__, views.__name__ + "."):
        importlib.import_module(module.name)
    found: set[type[View]] = set()
    for below in base.__subclasses__():
        found |= screens(below) or {below}
    return {one for one in found if one.__module__.startswith(views.__name__)}


def test_every_screen_says_in_a_sentence_what_one_sees() -> None:
    assert len(screens()) >= 9
    silent = [one.__name__ for one in screens() if not one.help_text.endswith(".")]
    assert not silent, f"help_text is missing: {silent}"
