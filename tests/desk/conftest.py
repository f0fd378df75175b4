"""The made-up house, new for every test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from din_indgang_tui import i18n
from tests.desk import full_house
from tests.desk.house import House, Sitting, begin, found, settle
from tests.desk.seen import Seen, SeenIn, look_at_all

Seat = Callable[..., Sitting]


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found(tmp_path_factory.mktemp("staffed") / "house.db").path


@pytest.fixture(scope="session")
def settled(staffed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("settled") / "house.db"
    shutil.copy(staffed, path)
    begin()
    house = House(path)
    with house.open():
        settle(house)
    return path


@pytest.fixture(scope="session")
def full(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("full") / "house.db"
    shutil.copy(settled, path)
    begin()
    full_house.fill(House(path))
    return path


@pytest.fixture(scope="session")
def seen(full: Path, tmp_path_factory: pytest.TempPathFactory) -> SeenIn:
    """Every screen as it was seen in a language, by the one walk there is in each."""

    @cache
    def walk(spoken: str) -> tuple[Seen, ...]:
        path = tmp_path_factory.mktemp(f"seen-{spoken}") / "house.db"
        begin()
        return look_at_all(House(Path(shutil.copy(full, path))), spoken)

    return walk


@pytest.fixture(autouse=True)
def morning() -> None:
    """However long the tests before took, nobody has waited longer for it."""
    begin()


@pytest.fixture(autouse=True)
def started_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk is started in a folder of its own, where whatever it writes out lies."""
    folder = tmp_path / "started here"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def house(settled: Path, tmp_path: Path) -> House:
    """A morning in progress: five wait, two are in conversation."""
    return House(Path(shutil.copy(settled, tmp_path / "house.db")))


@pytest.fixture
def quiet_house(staffed: Path, tmp_path: Path) -> House:
    """Staff, and nobody else."""
    (tmp_path / "quiet").mkdir()
    return House(Path(shutil.copy(staffed, tmp_path / "quiet" / "house.db")))


@pytest.fixture
def seat(house: House) -> Iterator[Seat]:
    """Sits somebody down at a terminal of the house, as often as asked."""
    with ExitStack() as leaving:

        def sit_down(at: House = house, **more: Any) -> Sitting:
            return leaving.enter_context(Sitting(at, **more))

        yield sit_down


@pytest.fixture
def desk(seat: Seat) -> Sitting:
    """Bo Dam, host, logged in at 80x24."""
    return seat().log_in()


@pytest.fixture
def language() -> Iterator[Callable[[str], None]]:
    """Chooses the language of screens that are drawn in this process, and puts it back."""
    before = i18n.language()
    yield i18n.choose
    i18n.choose(before)
