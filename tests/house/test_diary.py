"""What is taken when, read once for many: without one slot it is what it would be but for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import minutes
from din_indgang_tui.house.diary import Diary, DiaryEntry

MIDNIGHT = minutes.of_moment(datetime(2026, 10, 24, 22, tzinfo=UTC))  # of the night it is 3 twice


def laid(entries: list[DiaryEntry]) -> Diary:
    """A diary of these, reckoned minute by minute."""
    coaches: dict[tuple[int, date], int] = {}
    rooms: dict[tuple[str, date], int] = {}
    citizens: dict[tuple[int, date], int] = {}
    for one in entries:
        first = local_date(minutes.moment_at(one.start))
        for day in (first, first + timedelta(days=1)):
            bits = minutes.between(one.start, one.end, day)
            if not bits:
                continue
            if one.citizen_id is not None:
                citizens[one.citizen_id, day] = citizens.get((one.citizen_id, day), 0) | bits
            if one.coach_id is not None:
                coaches[one.coach_id, day] = coaches.get((one.coach_id, day), 0) | bits
            if one.room is not None:
                rooms[one.room, day] = rooms.get((one.room, day), 0) | bits
    return Diary(coaches, rooms, citizens, tuple(entries), {})


def taken(of: Diary) -> list[dict[tuple[object, date], int]]:
    """What is taken, days on which nothing is left aside."""
    return [
        {key: bits for key, bits in there.items() if bits}
        for there in (of.coaches, of.rooms, of.citizens)
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 2),
            st.none() | st.integers(1, 2),
            st.sampled_from(["broen", None]),
            st.integers(0, 60),
            st.integers(1, 48),
        ),
        max_size=6,
    ),
    st.integers(0, 6),
)
def test_without_one_slot_it_is_as_if_that_had_never_been_booked(
    drawn: list[tuple[int, int | None, str | None, int, int]], which: int
) -> None:
    """Also where imported history lies over it, and over midnight."""
    entries = [
        DiaryEntry(n, citizen, coach, room, "coaching", begin, begin + 15 * length)
        for n, (citizen, coach, room, start, length) in enumerate(drawn)
        for begin in [MIDNIGHT + 60 * start]
    ]
    left = [one for one in entries if one.slot_id != which]
    assert taken(laid(entries).without(which)) == taken(laid(left))
    assert laid(entries).without(which).entries == tuple(left)
