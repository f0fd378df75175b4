-- The whole database of Din Indgang as it stands today.
-- A new file is made from this page; an older one is brought here by store/migrations.py,
-- and a test shows that both ways end in the same schema.
-- Times are UTC text (2026-11-17T09:22:00Z); a column ending in _on is the local date beside it.

-- People who work in the house -------------------------------------------------------------

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    initials TEXT NOT NULL UNIQUE CHECK (length(initials) BETWEEN 1 AND 12),
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('host', 'coach', 'outreach', 'volunteer', 'leader', 'admin')),
    -- empty for former colleagues that an import brought: they cannot log in
    password_hash TEXT,
    must_change_password INTEGER NOT NULL DEFAULT 1 CHECK (must_change_password IN (0, 1)),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Wrong passwords, counted by what was typed, so that unknown initials slow down as known ones do.
CREATE TABLE login_failure (
    initials TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Lists that the house edits: a code is never deleted once used; no label means the catalogue's --

CREATE TABLE reason (
    code TEXT PRIMARY KEY,
    label TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE heard_from (
    code TEXT PRIMARY KEY,
    label TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome (
    code TEXT PRIMARY KEY,
    label TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- Citizens ---------------------------------------------------------------------------------

CREATE TABLE citizen (
    id INTEGER PRIMARY KEY,
    ref TEXT UNIQUE,                    -- the key of the spreadsheet they were imported from
    given_name TEXT NOT NULL DEFAULT '',
    family_name TEXT NOT NULL DEFAULT '',
    birth_date TEXT CHECK (birth_date IS date(birth_date)),
    cpr TEXT CHECK (length(cpr) = 10 AND cpr NOT GLOB '*[^0-9]*'),
    phone TEXT NOT NULL DEFAULT '',     -- as it was written
    phone_digits TEXT NOT NULL DEFAULT '',  -- as it is looked for: digits, no +45
    email TEXT NOT NULL DEFAULT '',
    street TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    address_protected INTEGER NOT NULL DEFAULT 0 CHECK (address_protected IN (0, 1)),
    protected_until TEXT CHECK (protected_until IS date(protected_until)),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    known_as TEXT NOT NULL DEFAULT '',  -- what they want to be called
    -- how to meet them
    interpreter TEXT NOT NULL DEFAULT '',   -- the language an interpreter is needed for
    hearing TEXT NOT NULL DEFAULT '',       -- how to be heard: "speak slowly, left ear"
    safe_to_phone TEXT NOT NULL DEFAULT '' CHECK (safe_to_phone IN ('', 'yes', 'no')),
    may_leave_message TEXT NOT NULL DEFAULT '' CHECK (may_leave_message IN ('', 'yes', 'no')),
    how_to_meet TEXT NOT NULL DEFAULT ''    -- anything else to know before one says hello
) STRICT;

CREATE INDEX citizen_phone ON citizen (phone_digits) WHERE phone_digits <> '';
CREATE INDEX citizen_birth_date ON citizen (birth_date) WHERE birth_date IS NOT NULL;
CREATE INDEX citizen_cpr ON citizen (cpr) WHERE cpr IS NOT NULL;
CREATE INDEX citizen_email ON citizen (lower(email)) WHERE email <> '';

-- One row a part of a name: what the finder looks in, kept by house/citizens.py with the citizen.
CREATE TABLE name_part (
    fold TEXT NOT NULL,                 -- how it sounds: aa and å, c and k, double letters are alike
    citizen_id INTEGER NOT NULL REFERENCES citizen (id) ON DELETE CASCADE,
    part TEXT NOT NULL,                 -- how it is written, in small letters
    sort_rank INTEGER NOT NULL,         -- given names before family names, then Danish order
    PRIMARY KEY (fold, citizen_id, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_part_citizen ON name_part (citizen_id, fold);

-- Enquiries: one contact event, any channel, anonymous or not --------------------------------

CREATE TABLE enquiry (
    id INTEGER PRIMARY KEY,
    ref TEXT UNIQUE,
    citizen_id INTEGER REFERENCES citizen (id),     -- empty: anonymous, a whole record all the same
    channel TEXT NOT NULL
        CHECK (channel IN ('walk_in', 'phone', 'digital', 'letter', 'outreach', 'partner')),
    -- waiting is a state of its own, not a missing time: imported history is 'done', whatever it lacks
    state TEXT NOT NULL CHECK (state IN ('inbox', 'waiting', 'with_us', 'on_hold', 'done')),
    arrived_at TEXT NOT NULL,
    arrived_on TEXT NOT NULL CHECK (arrived_on IS date(arrived_on)),
    arrived_week TEXT NOT NULL,         -- ISO, 2026-W47
    met_at TEXT,
    met_on TEXT CHECK (met_on IS date(met_on)),
    waited_s INTEGER,                   -- wall clock seconds from arrived_at to met_at
    met_by INTEGER REFERENCES staff (id),
    finished_at TEXT,
    finished_on TEXT CHECK (finished_on IS date(finished_on)),
    heard_from TEXT REFERENCES heard_from (code),
    outcome TEXT REFERENCES outcome (code),
    companion TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    registered_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    -- who came along, beside their name or what else was said of them in `companion`
    companion_kind TEXT NOT NULL DEFAULT ''
        CHECK (companion_kind IN ('', 'second_person', 'relative', 'partner')),
    -- left open overnight and carried on: nobody is asked about it again before the day after this
    carried_on TEXT CHECK (carried_on IS date(carried_on)),
    CHECK (met_at IS NULL OR met_at >= arrived_at),
    CHECK (finished_at IS NULL OR finished_at >= coalesce(met_at, arrived_at)),
    CHECK ((met_at IS NULL) = (met_on IS NULL)),
    CHECK ((finished_at IS NULL) = (finished_on IS NULL)),
    CHECK (state NOT IN ('inbox', 'waiting') OR (met_at IS NULL AND finished_at IS NULL)),
    CHECK (state <> 'with_us' OR (met_at IS NOT NULL AND met_by IS NOT NULL AND finished_at IS NULL))
) STRICT;

-- A citizen cannot stand in the hall twice. A phone call about them meanwhile is another matter.
CREATE UNIQUE INDEX enquiry_one_in_the_house ON enquiry (citizen_id)
    WHERE citizen_id IS NOT NULL AND channel = 'walk_in' AND state IN ('waiting', 'with_us', 'on_hold');
CREATE INDEX enquiry_open ON enquiry (state, arrived_at) WHERE state <> 'done';
CREATE INDEX enquiry_finished ON enquiry (finished_on) WHERE finished_on IS NOT NULL;
CREATE INDEX enquiry_day ON enquiry (arrived_on);
-- By day: the first day of every citizen is read from the index alone, for the weekly figures.
CREATE INDEX enquiry_citizen ON enquiry (citizen_id, arrived_on) WHERE citizen_id IS NOT NULL;
-- The waits of a week in their order, so that a median is read from its place in the index.
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

CREATE TABLE enquiry_reason (
    enquiry_id INTEGER NOT NULL REFERENCES enquiry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 3),     -- 1 is the main reason
    reason TEXT NOT NULL REFERENCES reason (code),
    PRIMARY KEY (enquiry_id, position),
    UNIQUE (enquiry_id, reason)
) STRICT, WITHOUT ROWID;

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

-- What was typed and not yet saved, per person, never shown to others ------------------------

CREATE TABLE draft (
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    panel TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',   -- what the panel was about, empty for something new
    content TEXT NOT NULL CHECK (json_valid(content)),
    saved_at TEXT NOT NULL,
    PRIMARY KEY (staff_id, panel, subject)
) STRICT, WITHOUT ROWID;

-- Moving in: what each imported row said, so that the same row again changes nothing ----------

CREATE TABLE imported_row (
    file TEXT NOT NULL,
    ref TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    PRIMARY KEY (file, ref)
) STRICT, WITHOUT ROWID;

-- On record: written by the one door (store/door.py), by nothing else -------------------------

CREATE TABLE unit_of_work (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,                  -- initials, or cli:account
    staff_id INTEGER REFERENCES staff (id),
    role TEXT NOT NULL,
    session TEXT NOT NULL,              -- one log-in at one terminal
    deed TEXT NOT NULL,                 -- module.function of the house
    parts TEXT NOT NULL DEFAULT '',     -- parts of the house it moved, which its undoing moves too
    undoes INTEGER REFERENCES unit_of_work (id)
) STRICT;

CREATE INDEX unit_session ON unit_of_work (session, id);
CREATE UNIQUE INDEX unit_undone_once ON unit_of_work (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit_of_work (id),
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    citizen_id INTEGER,                 -- no reference: the record outlives what it is about
    before TEXT CHECK (json_valid(before)),
    after TEXT CHECK (json_valid(after))
) STRICT;

CREATE INDEX audit_unit ON audit (unit_id);
CREATE INDEX audit_citizen ON audit (citizen_id) WHERE citizen_id IS NOT NULL;
CREATE INDEX audit_row ON audit (table_name, row_key);

-- The record of reads: one row for each citizen that a recorded question was about.
CREATE TABLE look (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    role TEXT NOT NULL,
    session TEXT NOT NULL,
    question TEXT NOT NULL,
    citizen_id INTEGER NOT NULL
) STRICT;

CREATE INDEX look_citizen ON look (citizen_id, at);

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
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the record is never changed'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the record is never deleted'); END;
CREATE TRIGGER look_is_final BEFORE UPDATE ON look
BEGIN SELECT RAISE(ABORT, 'the record is never changed'); END;
CREATE TRIGGER look_is_kept BEFORE DELETE ON look
BEGIN SELECT RAISE(ABORT, 'the record is never deleted'); END;

-- One row a part of the house: which number its last change had, for the other terminals.
CREATE TABLE part_change (
    part TEXT PRIMARY KEY,
    serial INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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
