"""What the commands share: the door to the house, and a voice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from din_indgang_tui.clock import Clock, machine_clock
from din_indgang_tui.text import printed

if TYPE_CHECKING:
    from din_indgang_tui.store.door import Door


@contextmanager
def opened(path: Path, *, clock: Clock = machine_clock, make: bool = False) -> Iterator[Door]:
    """The door to the file, closed again however it ends. Raises StoreError."""
    from din_indgang_tui.store.door import Door

    door = Door(path, clock, make=make)
    try:
        yield door
    finally:
        door.close()


def say(*lines: str) -> None:
    """Lines on standard output."""
    for line in lines:
        print(printed(line))
