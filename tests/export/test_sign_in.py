"""The sheet to sign in on: short names, lines for who drops in, alike in every format."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from din_indgang_tui.export.output import FileFormat
from din_indgang_tui.export.sign_in import FORMATS, as_html, as_pdf, as_text
from din_indgang_tui.house import sign_in
from din_indgang_tui.house.sign_in import SignInSheet
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.group_scene import group, meeting, place
from tests.scene import OWNER, Open, citizen, rows

WALK = SignInSheet(
    group="Gåtur <havnen> & hjem",
    starts_at=datetime(2026, 11, 17, 10, tzinfo=UTC),
    ends_at=datetime(2026, 11, 17, 11, 30, tzinfo=UTC),
    where="havnen",
    leader="Bo Dam",
    names=("Birgit N.", "Łukasz Ø.", "Aase L."),
    empty=2,
)


def text_of(form: FileFormat[SignInSheet], sheet: SignInSheet) -> str:
    """What is to be read in it."""
    data = form.make(sheet)
    if form.ending == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return data.decode()


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_it_says_which_group_when_where_with_whom_and_who(form: FileFormat[SignInSheet]) -> None:
    text = text_of(form, WALK)
    for part in ("17 November 2026", "11.00-12.30", "havnen", "Bo Dam", *WALK.names):
        assert part in text
    assert text.index("Birgit") < text.index("Łukasz") < text.index("Aase")
    assert form.make(WALK) == form.make(WALK)


def test_every_line_in_text_has_room_to_sign_and_fits_the_paper() -> None:
    lines = as_text(WALK).decode().splitlines()
    assert max(len(line) for line in lines) <= 80
    to_sign = [line for line in lines if line.endswith("_" * 20)]
    assert len(to_sign) == len(WALK.names) + WALK.empty
    assert sum(line.startswith("_") for line in to_sign) == WALK.empty


def test_a_name_is_text_and_no_tag() -> None:
    page = as_html(WALK).decode()
    assert "Gåtur &lt;havnen&gt; &amp; hjem" in page and "<havnen>" not in page
    assert page.count("<tr>") == len(WALK.names) + WALK.empty
    assert not re.search(r"<script|src=|href=", page)


def test_thirty_people_take_two_pages_and_nobody_is_lost() -> None:
    names = tuple(f"Person {n:02}" for n in range(30))
    many = SignInSheet("Kor", WALK.starts_at, WALK.ends_at, "", "", names, 6)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(many))).pages]
    assert len(pages) == 2
    assert all(name in "\n".join(pages) for name in names)


# What the house says -----------------------------------------------------------------------------


def test_the_names_are_short_of_that_day_and_go_on_record(door: Door, bo: Who) -> None:
    walk = group(door, "Gåtur", drop_in=1)
    next_week = meeting(door, walk, "2026-11-24T11:00", leader=bo, place="havnen")
    people = [citizen(door, bo, *name.split()) for name in ("Zia Holm", "Aase Lund", "Bo Sand")]
    for one in people[:2]:
        place(door, walk, one)
    place(door, walk, people[2], "2026-11-01", "2026-11-20")
    sheet = door.read(bo, sign_in.sheet, next_week)
    assert sheet.names == ("Zia H.", "Aase L.")
    assert (sheet.where, sheet.leader, sheet.empty) == ("havnen", "Bo Dam", 6)
    looked_at = door.read(OWNER, rows, "SELECT citizen_id FROM look ORDER BY citizen_id")
    assert looked_at == [(one,) for one in sorted(people[:2])]


def test_a_cancelled_meeting_has_no_sheet_and_a_volunteer_makes_none(
    open_door: Open, bo: Who, who: dict[Role, Who]
) -> None:
    door = open_door()
    closed = group(door, "Gåtur")
    off = meeting(door, closed, "2026-11-24T11:00", status="cancelled", cancel_why="glat føre")
    with pytest.raises(DeskError, match="cancelled"):
        door.read(bo, sign_in.sheet, off)
    with pytest.raises(NotAllowed):
        door.read(who[Role.VOLUNTEER], sign_in.sheet, off)
