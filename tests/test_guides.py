"""The guides: what they show is there, and the keys they name are keys."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from din_indgang_tui.commands import TABLE
from tests.desk.house import da

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "brugervejledning.md"
DOCUMENTS = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")])
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)")
# A sign that is a key has a name of its own in Textual.
SIGNS = {"question_mark": "?", "slash": "/", "colon": ":", "plus": "+"}
# Not keys: the marks, which the guide tells of.
MARKS = {">", "!"}


def keys() -> set[str]:
    """Every key of the desk, as a Danish screen names it."""
    named = {da(command.shown) for command in TABLE if command.keys}
    single = {SIGNS.get(key, key) for command in TABLE for key in command.keys}
    return named | {key for key in single if len(key) == 1}


def pictures() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """What `make pictures` draws."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn: tuple[tuple[str, tuple[str, ...], str], ...] = module.PICTURES
    return drawn


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_shows_and_links_to_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for said, path in IMAGE.findall(text):
        assert said, f"{path} says nothing to whoever does not see it"
        assert (document.parent / path).is_file(), path
    for path in LINK.findall(text):
        if "://" not in path:
            assert (document.parent / path).exists(), path


def test_every_picture_is_drawn_by_the_command_and_shown_somewhere() -> None:
    drawn = {f"{name}.svg" for name, _keys, _expected in pictures()}
    kept = {path.name for path in (ROOT / "docs" / "pictures").iterdir()}
    shown = {
        Path(path).name
        for document in DOCUMENTS
        for _said, path in IMAGE.findall(document.read_text(encoding="utf-8"))
    }
    assert drawn == kept == shown


def test_every_key_that_the_guide_names_is_a_key() -> None:
    named = set(re.findall(r"`([^`]+)`", GUIDE.read_text(encoding="utf-8")))
    assert len(named) >= 15
    assert not named - keys() - MARKS
