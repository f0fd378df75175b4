"""Taking the roll: marks of several terminals, those who drop in, and what a volunteer may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from din_indgang_tui.house import citizens, roll, roll_adding
from din_indgang_tui.house.codes import Attendance, SessionStatus
from din_indgang_tui.house.roll import Line, Marked, Roll
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Unit, Value, changes
from tests.diary_scene import THEN
from tests.group_scene import group, helper, meeting, place
from tests.group_scene import mark as marked_before
from tests.scene import OWNER, HandClock, Open, citizen, content, refused, rows

PRESENT, ABSENT = Attendance.PRESENT, Attendance.ABSENT
EXCUSED, DROP_IN = Attendance.EXCUSED, Attendance.DROP_IN
TODAY = "2026-11-17T11:00"


@changes(ANYONE, "groups")
def _imported(unit: Unit, session_id: int, citizen_id: int, status: str) -> None:
    """A mark as an import writes it, which may say the same of somebody twice."""
    values: dict[str, Value] = {"session_id": session_id, "citizen_id": citizen_id}
    unit.insert("attendance", values | {"status": status, "imported": 1, "marked_at": THEN})


class Walk:
    """A walk of today with members, and what the roll of it says."""

    def __init__(self, door: Door, bo: Who) -> None:
        self.door, self.bo = door, bo
        self.group = group(door, "Gåtur", capacity=15)
        self.today = meeting(door, self.group, TODAY)

    def members(self, *names: str) -> list[int]:
        """People with a place since the first of the month."""
        people = [citizen(self.door, self.bo, *name.split(" ", 1)) for name in names]
        for one in people:
            place(self.door, self.group, one)
        return people

    def roll(self, who: Who | None = None) -> Roll:
        return self.door.read(who or self.bo, roll.of, self.today)

    def line(self, citizen_id: int, who: Who | None = None) -> Line:
        (line,) = (one for one in self.roll(who).lines if one.citizen_id == citizen_id)
        return line

    def mark(self, citizen_id: int, status: Attendance | None, why: str | None = None) -> Marked:
        return self.door.change(self.bo, roll.mark, self.today, citizen_id, status, why)


@pytest.fixture
def walk(door: Door, bo: Who) -> Walk:
    return Walk(door, bo)


@pytest.fixture
def villy(who: dict[Role, Who]) -> Who:
    """Villy Lund, volunteer."""
    return who[Role.VOLUNTEER]


def names(lines: Sequence[Line]) -> list[str]:
    return [line.name for line in lines]


def attendance_rows(door: Door, columns: str) -> list[tuple[object, ...]]:
    return door.read(OWNER, rows, f"SELECT {columns} FROM attendance ORDER BY id")


# The list ----------------------------------------------------------------------------------------


def test_the_roll_lists_who_has_a_place_that_day_in_danish_order(door: Door, walk: Walk) -> None:
    walk.members("Ørn Berg", "Aase Lund", "Bo Sand", "Ægir Dahl", "Zia Holm", "Åge Ager")
    gone, later = (citizen(door, walk.bo, name, "Vik") for name in ("Carl", "Dan"))
    place(door, walk.group, gone, "2026-10-01", "2026-11-16")
    place(door, walk.group, later, "2026-11-18")
    last_day = citizen(door, walk.bo, "Eva", "Vik")
    place(door, walk.group, last_day, "2026-10-01", "2026-11-17")
    assert names(walk.roll().lines) == [
        *("Bo S.", "Eva V.", "Zia H.", "Ægir D.", "Ørn B.", "Åge A.", "Aase L.")
    ]
    assert all(line.member and line.mark is None for line in walk.roll().lines)
    assert (walk.roll().missing, walk.roll().here, walk.roll().done) == (7, 0, False)


def test_the_roll_counts_what_is_marked(walk: Walk) -> None:
    ali, bo, ea, ib = walk.members("Ali", "Bo", "Ea", "Ib")
    walk.mark(ali, PRESENT)
    walk.mark(bo, ABSENT)
    walk.mark(ea, EXCUSED, "hos lægen")
    walk.door.change(walk.bo, roll_adding.guest, walk.today)
    now = walk.roll()
    assert (now.here, now.absent, now.excused, now.missing) == (2, 1, 1, 1)
    line = walk.line(ea)
    assert (line.mark, line.why, line.marked_by) == (EXCUSED, "hos lægen", "Bo Dam")
    assert walk.line(ib).mark is None


def test_those_who_dropped_in_stand_by_themselves_with_their_names(walk: Walk) -> None:
    walk.members("Ali Vik")
    known = citizen(walk.door, walk.bo, "Kirsten", "Møller")
    walk.door.change(walk.bo, roll_adding.drop_in, walk.today, known)
    walk.door.change(walk.bo, roll_adding.guest, walk.today)
    now = walk.roll()
    assert names(now.lines) == ["Ali V."]
    assert [(one.citizen_id, one.name) for one in now.guests] == [(known, "Kirsten M."), (None, "")]
    assert now.here == 2


def test_a_mark_of_somebody_whose_place_was_ended_since_stays_in_view(
    door: Door, walk: Walk
) -> None:
    gone = citizen(door, walk.bo, "Carl", "Vik")
    marked_before(door, walk.today, gone, "absent")
    (line,) = walk.roll().lines
    assert (line.name, line.mark, line.member) == ("Carl V.", ABSENT, False)
    walk.mark(gone, EXCUSED)
    assert walk.line(gone).mark is EXCUSED
    walk.mark(gone, None)
    assert walk.roll().lines == ()


def test_how_often_in_a_row_somebody_stayed_away_before(door: Door, walk: Walk) -> None:
    (ole,) = walk.members("Ole")
    for day, status in (("03", "present"), ("05", "absent"), ("10", "excused"), ("12", "absent")):
        before = meeting(door, walk.group, f"2026-11-{day}T11:00", status="held")
        marked_before(door, before, ole, status)
    assert walk.line(ole).away == 2
    walk.mark(ole, ABSENT)
    assert walk.line(ole).away == 2  # before this one


# Marks -------------------------------------------------------------------------------------------


def test_a_mark_is_corrected_and_taken_away(walk: Walk) -> None:
    (ali,) = walk.members("Ali")
    walk.mark(ali, PRESENT)
    assert walk.mark(ali, EXCUSED, "  ringede  selv ").mark is EXCUSED
    assert walk.line(ali).why == "ringede selv"
    walk.mark(ali, EXCUSED)
    assert walk.line(ali).why == "ringede selv"  # with nothing new to say
    walk.mark(ali, EXCUSED, " ")
    assert (walk.line(ali).mark, walk.line(ali).why) == (EXCUSED, "")
    walk.mark(ali, EXCUSED, "ringede selv")
    walk.mark(ali, PRESENT)
    assert walk.line(ali).why == ""
    walk.mark(ali, None)
    assert attendance_rows(walk.door, "id") == []
    assert walk.mark(ali, None).mark is None  # and again is nothing new


def test_the_same_mark_again_changes_nothing(walk: Walk, mette: Who, clock: HandClock) -> None:
    (ali,) = walk.members("Ali")
    walk.mark(ali, EXCUSED, "hos lægen")
    before = walk.door.read(OWNER, content)
    clock.move(minutes=5)
    again = walk.door.change(mette, roll.mark, walk.today, ali, EXCUSED)
    assert again.replaced is None
    assert walk.door.read(OWNER, content) == before


def test_of_two_who_mark_one_person_the_later_wins_and_both_are_on_record(
    walk: Walk, mette: Who, open_door: Open, clock: HandClock
) -> None:
    ali, bo = walk.members("Ali", "Bo")
    other = open_door()
    first = clock.now
    walk.mark(ali, ABSENT)
    clock.move(minutes=3)
    marked = other.change(mette, roll.mark, walk.today, ali, PRESENT)
    other.change(mette, roll.mark, walk.today, bo, PRESENT)
    assert marked.replaced == roll.Replaced(ABSENT, "Bo Dam", first)
    line = walk.line(ali)
    assert (line.mark, line.marked_by, line.marked_at) == (PRESENT, "Mette Juhl", clock.now)
    assert walk.line(bo).mark is PRESENT
    on_record = walk.door.read(
        OWNER,
        rows,
        "SELECT u.who, json_extract(a.after, '$.status') FROM audit a JOIN unit_of_work u"
        " ON u.id = a.unit_id WHERE a.table_name = 'attendance' AND a.citizen_id = ? ORDER BY a.id",
        (ali,),
    )
    assert on_record == [("BOD", "absent"), ("MEJ", "present")]
    # One's own mark is nobody else's.
    assert other.change(mette, roll.mark, walk.today, ali, EXCUSED).replaced is None


def test_who_takes_a_colleagues_mark_away_is_told_whose_it_was(walk: Walk, mette: Who) -> None:
    (ali,) = walk.members("Ali")
    walk.mark(ali, PRESENT)
    marked = walk.door.change(mette, roll.mark, walk.today, ali, None)
    assert marked.replaced is not None
    assert (marked.replaced.who, marked.replaced.mark) == ("Bo Dam", PRESENT)


def test_all_the_others_are_here_and_it_is_undone_as_one(walk: Walk) -> None:
    ali, bo, ea = walk.members("Ali", "Bo", "Ea")
    walk.mark(bo, ABSENT)
    before = walk.door.read(OWNER, content)
    assert walk.door.change(walk.bo, roll.mark_rest, walk.today) == 2
    assert [walk.line(one).mark for one in (ali, bo, ea)] == [PRESENT, ABSENT, PRESENT]
    assert walk.door.change(walk.bo, roll.mark_rest, walk.today) == 0
    walk.door.change(walk.bo, undo)
    assert walk.door.read(OWNER, content) == before


@pytest.mark.parametrize("status", [PRESENT, ABSENT, EXCUSED])
def test_only_who_is_on_the_roll_is_marked(walk: Walk, status: Attendance) -> None:
    stranger = citizen(walk.door, walk.bo, "Kirsten")
    error = refused(walk.door, walk.bo, roll.mark, walk.today, stranger, status)
    assert error.message == "They have no place in Gåtur that day: + adds who dropped in."
    assert error.field == "who"


def test_who_dropped_in_was_here_and_cannot_stay_away(walk: Walk) -> None:
    known = citizen(walk.door, walk.bo, "Kirsten")
    walk.door.change(walk.bo, roll_adding.drop_in, walk.today, known)
    assert "no place" in refused(walk.door, walk.bo, roll.mark, walk.today, known, ABSENT).message
    assert walk.mark(known, PRESENT).mark is DROP_IN
    walk.mark(known, None)
    assert walk.roll().guests == ()


def test_a_member_who_drops_in_is_marked_as_here(walk: Walk) -> None:
    (ali,) = walk.members("Ali")
    walk.mark(ali, ABSENT)
    assert walk.door.change(walk.bo, roll_adding.drop_in, walk.today, ali).mark is PRESENT
    assert attendance_rows(walk.door, "citizen_id, status") == [(ali, "present")]


def test_what_an_import_says_twice_becomes_one_mark_when_it_is_corrected(
    door: Door, walk: Walk
) -> None:
    (ali,) = walk.members("Ali")
    for status in ("absent", "present"):
        door.change(OWNER, _imported, walk.today, ali, status)
    assert walk.line(ali).mark is PRESENT
    before = door.read(OWNER, content)
    walk.mark(ali, EXCUSED)
    assert attendance_rows(door, "citizen_id, status") == [(ali, "excused")]
    door.change(walk.bo, undo)
    assert door.read(OWNER, content) == before


# Which meetings ----------------------------------------------------------------------------------


def test_the_roll_of_a_later_day_is_taken_then(door: Door, walk: Walk) -> None:
    walk.today = meeting(door, walk.group, "2026-11-18T00:15")
    with pytest.raises(DeskError) as error:
        walk.roll()
    assert error.value.message == "That meeting is on 18.11.2026: its roll is taken then."
    for deed in (roll.finish, roll.mark_rest, roll_adding.guest):
        assert refused(door, walk.bo, deed, walk.today).message == error.value.message


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("Liv Brandt er syg", "The meeting on 17.11.2026 is cancelled: Liv Brandt er syg."),
        ("colleague_away", "The meeting on 17.11.2026 is cancelled: The colleague is away."),
        ("", "The meeting on 17.11.2026 is cancelled."),
    ],
)
def test_a_cancelled_meeting_has_no_roll(door: Door, walk: Walk, why: str, said: str) -> None:
    walk.today = meeting(door, walk.group, TODAY, status="cancelled", cancel_why=why)
    with pytest.raises(DeskError) as error:
        walk.roll()
    assert error.value.message == said
    assert refused(door, walk.bo, roll.finish, walk.today).message == said


def test_a_meeting_that_is_gone_is_said_to_be_gone(door: Door, walk: Walk) -> None:
    assert "not here any more" in refused(door, walk.bo, roll.finish, 999).message


# Done --------------------------------------------------------------------------------------------


def test_a_finished_roll_makes_the_meeting_held_and_leaves_the_unmarked(
    door: Door, walk: Walk, mette: Who
) -> None:
    ali, bo = walk.members("Ali", "Bo")
    walk.mark(ali, PRESENT)
    before = door.read(OWNER, content)
    assert door.change(walk.bo, roll.finish, walk.today) == roll.Finished(here=1, missing=1)
    now = walk.roll()
    assert (now.done, now.session.status, now.missing) == (True, SessionStatus.HELD, 1)
    held = door.read(OWNER, content)
    assert door.change(mette, roll.finish, walk.today) == roll.Finished(1, 1)
    assert door.read(OWNER, content) == held  # again is nothing new
    # A mark may still be set, and taken back, and the finishing too.
    walk.mark(bo, ABSENT)
    assert walk.roll().done
    door.change(walk.bo, undo)
    door.change(walk.bo, undo)
    assert door.read(OWNER, content) == before


def test_a_meeting_to_which_nobody_came_was_held(door: Door, walk: Walk) -> None:
    assert door.change(walk.bo, roll.finish, walk.today) == roll.Finished(0, 0)
    assert walk.roll().session.status is SessionStatus.HELD


def test_a_note_is_kept_and_a_stale_one_is_refused(door: Door, walk: Walk, mette: Who) -> None:
    read = walk.roll().session.version
    assert door.change(walk.bo, roll.write_note, walk.today, " Regn.\nVi gik alligevel ") == (
        "Regn. Vi gik alligevel"
    )
    assert walk.roll().note == "Regn. Vi gik alligevel"
    error = refused(door, mette, roll.write_note, walk.today, "Sol", read)
    assert isinstance(error, Conflict)
    assert refused(door, mette, roll.write_note, walk.today, "x" * 2000).field == "note"


# Beside the members ------------------------------------------------------------------------------


def test_guests_without_a_name_count_and_are_taken_out_one_by_one(walk: Walk) -> None:
    first, second = (walk.door.change(walk.bo, roll_adding.guest, walk.today) for _ in range(2))
    assert walk.roll().here == 2
    walk.door.change(walk.bo, roll_adding.take_out, first)
    assert [one.attendance_id for one in walk.roll().guests] == [second]
    gone = refused(walk.door, walk.bo, roll_adding.take_out, first)
    assert gone.message == "That mark is not on the roll any more."


def test_nobody_is_taken_out_by_a_number_that_was_somebody_elses(walk: Walk) -> None:
    (ali,) = walk.members("Ali")
    seen = walk.door.change(walk.bo, roll_adding.guest, walk.today)
    walk.door.change(walk.bo, roll_adding.take_out, seen)
    known = citizen(walk.door, walk.bo, "Kirsten")
    walk.door.change(walk.bo, roll_adding.drop_in, walk.today, known)
    error = refused(walk.door, walk.bo, roll_adding.take_out, seen)
    assert error.message == "That mark is not on the roll any more."
    walk.mark(ali, PRESENT)  # and a member is never taken out
    ((number,),) = walk.door.read(
        OWNER, rows, "SELECT id FROM attendance WHERE citizen_id = ?", (ali,)
    )
    assert refused(walk.door, walk.bo, roll_adding.take_out, number).message == error.message


def test_a_newcomer_is_a_new_citizen_who_dropped_in(walk: Walk) -> None:
    before = walk.door.read(OWNER, content)
    marked = walk.door.change(walk.bo, roll_adding.newcomer, walk.today, "kirsten møller 20000061")
    person = walk.door.read(walk.bo, citizens.page, marked.citizen_id).citizen
    assert (person.name, person.phone) == ("Kirsten Møller", "20000061")
    assert [(one.name, one.citizen_id) for one in walk.roll().guests] == [("Kirsten M.", person.id)]
    assert walk.door.read(OWNER, rows, "SELECT * FROM enquiry") == []
    walk.door.change(walk.bo, undo)
    assert walk.door.read(OWNER, content) == before


@pytest.mark.parametrize("typed", ["", "   "])
def test_a_newcomer_has_a_name(walk: Walk, typed: str) -> None:
    error = refused(walk.door, walk.bo, roll_adding.newcomer, walk.today, typed)
    assert error.field == "given_name"


def test_a_guest_is_given_a_name_later(walk: Walk) -> None:
    (ali,) = walk.members("Ali")
    known = citizen(walk.door, walk.bo, "Kirsten")
    guests = [walk.door.change(walk.bo, roll_adding.guest, walk.today) for _ in range(3)]
    door, bo = walk.door, walk.bo
    assert door.change(bo, roll_adding.name_guest, guests[0], known).mark is DROP_IN
    assert door.change(bo, roll_adding.name_guest, guests[1], ali).mark is PRESENT
    new = door.change(bo, roll_adding.name_new_guest, guests[2], "Ea Vik")
    assert walk.roll().here == 3
    assert attendance_rows(door, "citizen_id, status") == [
        (known, "drop_in"),
        (ali, "present"),
        (new.citizen_id, "drop_in"),
    ]
    assert "a name already" in refused(door, bo, roll_adding.name_guest, guests[0], ali).message
    fourth = door.change(bo, roll_adding.guest, walk.today)
    error = refused(door, bo, roll_adding.name_guest, fourth, known)
    assert error.message == "They stand on the roll already, as one who was here."


def test_a_guest_who_turns_out_to_be_one_said_to_stay_away_was_here(walk: Walk) -> None:
    (ali,) = walk.members("Ali")
    walk.mark(ali, ABSENT)
    guest = walk.door.change(walk.bo, roll_adding.guest, walk.today)
    before = walk.door.read(OWNER, content)
    walk.door.change(walk.bo, roll_adding.name_guest, guest, ali)
    assert attendance_rows(walk.door, "citizen_id, status") == [(ali, "present")]
    walk.door.change(walk.bo, undo)
    assert walk.door.read(OWNER, content) == before


def test_the_desk_finds_everybody_and_sees_who_is_on_the_roll(walk: Walk) -> None:
    (ali,) = walk.members("Ali Vik")
    alis = citizen(walk.door, walk.bo, "Alis", "Berg")
    walk.mark(ali, ABSENT)
    found = walk.door.read(walk.bo, roll_adding.candidates, walk.today, "ali")
    assert {(one.citizen_id, one.name, one.mark, one.member) for one in found.found} == {
        (ali, "Ali Vik", ABSENT, True),
        (alis, "Alis Berg", None, False),
    }
    assert all(one.hit is not None for one in found.found)


# Volunteers --------------------------------------------------------------------------------------


@pytest.fixture
def helps(door: Door, walk: Walk, villy: Who) -> Who:
    """Villy Lund, who helps in the walk."""
    helper(door, walk.group, villy)
    return villy


def test_a_volunteer_takes_the_roll_where_they_help(walk: Walk, helps: Who) -> None:
    (ali,) = walk.members("Ali Vik")
    walk.door.change(helps, roll.mark, walk.today, ali, PRESENT)
    walk.door.change(helps, roll.write_note, walk.today, "Sol")
    assert walk.door.change(helps, roll.finish, walk.today).here == 1
    assert names(walk.roll(helps).lines) == ["Ali"]


def test_a_volunteer_leads_a_group_or_one_meeting(door: Door, walk: Walk, villy: Who) -> None:
    led = group(door, "Kor", leader_id=villy.staff_id)
    theirs = meeting(door, led, TODAY)
    assert door.read(villy, roll.of, theirs).lines == ()
    given = meeting(door, walk.group, "2026-11-16T11:00", leader=villy)
    assert door.read(villy, roll.of, given).lines == ()


def test_no_volunteer_sees_or_marks_the_group_of_others(
    door: Door, walk: Walk, villy: Who, who: dict[Role, Who]
) -> None:
    (ali,) = walk.members("Ali Vik")
    mark = door.change(walk.bo, roll_adding.guest, walk.today)
    with pytest.raises(DeskError):
        walk.roll(villy)
    with pytest.raises(DeskError):
        door.read(villy, roll_adding.candidates, walk.today, "ali")
    refused(door, villy, roll.mark, walk.today, ali, PRESENT)
    refused(door, villy, roll.mark_rest, walk.today)
    refused(door, villy, roll.finish, walk.today)
    refused(door, villy, roll.write_note, walk.today, "Sol")
    refused(door, villy, roll_adding.drop_in, walk.today, ali)
    refused(door, villy, roll_adding.guest, walk.today)
    refused(door, villy, roll_adding.newcomer, walk.today, "Ea")
    refused(door, villy, roll_adding.take_out, mark)
    refused(door, villy, roll_adding.name_guest, mark, ali)
    refused(door, villy, roll_adding.name_new_guest, mark, "Ea")
    with pytest.raises(NotAllowed):
        walk.roll(who[Role.ADMIN])


def test_a_volunteer_gets_given_names_that_tell_people_apart(walk: Walk, helps: Who) -> None:
    walk.members(
        *("Ali Vik", "Kirsten Møgel", "Kirsten Møller", "Ida Berg", "Ida Holm"),
        *("Bo Li", "Bo Li", "Kirsten Dahl"),
    )
    assert sorted(names(walk.roll(helps).lines)) == [
        *("Ali", "Bo L. (1)", "Bo L. (2)", "Ida B.", "Ida H."),
        *("Kirsten D.", "Kirsten Møg.", "Kirsten Møl."),
    ]


def test_what_somebody_sent_word_of_is_kept_from_other_volunteers(walk: Walk, helps: Who) -> None:
    ali, ea = walk.members("Ali", "Ea")
    walk.mark(ali, EXCUSED, "hos lægen")
    walk.door.change(helps, roll.mark, walk.today, ea, EXCUSED, "kommer i morgen")
    assert walk.line(ali, helps).why == ""
    assert walk.line(ea, helps).why == "kommer i morgen"
    assert walk.line(ali).why == "hos lægen"
    walk.door.change(helps, roll.mark, walk.today, ali, EXCUSED)  # which they do not see
    assert walk.line(ali).why == "hos lægen"


def test_a_volunteer_finds_by_given_name_who_was_in_the_group_before(
    door: Door, walk: Walk, helps: Who
) -> None:
    (ali,) = walk.members("Ali Vik")
    before = citizen(door, walk.bo, "Sørine", "Alm")
    stranger = citizen(door, walk.bo, "Alis", "Berg")
    elsewhere = citizen(door, walk.bo, "Alma", "Bo")
    place(door, walk.group, before, "2025-01-01", "2025-02-01")
    came = meeting(door, walk.group, "2026-11-10T11:00")
    dropped_in = citizen(door, walk.bo, "Aline", "Dam")
    marked_before(door, came, dropped_in, "drop_in")
    marked_before(door, meeting(door, group(door, "Kor"), "2026-11-10T09:00"), elsewhere)

    def found(typed: str) -> list[tuple[int, str]]:
        answer = door.read(helps, roll_adding.candidates, walk.today, typed)
        assert all(one.hit is None for one in answer.found)
        return [(one.citizen_id, one.name) for one in answer.found]

    assert found("ali") == [(ali, "Ali"), (dropped_in, "Aline")]
    assert found("sorin") == [(before, "Sørine")]
    for nothing in ("alm", "vik", "", "20000061"):  # family names, and whatever is no name
        assert found(nothing) == []
    door.change(helps, roll_adding.drop_in, walk.today, before)
    error = refused(door, helps, roll_adding.drop_in, walk.today, stranger)
    assert "in the group before" in error.message


def test_a_volunteer_writes_a_newcomers_name_and_no_numbers(
    door: Door, walk: Walk, helps: Who
) -> None:
    door.change(helps, roll_adding.newcomer, walk.today, "Ea Vik")
    assert [one.name for one in walk.roll(helps).guests] == ["Ea"]
    error = refused(door, helps, roll_adding.newcomer, walk.today, "Ea 20000061")
    assert error.message == "Write the name alone, without numbers."
    undone = door.change(helps, undo)
    assert undone.name == ""  # they are gone again
    (ali,) = walk.members("Ali Vik")
    door.change(helps, roll.mark, walk.today, ali, PRESENT)
    assert door.change(helps, undo).name == "Ali"
    assert door.change(walk.bo, roll.mark, walk.today, ali, PRESENT).mark is PRESENT
    assert door.change(replace(walk.bo), undo).name == "Ali V."
