"""Who was there over time: the picture of a group, who has stayed away, one person's meetings."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import attendance, roll
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.house.attendance import Picture
from din_indgang_tui.house.codes import Attendance, SessionStatus
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Reading, Value, reads
from tests.diary_scene import at
from tests.group_scene import group, helper, mark, meeting, place
from tests.scene import OWNER, HandClock, citizen, copy_of, found, hurry, set_to

STATUS = {"p": "present", "i": "absent", "a": "excused", "d": "drop_in"}


class Kitchen:
    """A group that cooks on Thursdays; what came of each meeting is written as letters."""

    def __init__(self, door: Door, bo: Who) -> None:
        self.door, self.bo = door, bo
        self.group = group(door, "Madlavning", capacity=10)
        self.meetings: list[int] = []

    def held(self, *days: str) -> None:
        for day in days:
            self.meetings.append(meeting(self.door, self.group, f"{day}T10:30", status="held"))

    def cancelled(self, day: str) -> None:
        """Nobody could come that day."""
        self.meetings.append(meeting(self.door, self.group, f"{day}T10:30", status="cancelled"))

    def member(self, name: str, letters: str, since: str = "2026-09-01") -> int:
        """Somebody with a place, and a letter for each meeting: `p`, `i`, `a`, `d` or none."""
        one = citizen(self.door, self.bo, *name.split(" ", 1))
        place(self.door, self.group, one, since)
        self.marks(one, letters)
        return one

    def marks(self, citizen_id: int | None, letters: str) -> None:
        for session_id, letter in zip(self.meetings, letters, strict=True):
            if letter in STATUS:
                mark(self.door, session_id, citizen_id, STATUS[letter])

    def picture(self, who: Who | None = None, meetings: int = 12) -> Picture:
        return self.door.read(who or self.bo, attendance.picture, self.group, meetings)

    def drawn(self) -> dict[str, str]:
        """The picture as lines of letters by name."""
        return {row.name: "".join(row.marks) for row in self.picture().rows}

    def away(self) -> dict[str, int]:
        return {
            one.name: one.times
            for one in self.door.read(self.bo, attendance.stayed_away, self.group)
        }


@pytest.fixture
def kitchen(door: Door, bo: Who) -> Kitchen:
    return Kitchen(door, bo)


def autumn(kitchen: Kitchen) -> None:
    """The autumn of the drawing: ten meetings, the sixth of them cancelled."""
    kitchen.held("2026-09-10", "2026-09-17", "2026-09-24", "2026-10-01", "2026-10-08")
    kitchen.cancelled("2026-10-15")
    kitchen.held("2026-10-22", "2026-10-29", "2026-11-05", "2026-11-12")


def test_the_picture_draws_each_meeting_as_the_roll_was_taken(kitchen: Kitchen) -> None:
    autumn(kitchen)
    kitchen.member("Jørn Bach", "ppapp-iipp", "2026-09-03")
    kitchen.member("Inger Riis", "   pp-papp", "2026-10-01")
    kitchen.member("Ole Hald", "pippi-iiii", "2026-09-10")
    kitchen.member("Aase Lund", "pp pp-pppp")
    kitchen.marks(None, "d    -   d")
    assert kitchen.drawn() == {
        "Inger R.": "   pp-papp",
        "Jørn B.": "ppapp-iipp",
        "Ole H.": "pippi-iiii",
        "Aase L.": "pp\u00b7pp-pppp",
    }
    picture = kitchen.picture()
    assert [row.name for row in picture.rows] == ["Inger R.", "Jørn B.", "Ole H.", "Aase L."]
    assert [(row.was_here, row.of, row.away) for row in picture.rows] == [
        (5, 6, 0),
        (6, 9, 0),
        (3, 9, 5),
        (8, 8, 0),
    ]
    assert [row.stayed_away for row in picture.rows] == [False, False, True, False]
    # Guests count among those who were here, and nobody was here where nothing was held.
    assert picture.totals == (4, 2, 1, 4, 3, None, 2, 1, 3, 4)
    assert [one.day.isoformat()[5:] for one in picture.days][4:7] == ["10-08", "10-15", "10-22"]
    assert picture.days[5].status is SessionStatus.CANCELLED


def test_the_picture_has_the_last_meetings_and_none_to_come(
    kitchen: Kitchen, clock: HandClock
) -> None:
    autumn(kitchen)
    today = meeting(kitchen.door, kitchen.group, "2026-11-17T11:00")
    meeting(kitchen.door, kitchen.group, "2026-11-19T10:30")
    ole = kitchen.member("Ole", "pppppppppp".replace("p", " "))
    assert len(kitchen.picture().days) == 10
    clock.move(minutes=38)  # it begins
    assert kitchen.picture().days[-1].session_id == today
    assert kitchen.picture().totals[-1] is None  # its roll is not done
    kitchen.door.change(kitchen.bo, roll.mark, today, ole, Attendance.PRESENT)
    assert kitchen.drawn()["Ole"][-1] == "p"
    assert [one.day.isoformat() for one in kitchen.picture(meetings=3).days] == [
        *("2026-11-05", "2026-11-12", "2026-11-17")
    ]


def test_a_roll_that_is_done_before_the_meeting_begins_is_in_the_picture(
    kitchen: Kitchen,
) -> None:
    today = meeting(kitchen.door, kitchen.group, "2026-11-17T15:00")
    assert kitchen.picture().days == ()
    kitchen.door.change(kitchen.bo, roll.finish, today)
    assert kitchen.picture().totals == (0,)


def test_who_dropped_in_and_got_a_place_then_was_here(kitchen: Kitchen) -> None:
    autumn(kitchen)
    kitchen.member("Bo", "      d ip", "2026-11-01")
    assert kitchen.drawn() == {"Bo": "      p ip"}
    assert [(row.was_here, row.of) for row in kitchen.picture().rows] == [(2, 3)]


def test_of_a_group_that_is_over_the_picture_shows_its_last_members(
    door: Door, kitchen: Kitchen
) -> None:
    old = Kitchen(door, kitchen.bo)
    old.group = group(door, "Kor", starts_on="2026-08-01", ends_on="2026-09-30")
    old.held("2026-09-03", "2026-09-10", "2026-09-17")
    gone = citizen(door, old.bo, "Ole")
    place(door, old.group, gone, "2026-08-01", "2026-09-30")
    old.marks(gone, "iii")
    assert old.drawn() == {"Ole": "iii"}
    assert old.away() == {}  # and nobody calls them about it


class TestStayedAway:
    """Someone to call: times in a row without coming or sending word, up to the last held."""

    def test_as_often_as_the_setting_says(self, door: Door, kitchen: Kitchen) -> None:
        autumn(kitchen)
        kitchen.member("Ali", "ppppp-ppii")
        kitchen.member("Bo", "ppppp-piii")
        kitchen.member("Ea", "iiiii-iiii")
        assert kitchen.away() == {"Ea": 9, "Bo": 3}
        door.change(OWNER, set_to, "away_times", "2")
        assert kitchen.away() == {"Ea": 9, "Bo": 3, "Ali": 2}
        (ea, bo, _ali) = door.read(kitchen.bo, attendance.stayed_away)
        assert (ea.group, ea.last_here_at) == ("Madlavning", None)
        assert bo.last_here_at == at("2026-10-22T10:30")

    def test_sent_word_and_a_cancelled_meeting_neither_count_nor_break_the_row(
        self, kitchen: Kitchen
    ) -> None:
        autumn(kitchen)
        kitchen.member("Ali", "pppip-iaai")
        kitchen.member("Bo", "ppppi-iaap")
        kitchen.member("Ea", "pppii-a ai")
        assert kitchen.away() == {"Ea": 3}

    def test_dropping_in_is_coming(self, kitchen: Kitchen) -> None:
        autumn(kitchen)
        kitchen.member("Ali", "iiiii-iiid")
        assert kitchen.away() == {}

    def test_a_meeting_that_was_not_held_says_nothing(self, kitchen: Kitchen) -> None:
        kitchen.held("2026-11-05", "2026-11-10")
        kitchen.meetings.append(meeting(kitchen.door, kitchen.group, "2026-11-12T10:30"))
        kitchen.member("Ali", "iii")
        assert kitchen.away() == {}
        kitchen.door.change(kitchen.bo, roll.finish, kitchen.meetings[-1])
        assert kitchen.away() == {"Ali": 3}

    def test_a_new_place_begins_a_new_row(self, door: Door, kitchen: Kitchen) -> None:
        autumn(kitchen)
        ali = citizen(door, kitchen.bo, "Ali")
        place(door, kitchen.group, ali, "2026-09-01", "2026-10-31")
        place(door, kitchen.group, ali, "2026-11-01")
        kitchen.marks(ali, "iiiii-iiii")
        assert kitchen.away() == {}
        assert [row.away for row in kitchen.picture().rows] == [2]

    def test_whose_place_ended_is_left_out(self, door: Door, kitchen: Kitchen) -> None:
        autumn(kitchen)
        ali = citizen(door, kitchen.bo, "Ali")
        place(door, kitchen.group, ali, "2026-09-01", "2026-11-16")
        kitchen.marks(ali, "iiiii-iiii")
        assert kitchen.away() == {}

    def test_no_more_than_the_last_meetings_held_are_looked_back_at(
        self, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(attendance, "LOOKED_BACK", 5)
        autumn(kitchen)  # of which the five from 8 October on are looked at
        kitchen.member("Ali", "iiiii-iiii")
        kitchen.member("Bo", "ppppi-iiii")
        kitchen.member("Ea", "ppppp-iiii")
        kitchen.member("Eva", "iiiii-iiii", "2026-10-01")  # the day of the last before
        kitchen.member("Ida", "    i-iiii", "2026-10-02")
        assert kitchen.away() == {"Ali": 5, "Bo": 5, "Eva": 5, "Ida": 5, "Ea": 4}
        known = {
            one.name: (one.last_here_at, one.long_ago)
            for one in kitchen.door.read(kitchen.bo, attendance.stayed_away)
        }
        assert known.pop("Ea") == (at("2026-10-08T10:30"), True)
        assert known == {
            "Ali": (None, True),
            "Bo": (None, True),  # who came before
            "Eva": (None, True),
            "Ida": (None, False),  # and so was never here
        }

    def test_more_meetings_are_looked_back_at_than_the_setting_can_ask_for(self) -> None:
        (away,) = (one for one in house_settings.TABLE if one.key == "away_times")
        assert away.most <= attendance.LOOKED_BACK

    def test_each_group_has_a_row_of_its_own(self, door: Door, kitchen: Kitchen) -> None:
        autumn(kitchen)
        ali = kitchen.member("Ali", "ppppp-piii")
        choir = group(door, "Kor")
        place(door, choir, ali, "2026-09-01")
        mark(door, meeting(door, choir, "2026-11-13T10:30", status="held"), ali)
        assert [
            (one.group, one.times) for one in door.read(kitchen.bo, attendance.stayed_away)
        ] == [("Madlavning", 3)]
        assert door.read(kitchen.bo, attendance.stayed_away, choir) == ()


def test_the_meetings_of_one_person_the_latest_first(door: Door, kitchen: Kitchen) -> None:
    kitchen.held("2026-11-05", "2026-11-12")
    ali = kitchen.member("Ali", "pa")
    choir = group(door, "Kor", kind="creative")
    sung = meeting(door, choir, "2026-11-10T10:30", status="held")
    mark(door, sung, ali, "drop_in")
    theirs = door.read(kitchen.bo, attendance.of_citizen, ali)
    assert [(one.group, one.mark, one.was_here) for one in theirs] == [
        ("Madlavning", Attendance.EXCUSED, False),
        ("Kor", Attendance.DROP_IN, True),
        ("Madlavning", Attendance.PRESENT, True),
    ]
    assert (theirs[1].session_id, theirs[1].kind) == (sung, "creative")
    assert theirs[1].starts_at == at("2026-11-10T10:30")


def test_a_volunteer_sees_the_picture_of_their_own_groups_by_given_names(
    door: Door, kitchen: Kitchen, who: dict[Role, Who]
) -> None:
    villy = who[Role.VOLUNTEER]
    kitchen.member("Ali Vik", "")
    with pytest.raises(DeskError, match="not one that you lead or help in"):
        kitchen.picture(villy)
    helper(door, kitchen.group, villy)
    assert [row.name for row in kitchen.picture(villy).rows] == ["Ali"]
    with pytest.raises(NotAllowed):
        door.read(villy, attendance.stayed_away)


def test_the_picture_of_a_group_that_is_gone_is_said_to_be_none(kitchen: Kitchen) -> None:
    with pytest.raises(DeskError, match="not here any more"):
        kitchen.door.read(kitchen.bo, attendance.picture, 999)


# Counted by hand ---------------------------------------------------------------------------------

_kept = tempfile.TemporaryDirectory(prefix="attendance")
_house = Path(_kept.name) / "new.db"
BO = found(_house)[Role.HOST]

MEETING = st.tuples(
    st.sampled_from(["held", "held", "held", "planned", "cancelled"]),
    st.text("piad ", min_size=2, max_size=2),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(MEETING, max_size=9), st.tuples(*[st.integers(0, 9)] * 2), st.integers(1, 4))
def test_who_has_stayed_away_is_who_a_person_would_count(
    history: list[tuple[str, str]], since: tuple[int, int], limit: int
) -> None:
    first = date(2026, 11, 1)
    with tempfile.TemporaryDirectory(dir=_kept.name) as folder:
        door = hurry(Door(copy_of(_house, Path(folder) / "house.db"), HandClock()))
        kitchen = Kitchen(door, BO)
        for number, (status, _marks) in enumerate(history):
            day = first + timedelta(days=number)
            kitchen.meetings.append(meeting(door, kitchen.group, f"{day}T10:30", status=status))
        expected = []
        for place_, name in enumerate(("Ali", "Bo")):
            letters = "".join(marks[place_] for _status, marks in history)
            begins = first + timedelta(days=since[place_])
            kitchen.member(name, letters, begins.isoformat())
            row = 0
            for number, (status, marks) in enumerate(history):
                if status == "held" and number >= since[place_]:
                    letter = marks[place_]
                    row = 0 if letter in "pd" else row + (letter == "i")
            expected.append((name, row))
        door.change(OWNER, set_to, "away_times", str(limit))
        assert [(row.name, row.away) for row in kitchen.picture().rows] == expected
        assert kitchen.away() == {name: row for name, row in expected if row >= limit}
        door.close()


@reads(ANYONE)
def _plan(reading: Reading) -> list[str]:
    """How SQLite finds who has stayed away."""
    values: dict[str, Value] = {
        "day": "2026-11-17",
        "before": "2026-11-17T12:00:00Z",
        "back": attendance.LOOKED_BACK,
    }
    question = f"EXPLAIN QUERY PLAN {attendance._RECENT.format(only='')}{attendance._MEMBERS}"
    return [row["detail"] for row in reading.rows(question, values)]


def test_of_ten_years_a_row_is_found_from_the_end_in_indexes(door: Door) -> None:
    plan = "\n".join(door.read(OWNER, _plan))
    assert "SEARCH t USING INDEX group_session_group (group_id=? AND starts_at>? AND" in plan
    assert "SEARCH s USING INDEX group_session_group (group_id=? AND starts_at>? AND" in plan
    marks = "COVERING INDEX attendance_session (session_id=? AND status=? AND citizen_id=?)"
    assert plan.count(marks) == 2
    assert "SCAN t" not in plan
    assert "SCAN s" not in plan
    # And never further back than the last meetings of the group.
    assert "SEARCH b USING INDEX group_session_group (group_id=? AND starts_at<?)" in plan
