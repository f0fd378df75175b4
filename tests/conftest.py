"""What most tests of the house stand in: a door to a new file, a clock, and colleagues."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from din_indgang_tui.store import file as files
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import Connection
from din_indgang_tui.store.roles import Role, Who
from tests.scene import RECIPE, HandClock, Open, copy_of, found

_IN_ENGLISH = "[en"

# A machine that is busy with something else is slow without anything being wrong.
settings.register_profile("no deadline", settings(), deadline=None)
settings.load_profile("no deadline")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two halves of like length for `--dist worksteal`, the walks of the desk first in each.

    The walk that is shared (`seen`) is made in one half in Danish and in the other in English.
    """
    shared = [item for item in items if "seen" in getattr(item, "fixturenames", ())]
    english = [item for item in shared if item.name.startswith(_IN_ENGLISH, item.name.find("["))]
    danish = [item for item in shared if item not in english]
    rest = [item for item in items if item not in set(shared)]
    # The longest first, so that neither half is left alone with one at the end.
    rest.sort(key=lambda item: not item.nodeid.startswith("tests/desk/"))
    rest.sort(key=lambda item: not item.nodeid.startswith("tests/desk/test_undo.py"))
    begins = len(items) // 2 - len(danish)
    one, other = rest[0::2], rest[1::2]
    other += one[begins:]
    # One of the rest stands between: which half the odd one is in is xdist's.
    items[:] = [*danish, *one[:begins], *other[:1], *english, *other[1:]]


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: looking through it for rubbish took a tenth of all."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _in_a_hurry() -> Iterator[None]:
    """No waiting for the disk in this process: a power cut shows it, and no test cuts the power.

    What is asked of every connection is read in tests/store/test_file.py, with RECIPE as it is.
    """

    def hurried(connection: Connection) -> None:
        RECIPE(connection)
        connection.execute("PRAGMA synchronous=OFF")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_follow_recipe", hurried)
        yield


@pytest.fixture(scope="session")
def _new_house(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Role, Who]]:
    path = tmp_path_factory.mktemp("house") / "house.db"
    return path, found(path)


@pytest.fixture
def clock() -> HandClock:
    """10.22 on Tuesday 17 November 2026, until it is moved."""
    return HandClock()


@pytest.fixture
def who(_new_house: tuple[Path, dict[Role, Who]]) -> dict[Role, Who]:
    """One colleague of every role."""
    return dict(_new_house[1])


@pytest.fixture
def file(_new_house: tuple[Path, dict[Role, Who]], tmp_path: Path) -> Path:
    """The file of a new house, with its colleagues in it."""
    return copy_of(_new_house[0], tmp_path / "house.db")


@pytest.fixture
def open_door(file: Path, clock: HandClock) -> Iterator[Open]:
    """Opens another terminal of the house."""
    with ExitStack() as closing:

        def at() -> Door:
            door = Door(file, clock)
            closing.callback(door.close)
            return door

        yield at


@pytest.fixture
def door(open_door: Open) -> Door:
    """A terminal of a new house."""
    return open_door()


@pytest.fixture
def bo(who: dict[Role, Who]) -> Who:
    """Bo Dam, host."""
    return who[Role.HOST]


@pytest.fixture
def mette(who: dict[Role, Who]) -> Who:
    """Mette Juhl, coach."""
    return who[Role.COACH]


@pytest.fixture
def leader(who: dict[Role, Who]) -> Who:
    """Åse Holm, leader."""
    return who[Role.LEADER]
