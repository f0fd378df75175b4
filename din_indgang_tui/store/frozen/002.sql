-- What version 2 added to version 1, frozen as it was that day.

ALTER TABLE citizen ADD COLUMN known_as TEXT NOT NULL DEFAULT '';
ALTER TABLE citizen ADD COLUMN interpreter TEXT NOT NULL DEFAULT '';
ALTER TABLE citizen ADD COLUMN hearing TEXT NOT NULL DEFAULT '';
ALTER TABLE citizen ADD COLUMN safe_to_phone TEXT NOT NULL DEFAULT '' CHECK (safe_to_phone IN ('', 'yes', 'no'));
ALTER TABLE citizen ADD COLUMN may_leave_message TEXT NOT NULL DEFAULT '' CHECK (may_leave_message IN ('', 'yes', 'no'));
ALTER TABLE citizen ADD COLUMN how_to_meet TEXT NOT NULL DEFAULT '';
ALTER TABLE enquiry ADD COLUMN companion_kind TEXT NOT NULL DEFAULT '' CHECK (companion_kind IN ('', 'second_person', 'relative', 'partner'));
ALTER TABLE enquiry ADD COLUMN carried_on TEXT CHECK (carried_on IS date(carried_on));
ALTER TABLE unit_of_work ADD COLUMN parts TEXT NOT NULL DEFAULT '';
ALTER TABLE unit_of_work ADD COLUMN undoes INTEGER REFERENCES unit_of_work (id);

CREATE INDEX citizen_email ON citizen (lower(email)) WHERE email <> '';

CREATE INDEX unit_session ON unit_of_work (session, id);
CREATE UNIQUE INDEX unit_undone_once ON unit_of_work (undoes) WHERE undoes IS NOT NULL;

DROP INDEX enquiry_week;
CREATE INDEX enquiry_week ON enquiry (arrived_week, channel, waited_s, met_on, arrived_on);

-- The enquiries counted by all that the weekly figures ask of them save the waits: ten years are a
-- fifth of the rows. Empty stands for no outcome, or not met. Whoever writes an enquiry, these
-- triggers count it; nothing else writes here.
CREATE TABLE enquiry_count (
    arrived_week TEXT NOT NULL,
    channel TEXT NOT NULL,
    arrived_on TEXT NOT NULL,
    outcome TEXT NOT NULL,
    named INTEGER NOT NULL CHECK (named IN (0, 1)),
    met_on TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (arrived_week, channel, arrived_on, outcome, named, met_on)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER enquiry_is_counted AFTER INSERT ON enquiry
BEGIN
    INSERT INTO enquiry_count (arrived_week, channel, arrived_on, outcome, named, met_on, n)
    VALUES (new.arrived_week, new.channel, new.arrived_on, coalesce(new.outcome, ''),
        new.citizen_id IS NOT NULL, coalesce(new.met_on, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER enquiry_is_counted_anew
AFTER UPDATE OF arrived_week, channel, arrived_on, outcome, citizen_id, met_on ON enquiry
BEGIN
    UPDATE enquiry_count SET n = n - 1
    WHERE arrived_week = old.arrived_week AND channel = old.channel
        AND arrived_on = old.arrived_on AND outcome = coalesce(old.outcome, '')
        AND named = (old.citizen_id IS NOT NULL) AND met_on = coalesce(old.met_on, '');
    INSERT INTO enquiry_count (arrived_week, channel, arrived_on, outcome, named, met_on, n)
    VALUES (new.arrived_week, new.channel, new.arrived_on, coalesce(new.outcome, ''),
        new.citizen_id IS NOT NULL, coalesce(new.met_on, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER enquiry_is_counted_no_more AFTER DELETE ON enquiry
BEGIN
    UPDATE enquiry_count SET n = n - 1
    WHERE arrived_week = old.arrived_week AND channel = old.channel
        AND arrived_on = old.arrived_on AND outcome = coalesce(old.outcome, '')
        AND named = (old.citizen_id IS NOT NULL) AND met_on = coalesce(old.met_on, '');
END;
CREATE TRIGGER enquiry_count_of_none AFTER UPDATE ON enquiry_count WHEN new.n = 0
BEGIN
    DELETE FROM enquiry_count
    WHERE arrived_week = new.arrived_week AND channel = new.channel
        AND arrived_on = new.arrived_on AND outcome = new.outcome
        AND named = new.named AND met_on = new.met_on;
END;

INSERT INTO enquiry_count (arrived_week, channel, arrived_on, outcome, named, met_on, n)
SELECT arrived_week, channel, arrived_on, coalesce(outcome, ''), citizen_id IS NOT NULL,
    coalesce(met_on, ''), count(*)
FROM enquiry GROUP BY 1, 2, 3, 4, 5, 6;

-- A letter or a digital enquiry as it was delivered; whose it is, a person decides.
CREATE TABLE letter (
    enquiry_id INTEGER PRIMARY KEY REFERENCES enquiry (id) ON DELETE CASCADE,
    ref TEXT UNIQUE,                    -- the sender's own key: delivered twice changes nothing
    given_name TEXT NOT NULL DEFAULT '',
    family_name TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    birth_date TEXT CHECK (birth_date IS date(birth_date)),
    message TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT ''     -- of all that was delivered, to know the same again
) STRICT;

-- The day in the house ---------------------------------------------------------------------

-- Who is on duty.
CREATE TABLE duty (
    day TEXT NOT NULL CHECK (day IS date(day)),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    hours TEXT NOT NULL DEFAULT '',     -- as it was written: "9-13"
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (day, staff_id)
) STRICT, WITHOUT ROWID;

-- What the next ones should know: a handover is the lines of one day.
CREATE TABLE handover_line (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day IS date(day)),
    text TEXT NOT NULL,
    written_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX handover_line_day ON handover_line (day);

-- Somebody wants to be called back: it stands there until it is done.
CREATE TABLE call_back (
    id INTEGER PRIMARY KEY,
    citizen_id INTEGER REFERENCES citizen (id),
    caller TEXT NOT NULL DEFAULT '',    -- as said on the phone, where it is nobody the house knows
    phone TEXT NOT NULL DEFAULT '',
    about TEXT NOT NULL DEFAULT '',
    for_staff INTEGER REFERENCES staff (id),    -- whom they want; empty: whoever is here
    taken_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    done_at TEXT,
    done_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX call_back_open ON call_back (created_at) WHERE done_at IS NULL;
CREATE INDEX call_back_citizen ON call_back (citizen_id) WHERE citizen_id IS NOT NULL;

-- Acute telephone numbers, written by the house.
CREATE TABLE acute_number (
    code TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    number TEXT NOT NULL,
    hours TEXT NOT NULL DEFAULT '',     -- when somebody answers, as it was written
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- Both empty: closed that day of the week (1 is Monday).
CREATE TABLE opening_hours (
    weekday INTEGER PRIMARY KEY CHECK (weekday BETWEEN 1 AND 7),
    opens TEXT CHECK (opens IS strftime('%H:%M', opens)),
    closes TEXT CHECK (closes IS strftime('%H:%M', closes)),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((opens IS NULL) = (closes IS NULL)),
    CHECK (opens IS NULL OR opens < closes)
) STRICT;

-- Days on which the house holds closed, whatever day of the week it is.
CREATE TABLE closed_day (
    day TEXT PRIMARY KEY CHECK (day IS date(day)),
    label TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- Open only while the door holds a unit of work: no row of the house changes past the record.
CREATE TABLE door (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;

CREATE TRIGGER door_stays BEFORE DELETE ON door
BEGIN SELECT RAISE(ABORT, 'the door stays'); END;
CREATE TRIGGER unit_of_work_is_final BEFORE UPDATE ON unit_of_work
BEGIN SELECT RAISE(ABORT, 'the record is never changed'); END;
CREATE TRIGGER unit_of_work_is_kept BEFORE DELETE ON unit_of_work
BEGIN SELECT RAISE(ABORT, 'the record is never deleted'); END;

-- Nothing is written past the door, whoever has the file and an SQL prompt -----------------
CREATE TRIGGER staff_insert_by_the_door BEFORE INSERT ON staff
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER staff_update_by_the_door BEFORE UPDATE ON staff
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER staff_delete_by_the_door BEFORE DELETE ON staff
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER login_failure_insert_by_the_door BEFORE INSERT ON login_failure
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER login_failure_update_by_the_door BEFORE UPDATE ON login_failure
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER login_failure_delete_by_the_door BEFORE DELETE ON login_failure
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER reason_insert_by_the_door BEFORE INSERT ON reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER reason_update_by_the_door BEFORE UPDATE ON reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER reason_delete_by_the_door BEFORE DELETE ON reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER heard_from_insert_by_the_door BEFORE INSERT ON heard_from
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER heard_from_update_by_the_door BEFORE UPDATE ON heard_from
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER heard_from_delete_by_the_door BEFORE DELETE ON heard_from
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outcome_insert_by_the_door BEFORE INSERT ON outcome
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outcome_update_by_the_door BEFORE UPDATE ON outcome
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outcome_delete_by_the_door BEFORE DELETE ON outcome
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER setting_insert_by_the_door BEFORE INSERT ON setting
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER setting_update_by_the_door BEFORE UPDATE ON setting
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER setting_delete_by_the_door BEFORE DELETE ON setting
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER citizen_insert_by_the_door BEFORE INSERT ON citizen
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER citizen_update_by_the_door BEFORE UPDATE ON citizen
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER citizen_delete_by_the_door BEFORE DELETE ON citizen
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER name_part_insert_by_the_door BEFORE INSERT ON name_part
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER name_part_update_by_the_door BEFORE UPDATE ON name_part
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER name_part_delete_by_the_door BEFORE DELETE ON name_part
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_insert_by_the_door BEFORE INSERT ON enquiry
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_update_by_the_door BEFORE UPDATE ON enquiry
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_delete_by_the_door BEFORE DELETE ON enquiry
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_count_insert_by_the_door BEFORE INSERT ON enquiry_count
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_count_update_by_the_door BEFORE UPDATE ON enquiry_count
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_count_delete_by_the_door BEFORE DELETE ON enquiry_count
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_reason_insert_by_the_door BEFORE INSERT ON enquiry_reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_reason_update_by_the_door BEFORE UPDATE ON enquiry_reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER enquiry_reason_delete_by_the_door BEFORE DELETE ON enquiry_reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER letter_insert_by_the_door BEFORE INSERT ON letter
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER letter_update_by_the_door BEFORE UPDATE ON letter
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER letter_delete_by_the_door BEFORE DELETE ON letter
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER duty_insert_by_the_door BEFORE INSERT ON duty
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER duty_update_by_the_door BEFORE UPDATE ON duty
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER duty_delete_by_the_door BEFORE DELETE ON duty
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER handover_line_insert_by_the_door BEFORE INSERT ON handover_line
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER handover_line_update_by_the_door BEFORE UPDATE ON handover_line
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER handover_line_delete_by_the_door BEFORE DELETE ON handover_line
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER call_back_insert_by_the_door BEFORE INSERT ON call_back
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER call_back_update_by_the_door BEFORE UPDATE ON call_back
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER call_back_delete_by_the_door BEFORE DELETE ON call_back
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER acute_number_insert_by_the_door BEFORE INSERT ON acute_number
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER acute_number_update_by_the_door BEFORE UPDATE ON acute_number
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER acute_number_delete_by_the_door BEFORE DELETE ON acute_number
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER opening_hours_insert_by_the_door BEFORE INSERT ON opening_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER opening_hours_update_by_the_door BEFORE UPDATE ON opening_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER opening_hours_delete_by_the_door BEFORE DELETE ON opening_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER closed_day_insert_by_the_door BEFORE INSERT ON closed_day
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER closed_day_update_by_the_door BEFORE UPDATE ON closed_day
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER closed_day_delete_by_the_door BEFORE DELETE ON closed_day
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER draft_insert_by_the_door BEFORE INSERT ON draft
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER draft_update_by_the_door BEFORE UPDATE ON draft
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER draft_delete_by_the_door BEFORE DELETE ON draft
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER imported_row_insert_by_the_door BEFORE INSERT ON imported_row
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER imported_row_update_by_the_door BEFORE UPDATE ON imported_row
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER imported_row_delete_by_the_door BEFORE DELETE ON imported_row
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER unit_of_work_insert_by_the_door BEFORE INSERT ON unit_of_work
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER audit_insert_by_the_door BEFORE INSERT ON audit
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER look_insert_by_the_door BEFORE INSERT ON look
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER part_change_insert_by_the_door BEFORE INSERT ON part_change
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER part_change_update_by_the_door BEFORE UPDATE ON part_change
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER part_change_delete_by_the_door BEFORE DELETE ON part_change
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
