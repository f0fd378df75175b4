"""What a row may say, cell by cell, and what its cells say together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House


def citizen(house: House, **cells: str) -> None:
    """A citizens.csv of one row."""
    cells = {"ref": "c1"} | cells
    house.file("citizens.csv", ";".join(cells) + "\n" + ";".join(cells.values()))


def enquiry(house: House, **cells: str) -> None:
    """An enquiries.csv of one row."""
    cells = {"ref": "e1", "arrived_at": "2017-08-28T10:05", "channel": "walk_in"} | cells
    house.file("enquiries.csv", ";".join(cells) + "\n" + ";".join(cells.values()))


def stored(house: House, table: str) -> dict[str, Any]:
    """The one row of the table after the folder was taken in."""
    report = house.take_in()
    assert report.faults == ()
    (row,) = house.rows(f"SELECT * FROM {table}")
    return row


class TestCitizens:
    def test_a_citizen_may_be_nothing_but_a_key(self, house: House) -> None:
        citizen(house)
        row = stored(house, "citizen")
        assert (row["ref"], row["given_name"], row["birth_date"]) == ("c1", "", None)
        assert row["address_protected"] == 0

    def test_every_column_is_kept(self, house: House) -> None:
        citizen(
            house,
            given_name="Åse Karla",
            family_name="Møhl",
            birth_date="1961-03-12",
            phone="+45 20 11 22 33",
            email="aase@example.dk",
            street="Gothersgade 12",
            postcode="7000",
            city="Fredericia",
            address_protected="yes",
            protected_until="2027-01-31",
        )
        row = stored(house, "citizen")
        row = {column: row[column] for column in row if column not in ("id", "version")}
        assert row == {
            "ref": "c1",
            "given_name": "Åse Karla",
            "family_name": "Møhl",
            "birth_date": "1961-03-12",
            "cpr": None,
            "phone": "+45 20 11 22 33",
            "phone_digits": "20112233",
            "email": "aase@example.dk",
            "street": "Gothersgade 12",
            "postcode": "7000",
            "city": "Fredericia",
            "address_protected": 1,
            "protected_until": "2027-01-31",
            "created_at": "2026-11-17T09:20:00Z",
            # What no spreadsheet says is as empty as for somebody new at the desk.
            "known_as": "",
            "interpreter": "",
            "hearing": "",
            "safe_to_phone": "",
            "may_leave_message": "",
            "how_to_meet": "",
        }

    def test_the_finder_knows_every_part_of_the_name(self, house: House) -> None:
        citizen(house, given_name="Åse Karla", family_name="Møhl")
        house.take_in()
        parts = house.rows("SELECT part FROM name_part ORDER BY part")
        assert [row["part"] for row in parts] == ["karla", "møhl", "åse"]

    @pytest.mark.parametrize(
        "text", ["28-08-1961", "1961-8-28", "19610828", "1961-W35-1", "ukendt"]
    )
    def test_a_date_is_written_one_way(self, house: House, text: str) -> None:
        citizen(house, birth_date=text)
        assert house.faults() == [
            f"citizens.csv:2 birth_date: “{text}” is not a date written like 2017-08-28."
        ]

    @pytest.mark.parametrize("text", ["1961-02-29", "1961-04-31", "1961-13-01", "0000-01-01"])
    def test_a_date_is_in_the_calendar(self, house: House, text: str) -> None:
        citizen(house, protected_until=text)
        assert house.faults() == [f"citizens.csv:2 protected_until: {text} is not in the calendar."]

    def test_nobody_was_born_tomorrow_or_in_the_middle_ages(self, house: House) -> None:
        citizen(house, birth_date="2026-11-18")
        assert house.faults() == ["citizens.csv:2 birth_date: 2026-11-18 lies in the future."]
        citizen(house, birth_date="1161-03-12")
        assert house.faults() == [
            "citizens.csv:2 birth_date: 1161-03-12 is too long ago for a birth date."
        ]
        citizen(house, birth_date="2026-11-17")
        assert house.faults() == []

    @pytest.mark.parametrize("text", ["120361-4321", "1203614321", "120361 4321"])
    def test_a_cpr_number_is_kept_as_ten_digits_and_says_when_someone_was_born(
        self, house: House, text: str
    ) -> None:
        citizen(house, cpr=text)
        row = stored(house, "citizen")
        assert (row["cpr"], row["birth_date"]) == ("1203614321", "1961-03-12")

    def test_a_substitute_number_is_taken(self, house: House) -> None:
        citizen(house, cpr="720361-4321")
        row = stored(house, "citizen")
        assert (row["cpr"], row["birth_date"]) == ("7203614321", "1961-03-12")

    @pytest.mark.parametrize("text", ["310261-4321", "121361-4321", "991361-4321"])
    def test_a_cpr_number_with_a_wrong_date_is_refused_and_not_repeated(
        self, house: House, text: str
    ) -> None:
        citizen(house, cpr=text)
        (fault,) = house.faults()
        assert fault == (
            "citizens.csv:2 cpr: That CPR number begins with a date that is not in the calendar."
        )

    @pytest.mark.parametrize("text", ["120361-432", "120361-43210", "12.03.61-4321", "١٢٠٣٦١4321"])
    def test_a_cpr_number_of_the_wrong_shape_is_refused(self, house: House, text: str) -> None:
        citizen(house, cpr=text)
        (fault,) = house.faults()
        assert fault.startswith("citizens.csv:2 cpr: A CPR number has ten digits")

    def test_a_cpr_number_of_someone_not_born_yet_is_refused(self, house: House) -> None:
        citizen(house, cpr="120330-4321")
        (fault,) = house.faults()
        assert fault == "citizens.csv:2 cpr: That CPR number begins with a date in the future."

    def test_modulus_11_is_said_once_with_how_many_and_never_a_fault(self, house: House) -> None:
        house.file("citizens.csv", "ref,cpr\nc1,\nc2,120361-4321\nc3,130361-4321\n")
        assert house.faults() == []
        (warning,) = house.warnings()
        assert warning.startswith("citizens.csv:3 cpr: 2 CPR numbers, the first of them here")

    def test_a_number_and_a_birth_date_that_differ_are_both_kept_with_a_warning(
        self, house: House
    ) -> None:
        citizen(house, cpr="120361-4321", birth_date="1961-03-13")
        assert "citizens.csv:2 cpr: The number and birth_date are not the same day" in " ".join(
            house.warnings()
        )
        row = stored(house, "citizen")
        assert (row["cpr"], row["birth_date"]) == ("1203614321", "1961-03-13")

    def test_two_with_one_number_are_taken_as_they_were_with_a_warning(self, house: House) -> None:
        house.file("citizens.csv", "ref,cpr\nc1,120361-4321\nc2,120361-4321\n")
        assert "citizens.csv:3 cpr: The citizen on line 2 has the same CPR number." in (
            house.warnings()
        )
        house.take_in()
        house.file("citizens.csv", "ref,cpr\nc3,1203614321\n")
        assert "citizens.csv:2 cpr: A citizen who is here already has the same CPR number." in (
            house.warnings()
        )
        assert house.take_in().faults == ()
        assert len(house.rows("SELECT * FROM citizen WHERE cpr = '1203614321'")) == 3

    @pytest.mark.parametrize(
        ("text", "protected"), [("1", 1), ("yes", 1), ("0", 0), ("no", 0), ("", 0)]
    )
    def test_yes_and_no(self, house: House, text: str, protected: int) -> None:
        citizen(house, address_protected=text)
        assert stored(house, "citizen")["address_protected"] == protected

    @pytest.mark.parametrize("text", ["ja", "true", "2", "x"])
    def test_anything_else_is_neither_yes_nor_no(self, house: House, text: str) -> None:
        citizen(house, address_protected=text)
        assert house.faults() == [
            f"citizens.csv:2 address_protected: “{text}” is neither yes nor no: "
            "write 1, 0, yes or no."
        ]

    def test_an_end_of_protection_without_protection_is_worth_a_look(self, house: House) -> None:
        citizen(house, protected_until="2027-01-31")
        (warning,) = house.warnings()
        assert warning.startswith("citizens.csv:2 protected_until: There is a day, but")

    @pytest.mark.parametrize("column", ["given_name", "street", "email"])
    def test_a_text_that_is_too_long_is_refused_and_never_cut(
        self, house: House, column: str
    ) -> None:
        citizen(house, **{column: "å" * 101})
        assert house.faults() == [
            f"citizens.csv:2 {column}: That is too long: at most 100 characters."
        ]
        citizen(house, **{column: "å" * 100})
        assert stored(house, "citizen")[column] == "å" * 100

    def test_control_characters_go_and_spaces_are_single(self, house: House) -> None:
        citizen(house, given_name=" Kirs\x1b[31mten\u202e \u200b ", family_name='"Mø\nhl\t\x07"')
        row = stored(house, "citizen")
        assert (row["given_name"], row["family_name"]) == ("Kirs[31mten", "Mø hl")

    def test_a_key_must_be_there_and_stand_once(self, house: House) -> None:
        house.file("citizens.csv", "ref,given_name\nc1,Ole\n,Ida\nc1,Ole\n")
        assert house.faults() == [
            "citizens.csv:3 ref: This must be filled in.",
            "citizens.csv:4 ref: “c1” stands on line 2 already.",
        ]


class TestEnquiries:
    def test_an_enquiry_without_a_citizen_is_an_anonymous_contact(self, house: House) -> None:
        enquiry(house, citizen_ref="")
        row = stored(house, "enquiry")
        assert row["citizen_id"] is None
        assert row["state"] == "done"

    def test_every_column_is_kept_with_the_days_and_the_wait_the_figures_go_by(
        self, house: House
    ) -> None:
        citizen(house)
        enquiry(
            house,
            citizen_ref="c1",
            arrived_at="2017-08-28T23:55",
            met_at="2017-08-29T00:02",
            finished_at="2017-08-29T00:30",
            heard_from="gp",
            outcome="left_without_help",
            note="Kom med sin søster",
        )
        row = stored(house, "enquiry")
        row = {column: row[column] for column in row if column not in ("id", "version")}
        assert row == {
            "ref": "e1",
            "citizen_id": 1,
            "channel": "walk_in",
            "state": "done",
            "arrived_at": "2017-08-28T21:55:00Z",
            "arrived_on": "2017-08-28",
            "arrived_week": "2017-W35",
            "met_at": "2017-08-28T22:02:00Z",
            "met_on": "2017-08-29",
            "waited_s": 420,
            "met_by": None,
            "finished_at": "2017-08-28T22:30:00Z",
            "finished_on": "2017-08-29",
            "heard_from": "gp",
            "outcome": "left_without_help",
            "companion": "",
            "note": "Kom med sin søster",
            "registered_by": None,
            "created_at": "2026-11-17T09:20:00Z",
            "companion_kind": "",
            "carried_on": None,
        }

    @pytest.mark.parametrize("channel", ["walk_in", "phone", "digital", "letter", "outreach"])
    @pytest.mark.parametrize("finished", ["", "2017-08-28T11:00"])
    def test_it_never_stands_in_the_queue_whatever_times_it_lacks(
        self, house: House, channel: str, finished: str
    ) -> None:
        enquiry(house, channel=channel, finished_at=finished)
        assert stored(house, "enquiry")["state"] == "done"

    def test_a_citizen_may_have_overlapping_history(self, house: House) -> None:
        citizen(house)
        house.file(
            "enquiries.csv",
            "ref,citizen_ref,arrived_at,channel\n"
            "e1,c1,2017-08-28T10:05,walk_in\ne2,c1,2017-08-28T10:05,walk_in\n",
        )
        assert house.take_in().faults == ()

    def test_the_citizen_must_be_in_the_files_or_in_an_earlier_import(self, house: House) -> None:
        enquiry(house, citizen_ref="c1")
        assert house.faults() == [
            "enquiries.csv:2 citizen_ref: “c1” is in citizens.csv neither now nor in an earlier "
            "import."
        ]
        (house.folder / "enquiries.csv").unlink()
        citizen(house)
        house.take_in()
        (house.folder / "citizens.csv").unlink()
        enquiry(house, citizen_ref="c1")
        assert stored(house, "enquiry")["citizen_id"] == 1

    def test_a_faulty_citizen_is_still_the_one_the_enquiry_names(self, house: House) -> None:
        citizen(house, birth_date="i går")
        enquiry(house, citizen_ref="c1")
        assert [fault.file for fault in house.check().faults] == ["citizens.csv"]

    @pytest.mark.parametrize("column", ["arrived_at", "channel"])
    def test_what_must_be_there(self, house: House, column: str) -> None:
        enquiry(house, **{column: " "})
        assert house.faults() == [f"enquiries.csv:2 {column}: This must be filled in."]

    @pytest.mark.parametrize(
        ("column", "text"),
        [
            ("channel", "fax"),
            ("heard_from", "GP"),
            ("outcome", "hjulpet"),
            ("reasons", "talk|gæld"),
        ],
    )
    def test_a_code_that_is_not_in_its_list_is_refused_with_the_list(
        self, house: House, column: str, text: str
    ) -> None:
        enquiry(house, **{column: text})
        (fault,) = house.faults()
        wrong = text.rpartition("|")[2]
        assert fault.startswith(f"enquiries.csv:2 {column}: “{wrong}” is not one of: ")

    def test_a_code_that_the_house_added_is_taken(self, house: House) -> None:
        from din_indgang_tui.store.roles import ANYONE
        from din_indgang_tui.store.unit import Unit, changes

        @changes(ANYONE)
        def add(unit: Unit) -> None:
            for table in ("reason", "heard_from", "outcome"):
                unit.insert(table, {"code": "ours", "label": "Vores", "position": 99, "retired": 1})

        house.door.change(house.who, add)
        enquiry(house, reasons="ours", heard_from="ours", outcome="ours")
        row = stored(house, "enquiry")
        assert (row["heard_from"], row["outcome"]) == ("ours", "ours")

    def test_the_first_of_the_reasons_is_the_main_one(self, house: House) -> None:
        enquiry(house, reasons="money_debt | housing|talk")
        house.take_in()
        rows = house.rows("SELECT position, reason FROM enquiry_reason ORDER BY position")
        assert [(row["position"], row["reason"]) for row in rows] == [
            (1, "money_debt"),
            (2, "housing"),
            (3, "talk"),
        ]

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("talk|housing|health|crisis", "At most 3 may stand here."),
            ("talk|talk", "The same code stands there twice."),
            ("|talk", "There is an empty place before or after a |."),
            ("talk||health", "There is an empty place before or after a |."),
        ],
    )
    def test_at_most_three_reasons_each_once(self, house: House, text: str, what: str) -> None:
        enquiry(house, reasons=text)
        assert house.faults() == [f"enquiries.csv:2 reasons: {what}"]

    @pytest.mark.parametrize(
        "text",
        [
            "2017-08-28",
            "2017-08-28 10:05",
            "2017-08-28T10.05",
            "2017-08-28T1005",
            "2017-08-28T10:05Z",
            "2017-08-28T10:05+02:00",
            "28-08-2017T10:05",
        ],
    )
    def test_a_time_is_written_one_way(self, house: House, text: str) -> None:
        enquiry(house, arrived_at=text)
        assert house.faults() == [
            f"enquiries.csv:2 arrived_at: “{text}” is not a time written like 2017-08-28T10:05."
        ]

    @pytest.mark.parametrize(
        "text", ["2017-02-29T10:05", "2017-08-28T24:00", "2017-08-28T10:60", "2017-13-01T10:05"]
    )
    def test_a_time_is_in_the_calendar_and_on_the_clock(self, house: House, text: str) -> None:
        enquiry(house, arrived_at=text)
        assert house.faults() == [
            f"enquiries.csv:2 arrived_at: {text} is not in the calendar, or not on the clock."
        ]

    @pytest.mark.parametrize("text", ["0001-01-01T00:00", "0017-08-28T10:05", "1899-12-31T23:59"])
    def test_a_year_is_one_that_a_house_can_have_seen(self, house: House, text: str) -> None:
        enquiry(house, arrived_at=text)
        assert house.faults() == [f"enquiries.csv:2 arrived_at: {text} is too long ago."]

    @pytest.mark.parametrize("text", ["2200-01-01T00:00", "9999-12-31T23:59"])
    def test_a_year_is_one_that_a_house_can_come_to_see(self, house: House, text: str) -> None:
        enquiry(house, arrived_at=text)
        assert house.faults() == [f"enquiries.csv:2 arrived_at: {text} is too far ahead."]

    def test_seconds_are_kept_where_they_are_known(self, house: House) -> None:
        enquiry(house, arrived_at="2017-08-28T10:05:30", met_at="2017-08-28T10:06")
        row = stored(house, "enquiry")
        assert (row["arrived_at"], row["waited_s"]) == ("2017-08-28T08:05:30Z", 30)

    @pytest.mark.parametrize("text", ["2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59"])
    def test_a_time_that_was_skipped_in_spring_is_refused(self, house: House, text: str) -> None:
        enquiry(house, arrived_at=text)
        assert house.faults() == [
            f"enquiries.csv:2 arrived_at: {text} does not exist: "
            "the clock was put forward past it that night."
        ]

    def test_a_time_that_exists_twice_is_the_first(self, house: House) -> None:
        enquiry(house, arrived_at="2026-10-25T02:30")
        assert stored(house, "enquiry")["arrived_at"] == "2026-10-25T00:30:00Z"

    def test_a_wait_is_read_off_the_wall_also_when_the_clock_was_moved(self, house: House) -> None:
        enquiry(house, arrived_at="2026-10-25T01:50", met_at="2026-10-25T03:10")
        assert stored(house, "enquiry")["waited_s"] == 80 * 60

    @pytest.mark.parametrize(
        ("met", "finished", "faults"),
        [
            ("2017-08-28T10:04", "", ["met_at: The time runs backwards: met before arrival."]),
            (
                "",
                "2017-08-28T10:04",
                ["finished_at: The time runs backwards: finished before arrival."],
            ),
            (
                "2017-08-28T10:10",
                "2017-08-28T10:09",
                ["finished_at: The time runs backwards: finished before met."],
            ),
            (
                "2017-08-28T10:04",
                "2017-08-28T10:03",
                [
                    "met_at: The time runs backwards: met before arrival.",
                    "finished_at: The time runs backwards: finished before arrival.",
                ],
            ),
            ("2017-08-28T10:05", "2017-08-28T10:05", []),
        ],
    )
    def test_time_does_not_run_backwards(
        self, house: House, met: str, finished: str, faults: list[str]
    ) -> None:
        enquiry(house, met_at=met, finished_at=finished)
        assert house.faults() == [f"enquiries.csv:2 {fault}" for fault in faults]

    def test_what_is_dated_after_today_is_taken_with_a_warning(self, house: House) -> None:
        enquiry(house, arrived_at="2027-01-04T09:00")
        assert house.warnings() == ["enquiries.csv:2 arrived_at: 1 enquiry is dated after today."]
        assert stored(house, "enquiry")["arrived_week"] == "2027-W01"

    def test_a_long_note_on_several_lines_becomes_one_long_line(self, house: House) -> None:
        house.file(
            "enquiries.csv",
            'ref,arrived_at,channel,note\ne1,2017-08-28T10:05,phone,"Ringede.\n\nRinger igen."\n',
        )
        assert stored(house, "enquiry")["note"] == "Ringede. Ringer igen."

    def test_a_note_longer_than_any_text_is_refused(self, house: House) -> None:
        enquiry(house, note="a" * 10_001)
        assert house.faults() == [
            "enquiries.csv:2 note: That is too long: at most 10000 characters."
        ]
