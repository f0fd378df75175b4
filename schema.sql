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

CREATE TABLE closing_reason (
    code TEXT PRIMARY KEY,
    label TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- What comes after a course. An assessed service is one that the authority grants: a figure counts it.
CREATE TABLE onward_support (
    code TEXT PRIMARY KEY,
    label TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    assessed INTEGER NOT NULL DEFAULT 0 CHECK (assessed IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- What a course can hold. `bookable`: it can be booked as a slot, which is so many minutes long.
CREATE TABLE activity_kind (
    code TEXT PRIMARY KEY,
    label TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    bookable INTEGER NOT NULL DEFAULT 0 CHECK (bookable IN (0, 1)),
    minutes INTEGER NOT NULL DEFAULT 45 CHECK (minutes BETWEEN 5 AND 720),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE room (
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
-- Enquiries that ended with the authority, which a referral is to follow.
CREATE INDEX enquiry_referred ON enquiry (arrived_on) WHERE outcome = 'referred_authority';

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

-- What a citizen wants: conversations, goals, promises, consent --------------------------------

-- A goal and dream conversation. While it is written its text lies in conversation_writing.
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    ref TEXT UNIQUE,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    enquiry_id INTEGER REFERENCES enquiry (id),     -- the visit it was held in
    state TEXT NOT NULL CHECK (state IN ('in_progress', 'held')),
    held_on TEXT CHECK (held_on IS date(held_on)),
    held_week TEXT,                     -- ISO, 2026-W47
    held_by INTEGER REFERENCES staff (id),
    own_words TEXT NOT NULL DEFAULT '', -- what they dream of, as they said it
    matters_now TEXT NOT NULL DEFAULT '',
    strengths TEXT NOT NULL DEFAULT '', -- what goes well already, and who is there
    going INTEGER CHECK (going BETWEEN 0 AND 10),   -- how it goes today, said by the citizen
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((state = 'held') = (held_on IS NOT NULL)),
    CHECK ((held_on IS NULL) = (held_week IS NULL))
) STRICT;

CREATE UNIQUE INDEX conversation_one_in_progress ON conversation (citizen_id)
    WHERE state = 'in_progress';
CREATE INDEX conversation_citizen ON conversation (citizen_id, held_on);
CREATE INDEX conversation_week ON conversation (held_week, held_on) WHERE state = 'held';

-- The text of a conversation while it is written, kept within two seconds of the last letter. One
-- holds it; whoever held it before keeps what they had written.
CREATE TABLE conversation_writing (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    session TEXT NOT NULL,              -- the log-in that holds it
    holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
    content TEXT NOT NULL CHECK (json_valid(content)),
    typed_at TEXT NOT NULL,
    PRIMARY KEY (conversation_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX conversation_one_writer ON conversation_writing (conversation_id)
    WHERE holds = 1;

-- A goal lives through several conversations; what was said of it stands in each.
CREATE TABLE citizen_goal (
    id INTEGER PRIMARY KEY,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    created_at TEXT NOT NULL,
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    ended_how TEXT NOT NULL DEFAULT '' CHECK (ended_how IN ('', 'reached', 'let_go')),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((ended_on IS NULL) = (ended_how = ''))
) STRICT;

CREATE INDEX citizen_goal_citizen ON citizen_goal (citizen_id);

CREATE TABLE goal_said (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    goal_id INTEGER NOT NULL REFERENCES citizen_goal (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    words TEXT NOT NULL,                -- the goal in the citizen's own words, as of that day
    why TEXT NOT NULL DEFAULT '',       -- why it matters
    step TEXT NOT NULL DEFAULT '',      -- the first small step
    step_who TEXT NOT NULL DEFAULT '',
    step_by TEXT CHECK (step_by IS date(step_by)),
    step_done_on TEXT CHECK (step_done_on IS date(step_done_on)),
    going INTEGER CHECK (going BETWEEN 0 AND 10),
    level INTEGER CHECK (level BETWEEN -2 AND 2),   -- where they are on the goal's scale
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (conversation_id, goal_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX goal_said_goal ON goal_said (goal_id);

-- Goal attainment scaling: five levels in plain words, where citizen and coach want it.
CREATE TABLE goal_level (
    goal_id INTEGER NOT NULL REFERENCES citizen_goal (id),
    level INTEGER NOT NULL CHECK (level BETWEEN -2 AND 2),
    words TEXT NOT NULL,
    PRIMARY KEY (goal_id, level)
) STRICT, WITHOUT ROWID;

-- What the house has promised, until it is kept.
CREATE TABLE promise (
    id INTEGER PRIMARY KEY,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    conversation_id INTEGER REFERENCES conversation (id),
    words TEXT NOT NULL,
    by_on TEXT CHECK (by_on IS date(by_on)),
    staff_id INTEGER REFERENCES staff (id),     -- who keeps it
    made_on TEXT NOT NULL CHECK (made_on IS date(made_on)),
    kept_on TEXT CHECK (kept_on IS date(kept_on)),
    kept_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    moved_why TEXT NOT NULL DEFAULT ''  -- why the day it was promised for was put off
) STRICT;

CREATE INDEX promise_citizen ON promise (citizen_id);
CREATE INDEX promise_open ON promise (by_on) WHERE kept_on IS NULL;

-- Consent to pass something on (forvaltningsloven 28): apart from the plan.
CREATE TABLE disclosure_consent (
    id INTEGER PRIMARY KEY,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    receiver TEXT NOT NULL,
    what TEXT NOT NULL,
    purpose TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('spoken', 'written', 'digital')),
    given_on TEXT NOT NULL CHECK (given_on IS date(given_on)),
    valid_to TEXT CHECK (valid_to IS date(valid_to)),
    withdrawn_on TEXT CHECK (withdrawn_on IS date(withdrawn_on)),
    recorded_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (valid_to IS NULL OR valid_to >= given_on),
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= given_on)
) STRICT;

CREATE INDEX disclosure_consent_citizen ON disclosure_consent (citizen_id);

-- Courses ------------------------------------------------------------------------------------

CREATE TABLE course (
    id INTEGER PRIMARY KEY,
    ref TEXT UNIQUE,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    conversation_id INTEGER REFERENCES conversation (id),   -- the one it was made from
    opened_on TEXT NOT NULL CHECK (opened_on IS date(opened_on)),
    -- as agreed, without its pauses: each of them moves the end by its days
    planned_end_on TEXT CHECK (planned_end_on IS date(planned_end_on)),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    coach_id INTEGER REFERENCES staff (id),
    peer_id INTEGER REFERENCES staff (id),
    legal_basis TEXT NOT NULL DEFAULT '' CHECK (legal_basis IN
        ('', 'sel10_12', 'sel82a', 'sel82b', 'sel82c', 'sel82d', 'sel99', 'sel104')),
    target_group TEXT NOT NULL DEFAULT '' CHECK (target_group IN
        ('', 'physical', 'mental', 'social', 'at_risk', 'not_assessed')),
    -- days from the opening to the four-week check, as the setting was when it opened
    check_days INTEGER NOT NULL DEFAULT 28 CHECK (check_days BETWEEN 1 AND 366),
    -- why it may last longer than the limit: the leader's words
    longer_why TEXT NOT NULL DEFAULT '',
    longer_by INTEGER REFERENCES staff (id),
    closing_reason TEXT REFERENCES closing_reason (code),
    onward_support TEXT REFERENCES onward_support (code),
    formerly_assessed TEXT CHECK (formerly_assessed IN ('yes', 'no', 'unknown')),
    closing_note TEXT NOT NULL DEFAULT '',
    closed_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (planned_end_on IS NULL OR planned_end_on >= opened_on),
    CHECK (closed_on IS NULL OR closed_on >= opened_on)
) STRICT;

CREATE INDEX course_citizen ON course (citizen_id, opened_on);
CREATE INDEX course_open ON course (coach_id) WHERE closed_on IS NULL;
CREATE INDEX course_closed ON course (closed_on) WHERE closed_on IS NOT NULL;

-- At most one open course a citizen. Imported history is taken as it was.
CREATE TRIGGER course_one_open BEFORE INSERT ON course
WHEN new.closed_on IS NULL AND new.ref IS NULL
    AND EXISTS (SELECT 1 FROM course WHERE citizen_id = new.citizen_id AND closed_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'a course is open'); END;
CREATE TRIGGER course_one_open_again BEFORE UPDATE OF closed_on, citizen_id ON course
WHEN new.closed_on IS NULL AND (old.closed_on IS NOT NULL OR old.citizen_id <> new.citizen_id)
    AND EXISTS (SELECT 1 FROM course
        WHERE citizen_id = new.citizen_id AND closed_on IS NULL AND id <> new.id)
BEGIN SELECT RAISE(ABORT, 'a course is open'); END;

-- Illness, admission: the end moves by the days from the first to the last, both included.
CREATE TABLE course_pause (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    first_on TEXT NOT NULL CHECK (first_on IS date(first_on)),
    last_on TEXT CHECK (last_on IS date(last_on)),  -- empty: it lasts
    reason TEXT NOT NULL DEFAULT '' CHECK (reason IN ('', 'illness', 'admission', 'other')),
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (last_on IS NULL OR last_on >= first_on)
) STRICT;

CREATE INDEX course_pause_course ON course_pause (course_id);
CREATE UNIQUE INDEX course_pause_one_open ON course_pause (course_id) WHERE last_on IS NULL;

-- What a course holds beside slots: a group elsewhere, a volunteer offer, a network, training.
CREATE TABLE course_activity (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    kind TEXT NOT NULL REFERENCES activity_kind (code),
    what TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    with_whom TEXT NOT NULL DEFAULT '',
    first_on TEXT NOT NULL CHECK (first_on IS date(first_on)),
    last_on TEXT CHECK (last_on IS date(last_on)),  -- empty: as long as the course
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (last_on IS NULL OR last_on >= first_on)
) STRICT;

CREATE INDEX course_activity_course ON course_activity (course_id);

-- What the citizen said at the closing, where they wanted to: five questions and four words.
CREATE TABLE course_feedback (
    course_id INTEGER PRIMARY KEY REFERENCES course (id),
    place_right TEXT NOT NULL DEFAULT '' CHECK (place_right IN ('', 'yes', 'partly', 'no')),
    safe TEXT NOT NULL DEFAULT '' CHECK (safe IN ('', 'yes', 'partly', 'no')),
    heard TEXT NOT NULL DEFAULT '' CHECK (heard IN ('', 'yes', 'partly', 'no')),
    what_matters TEXT NOT NULL DEFAULT '' CHECK (what_matters IN ('', 'yes', 'partly', 'no')),
    right_time TEXT NOT NULL DEFAULT '' CHECK (right_time IN ('', 'yes', 'partly', 'no')),
    equality TEXT NOT NULL DEFAULT '' CHECK (equality IN ('', 'yes', 'partly', 'no')),
    welcome TEXT NOT NULL DEFAULT '' CHECK (welcome IN ('', 'yes', 'partly', 'no')),
    inclusion TEXT NOT NULL DEFAULT '' CHECK (inclusion IN ('', 'yes', 'partly', 'no')),
    hope TEXT NOT NULL DEFAULT '' CHECK (hope IN ('', 'yes', 'partly', 'no')),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- When colleagues work, and which rooms there are ---------------------------------------------

-- Local wall clock times: "09:00-12:00 13:00-15:00". No row for any day of the week: the house's
-- opening hours, where the colleague is a coach. Empty: does not work that day.
CREATE TABLE working_hours (
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    spans TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (staff_id, weekday)
) STRICT, WITHOUT ROWID;

-- Other than the pattern on some days: away, works these hours instead, or is busy within them.
CREATE TABLE working_exception (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    first_on TEXT NOT NULL CHECK (first_on IS date(first_on)),
    last_on TEXT NOT NULL CHECK (last_on IS date(last_on)),
    effect TEXT NOT NULL CHECK (effect IN ('away', 'works', 'busy')),
    spans TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '' CHECK (reason IN ('', 'ill', 'holiday', 'training', 'meeting')),
    label TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (last_on >= first_on),
    CHECK ((effect = 'away') = (spans = ''))
) STRICT;

CREATE INDEX working_exception_staff ON working_exception (staff_id, first_on);
CREATE INDEX working_exception_day ON working_exception (first_on, last_on);

-- When a room can be used; no row for any day of the week: as long as the house is open.
CREATE TABLE room_hours (
    room TEXT NOT NULL REFERENCES room (code),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    spans TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (room, weekday)
) STRICT, WITHOUT ROWID;

-- Years whose public holidays were written into closed_day: what the house opens again stays open.
CREATE TABLE holiday_year (
    year INTEGER PRIMARY KEY CHECK (year BETWEEN 1900 AND 2200)
) STRICT;

-- Slots: one citizen, one colleague, one time ---------------------------------------------------

CREATE TABLE slot_series (
    id INTEGER PRIMARY KEY,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    course_id INTEGER REFERENCES course (id),
    rule TEXT NOT NULL,                 -- an RRULE in local time, as it was asked for
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id)
) STRICT;

CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    ref TEXT UNIQUE,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    course_id INTEGER REFERENCES course (id),
    series_id INTEGER REFERENCES slot_series (id),
    kind TEXT NOT NULL DEFAULT 'coaching' REFERENCES activity_kind (code),
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    starts_week TEXT NOT NULL,          -- ISO, 2026-W47
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    coach_id INTEGER REFERENCES staff (id),
    room TEXT REFERENCES room (code),   -- empty: none is needed
    place TEXT NOT NULL DEFAULT '',     -- where, when it is not in the house
    status TEXT NOT NULL DEFAULT 'booked' CHECK (status IN
        ('booked', 'attended', 'no_show', 'cancelled_citizen', 'cancelled_house')),
    note TEXT NOT NULL DEFAULT '',
    enquiry_id INTEGER REFERENCES enquiry (id),     -- the visit it became when they came
    cancel_why TEXT NOT NULL DEFAULT '',
    -- moved, given away or cancelled by the house: 0 until the citizen was told
    told INTEGER CHECK (told IN (0, 1)),
    told_at TEXT,
    told_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    -- the 720 minutes of the triggers below rest on it
    CHECK (ends_at = strftime('%Y-%m-%dT%H:%M:%SZ', starts_at, '+' || minutes || ' minutes'))
) STRICT;

CREATE INDEX slot_coach ON slot (coach_id, starts_at) WHERE coach_id IS NOT NULL;
CREATE INDEX slot_citizen ON slot (citizen_id, starts_at);
CREATE INDEX slot_room ON slot (room, starts_at) WHERE room IS NOT NULL;
CREATE INDEX slot_course ON slot (course_id, starts_at) WHERE course_id IS NOT NULL;
CREATE INDEX slot_day ON slot (starts_on);
CREATE INDEX slot_week ON slot (starts_week, status, starts_on);
CREATE INDEX slot_untold ON slot (starts_on) WHERE told = 0;
CREATE INDEX slot_enquiry ON slot (enquiry_id) WHERE enquiry_id IS NOT NULL;

-- Nobody is booked twice, whoever asks and however many at once: one citizen, one colleague and one
-- room have one slot at a time. Imported history (`ref`) is taken as it was. No slot is longer than
-- 720 minutes, so that only the last 12 hours before its end need to be looked at.
CREATE TRIGGER slot_citizen_is_free BEFORE INSERT ON slot
WHEN new.status IN ('booked', 'attended') AND new.ref IS NULL
    AND EXISTS (SELECT 1 FROM slot s WHERE s.citizen_id = new.citizen_id AND s.id IS NOT new.id
        AND s.status IN ('booked', 'attended') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: citizen taken'); END;
CREATE TRIGGER slot_citizen_is_free_still
BEFORE UPDATE OF citizen_id, coach_id, room, starts_at, ends_at, status ON slot
WHEN new.status IN ('booked', 'attended') AND (old.status NOT IN ('booked', 'attended')
        OR new.starts_at <> old.starts_at OR new.ends_at <> old.ends_at
        OR new.citizen_id IS NOT old.citizen_id)
    AND EXISTS (SELECT 1 FROM slot s WHERE s.citizen_id = new.citizen_id AND s.id IS NOT new.id
        AND s.status IN ('booked', 'attended') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: citizen taken'); END;
CREATE TRIGGER slot_coach_is_free BEFORE INSERT ON slot
WHEN new.status IN ('booked', 'attended') AND new.ref IS NULL
    AND EXISTS (SELECT 1 FROM slot s WHERE s.coach_id = new.coach_id AND s.id IS NOT new.id
        AND s.status IN ('booked', 'attended') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: coach taken'); END;
CREATE TRIGGER slot_coach_is_free_still
BEFORE UPDATE OF citizen_id, coach_id, room, starts_at, ends_at, status ON slot
WHEN new.status IN ('booked', 'attended') AND (old.status NOT IN ('booked', 'attended')
        OR new.starts_at <> old.starts_at OR new.ends_at <> old.ends_at
        OR new.coach_id IS NOT old.coach_id)
    AND EXISTS (SELECT 1 FROM slot s WHERE s.coach_id = new.coach_id AND s.id IS NOT new.id
        AND s.status IN ('booked', 'attended') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: coach taken'); END;
CREATE TRIGGER slot_room_is_free BEFORE INSERT ON slot
WHEN new.status IN ('booked', 'attended') AND new.ref IS NULL
    AND EXISTS (SELECT 1 FROM slot s WHERE s.room = new.room AND s.id IS NOT new.id
        AND s.status IN ('booked', 'attended') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: room taken'); END;
CREATE TRIGGER slot_room_is_free_still
BEFORE UPDATE OF citizen_id, coach_id, room, starts_at, ends_at, status ON slot
WHEN new.status IN ('booked', 'attended') AND (old.status NOT IN ('booked', 'attended')
        OR new.starts_at <> old.starts_at OR new.ends_at <> old.ends_at
        OR new.room IS NOT old.room)
    AND EXISTS (SELECT 1 FROM slot s WHERE s.room = new.room AND s.id IS NOT new.id
        AND s.status IN ('booked', 'attended') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: room taken'); END;

-- Where a slot was before it was moved or given to a colleague.
CREATE TABLE slot_move (
    id INTEGER PRIMARY KEY,
    slot_id INTEGER NOT NULL REFERENCES slot (id),
    from_at TEXT NOT NULL,
    from_coach INTEGER REFERENCES staff (id),
    from_room TEXT REFERENCES room (code),
    moved_at TEXT NOT NULL,
    moved_by INTEGER REFERENCES staff (id),
    why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX slot_move_slot ON slot_move (slot_id);
CREATE INDEX slot_move_coach ON slot_move (from_coach, from_at) WHERE from_coach IS NOT NULL;
CREATE INDEX slot_move_day ON slot_move (from_at);

-- Somebody waits for a time: a freed one proposes them, a person decides.
CREATE TABLE slot_wish (
    id INTEGER PRIMARY KEY,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    course_id INTEGER REFERENCES course (id),
    kind TEXT NOT NULL DEFAULT 'coaching' REFERENCES activity_kind (code),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    coach_id INTEGER REFERENCES staff (id),     -- empty: anybody
    weekdays TEXT NOT NULL DEFAULT '',  -- "135": Monday, Wednesday, Friday; empty: any day
    from_time TEXT CHECK (from_time IS strftime('%H:%M', from_time)),
    to_time TEXT CHECK (to_time IS strftime('%H:%M', to_time)),
    last_on TEXT CHECK (last_on IS date(last_on)),  -- of no use after that day
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    ended_at TEXT,
    slot_id INTEGER REFERENCES slot (id),       -- the time they got, where they got one
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX slot_wish_open ON slot_wish (created_at) WHERE ended_at IS NULL;

-- Group activities: who leads, who comes, when they meet, who was there -------------------------

CREATE TABLE group_activity (
    id INTEGER PRIMARY KEY,
    ref TEXT UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'group' REFERENCES activity_kind (code),
    description TEXT NOT NULL DEFAULT '',
    room TEXT REFERENCES room (code),
    place TEXT NOT NULL DEFAULT '',     -- where, when it is not in the house
    leader_id INTEGER REFERENCES staff (id),
    capacity INTEGER CHECK (capacity BETWEEN 1 AND 500),    -- empty: no limit
    drop_in INTEGER NOT NULL DEFAULT 0 CHECK (drop_in IN (0, 1)),
    needs_assessment TEXT NOT NULL DEFAULT 'no'
        CHECK (needs_assessment IN ('no', 'yes', 'depends')),
    legal_basis TEXT NOT NULL DEFAULT '' CHECK (legal_basis IN
        ('', 'sel10_12', 'sel82a', 'sel82b', 'sel82c', 'sel82d', 'sel99', 'sel104')),
    -- an RRULE without its dates: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"; empty: no rule, its
    -- meetings are added one by one
    rule TEXT NOT NULL DEFAULT '',
    start_time TEXT CHECK (start_time IS strftime('%H:%M', start_time)),    -- on the wall
    minutes INTEGER NOT NULL DEFAULT 90 CHECK (minutes BETWEEN 5 AND 720),
    starts_on TEXT CHECK (starts_on IS date(starts_on)),
    ends_on TEXT CHECK (ends_on IS date(ends_on)),  -- its last day; empty: until further notice
    laid_to_on TEXT CHECK (laid_to_on IS date(laid_to_on)),     -- its meetings stand up to that day
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
    CHECK (rule = '' OR (start_time IS NOT NULL AND starts_on IS NOT NULL))
) STRICT;

CREATE INDEX group_activity_leader ON group_activity (leader_id) WHERE leader_id IS NOT NULL;

-- Peers and volunteers who help in a group: they may take its roll.
CREATE TABLE group_helper (
    group_id INTEGER NOT NULL REFERENCES group_activity (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    part TEXT NOT NULL CHECK (part IN ('peer', 'volunteer')),
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (group_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_helper_staff ON group_helper (staff_id);

-- Days on which the rule does not hold: "not in week 42".
CREATE TABLE group_exception (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES group_activity (id),
    first_on TEXT NOT NULL CHECK (first_on IS date(first_on)),
    last_on TEXT NOT NULL CHECK (last_on IS date(last_on)),
    why TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (last_on >= first_on)
) STRICT;

CREATE INDEX group_exception_group ON group_exception (group_id, first_on);

-- Places. From the first day to the last, both included.
CREATE TABLE group_member (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES group_activity (id),
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT CHECK (to_on IS date(to_on)),    -- empty: as long as the group
    end_why TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',      -- practical: needs a lift, comes late
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (to_on IS NULL OR to_on >= from_on)
) STRICT;

CREATE INDEX group_member_group ON group_member (group_id, from_on);
CREATE INDEX group_member_citizen ON group_member (citizen_id, group_id);

-- One has one place in a group, and there are no more places than places, whoever asks and however
-- many at once: on no day of the new one. The places in use can only rise on a day one begins.
CREATE TRIGGER group_member_once BEFORE INSERT ON group_member
WHEN EXISTS (SELECT 1 FROM group_member m
        WHERE m.group_id = new.group_id AND m.citizen_id = new.citizen_id
        AND m.id IS NOT new.id
        AND (m.to_on IS NULL OR m.to_on >= new.from_on)
        AND (new.to_on IS NULL OR m.from_on <= new.to_on))
BEGIN SELECT RAISE(ABORT, 'group: member already'); END;
CREATE TRIGGER group_member_once_still
BEFORE UPDATE OF group_id, citizen_id, from_on, to_on ON group_member
WHEN EXISTS (SELECT 1 FROM group_member m
        WHERE m.group_id = new.group_id AND m.citizen_id = new.citizen_id
        AND m.id IS NOT new.id
        AND (m.to_on IS NULL OR m.to_on >= new.from_on)
        AND (new.to_on IS NULL OR m.from_on <= new.to_on))
BEGIN SELECT RAISE(ABORT, 'group: member already'); END;
CREATE TRIGGER group_member_has_a_place BEFORE INSERT ON group_member
WHEN EXISTS (SELECT 1 FROM
        (SELECT new.from_on AS day UNION SELECT b.from_on FROM group_member b
            WHERE b.group_id = new.group_id AND b.from_on > new.from_on
            AND (new.to_on IS NULL OR b.from_on <= new.to_on)) days
    WHERE (SELECT count(*) FROM group_member m WHERE m.group_id = new.group_id
            AND m.id IS NOT new.id AND m.from_on <= days.day
            AND (m.to_on IS NULL OR m.to_on >= days.day))
        >= (SELECT g.capacity FROM group_activity g WHERE g.id = new.group_id))
BEGIN SELECT RAISE(ABORT, 'group: full'); END;
-- Leaving, or leaving earlier, needs no place; nor do the days that were theirs before: there may
-- have been more places then.
CREATE TRIGGER group_member_has_a_place_still
BEFORE UPDATE OF group_id, from_on, to_on ON group_member
WHEN (new.group_id <> old.group_id OR new.from_on < old.from_on
        OR coalesce(new.to_on, '9999-12-31') > coalesce(old.to_on, '9999-12-31'))
    AND EXISTS (SELECT 1 FROM
        (SELECT new.from_on AS day UNION SELECT date(old.to_on, '+1 day')
            UNION SELECT b.from_on FROM group_member b
            WHERE b.group_id = new.group_id AND b.id IS NOT new.id) days
    WHERE days.day >= new.from_on AND (new.to_on IS NULL OR days.day <= new.to_on)
        AND (new.group_id <> old.group_id OR days.day < old.from_on OR days.day > old.to_on)
        AND (SELECT count(*) FROM group_member m WHERE m.group_id = new.group_id
            AND m.id IS NOT new.id AND m.from_on <= days.day
            AND (m.to_on IS NULL OR m.to_on >= days.day))
        >= (SELECT g.capacity FROM group_activity g WHERE g.id = new.group_id))
BEGIN SELECT RAISE(ABORT, 'group: full'); END;

-- Who waits for a place, in order of `since_at`: a freed one proposes them, a person decides.
CREATE TABLE group_waiting (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES group_activity (id),
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    since_at TEXT NOT NULL,
    since_on TEXT NOT NULL CHECK (since_on IS date(since_on)),
    note TEXT NOT NULL DEFAULT '',
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    ended_how TEXT NOT NULL DEFAULT '' CHECK (ended_how IN ('', 'place', 'withdrew', 'released')),
    member_id INTEGER REFERENCES group_member (id),     -- the place they got
    created_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((ended_on IS NULL) = (ended_how = ''))
) STRICT;

CREATE UNIQUE INDEX group_waiting_once ON group_waiting (group_id, citizen_id)
    WHERE ended_on IS NULL;
CREATE INDEX group_waiting_group ON group_waiting (group_id, since_at) WHERE ended_on IS NULL;
CREATE INDEX group_waiting_citizen ON group_waiting (citizen_id);

-- Whether this person needs an assessment for this group, and when the authority granted it.
CREATE TABLE group_assessment (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES group_activity (id),
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    needed INTEGER NOT NULL CHECK (needed IN (0, 1)),
    granted_on TEXT CHECK (granted_on IS date(granted_on)),
    why TEXT NOT NULL DEFAULT '',
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on)),
    decided_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (group_id, citizen_id),
    CHECK (needed = 1 OR granted_on IS NULL)
) STRICT;

CREATE INDEX group_assessment_citizen ON group_assessment (citizen_id);

-- One meeting of a group. `rule_on`: the date of the rule it stands for, also when it was moved;
-- empty for one that was added by hand or came with an import.
CREATE TABLE group_session (
    -- never a second time: a new rule takes meetings away that another screen still shows
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT UNIQUE,
    group_id INTEGER NOT NULL REFERENCES group_activity (id),
    rule_on TEXT CHECK (rule_on IS date(rule_on)),
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    starts_week TEXT NOT NULL,          -- ISO, 2026-W47
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    leader_id INTEGER REFERENCES staff (id),
    room TEXT REFERENCES room (code),
    place TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'held', 'cancelled')),
    -- changed by hand (moved, given away, cancelled): a new rule leaves it as it is
    by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)),
    cancel_why TEXT NOT NULL DEFAULT '',
    moved_from TEXT,                    -- when it was before it was last moved, UTC
    moved_why TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    roll_done_at TEXT,
    roll_done_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (group_id, rule_on),
    -- the 720 minutes of the triggers below rest on it
    CHECK (ends_at = strftime('%Y-%m-%dT%H:%M:%SZ', starts_at, '+' || minutes || ' minutes'))
) STRICT;

CREATE INDEX group_session_group ON group_session (group_id, starts_at);
CREATE INDEX group_session_day ON group_session (starts_on);
CREATE INDEX group_session_week ON group_session (starts_week, status, starts_on);
CREATE INDEX group_session_leader ON group_session (leader_id, starts_at)
    WHERE leader_id IS NOT NULL;
CREATE INDEX group_session_room ON group_session (room, starts_at) WHERE room IS NOT NULL;
-- The rolls that are missing, whatever lies behind.
CREATE INDEX group_session_no_roll ON group_session (starts_on)
    WHERE status = 'planned' AND roll_done_at IS NULL;

-- A colleague and a room are not in two places: neither in two meetings nor in a meeting and a
-- slot. Whoever comes second hears of it. Imported history (`ref`) is taken as it was.
CREATE TRIGGER group_session_leader_is_free BEFORE INSERT ON group_session
WHEN new.status <> 'cancelled' AND new.ref IS NULL AND new.leader_id IS NOT NULL
    AND (EXISTS (SELECT 1 FROM group_session s WHERE s.leader_id = new.leader_id
        AND s.id IS NOT new.id
        AND s.status IN ('planned', 'held') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
    OR EXISTS (SELECT 1 FROM slot t WHERE t.coach_id = new.leader_id
        AND t.status IN ('booked', 'attended') AND t.ends_at > new.starts_at
        AND t.starts_at < new.ends_at
        AND t.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes')))
BEGIN SELECT RAISE(ABORT, 'group: leader taken'); END;
CREATE TRIGGER group_session_leader_is_free_still
BEFORE UPDATE OF leader_id, starts_at, ends_at, status ON group_session
WHEN new.status <> 'cancelled' AND new.leader_id IS NOT NULL AND (old.status = 'cancelled'
        OR new.starts_at <> old.starts_at OR new.ends_at <> old.ends_at
        OR new.leader_id IS NOT old.leader_id)
    AND (EXISTS (SELECT 1 FROM group_session s WHERE s.leader_id = new.leader_id
        AND s.id IS NOT new.id
        AND s.status IN ('planned', 'held') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
    OR EXISTS (SELECT 1 FROM slot t WHERE t.coach_id = new.leader_id
        AND t.status IN ('booked', 'attended') AND t.ends_at > new.starts_at
        AND t.starts_at < new.ends_at
        AND t.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes')))
BEGIN SELECT RAISE(ABORT, 'group: leader taken'); END;
CREATE TRIGGER group_session_room_is_free BEFORE INSERT ON group_session
WHEN new.status <> 'cancelled' AND new.ref IS NULL AND new.room IS NOT NULL
    AND (EXISTS (SELECT 1 FROM group_session s WHERE s.room = new.room
        AND s.id IS NOT new.id
        AND s.status IN ('planned', 'held') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
    OR EXISTS (SELECT 1 FROM slot t WHERE t.room = new.room
        AND t.status IN ('booked', 'attended') AND t.ends_at > new.starts_at
        AND t.starts_at < new.ends_at
        AND t.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes')))
BEGIN SELECT RAISE(ABORT, 'group: room taken'); END;
CREATE TRIGGER group_session_room_is_free_still
BEFORE UPDATE OF room, starts_at, ends_at, status ON group_session
WHEN new.status <> 'cancelled' AND new.room IS NOT NULL AND (old.status = 'cancelled'
        OR new.starts_at <> old.starts_at OR new.ends_at <> old.ends_at
        OR new.room IS NOT old.room)
    AND (EXISTS (SELECT 1 FROM group_session s WHERE s.room = new.room
        AND s.id IS NOT new.id
        AND s.status IN ('planned', 'held') AND s.ends_at > new.starts_at
        AND s.starts_at < new.ends_at
        AND s.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
    OR EXISTS (SELECT 1 FROM slot t WHERE t.room = new.room
        AND t.status IN ('booked', 'attended') AND t.ends_at > new.starts_at
        AND t.starts_at < new.ends_at
        AND t.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes')))
BEGIN SELECT RAISE(ABORT, 'group: room taken'); END;
CREATE TRIGGER slot_coach_has_no_group BEFORE INSERT ON slot
WHEN new.status IN ('booked', 'attended') AND new.ref IS NULL AND new.coach_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM group_session g WHERE g.leader_id = new.coach_id
        AND g.status IN ('planned', 'held') AND g.ends_at > new.starts_at
        AND g.starts_at < new.ends_at
        AND g.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: coach taken'); END;
CREATE TRIGGER slot_coach_has_no_group_still
BEFORE UPDATE OF coach_id, starts_at, ends_at, status ON slot
WHEN new.status IN ('booked', 'attended') AND new.coach_id IS NOT NULL
    AND (old.status NOT IN ('booked', 'attended')
        OR new.starts_at <> old.starts_at OR new.ends_at <> old.ends_at
        OR new.coach_id IS NOT old.coach_id)
    AND EXISTS (SELECT 1 FROM group_session g WHERE g.leader_id = new.coach_id
        AND g.status IN ('planned', 'held') AND g.ends_at > new.starts_at
        AND g.starts_at < new.ends_at
        AND g.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: coach taken'); END;
CREATE TRIGGER slot_room_has_no_group BEFORE INSERT ON slot
WHEN new.status IN ('booked', 'attended') AND new.ref IS NULL AND new.room IS NOT NULL
    AND EXISTS (SELECT 1 FROM group_session g WHERE g.room = new.room
        AND g.status IN ('planned', 'held') AND g.ends_at > new.starts_at
        AND g.starts_at < new.ends_at
        AND g.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: room taken'); END;
CREATE TRIGGER slot_room_has_no_group_still
BEFORE UPDATE OF room, starts_at, ends_at, status ON slot
WHEN new.status IN ('booked', 'attended') AND new.room IS NOT NULL
    AND (old.status NOT IN ('booked', 'attended')
        OR new.starts_at <> old.starts_at OR new.ends_at <> old.ends_at
        OR new.room IS NOT old.room)
    AND EXISTS (SELECT 1 FROM group_session g WHERE g.room = new.room
        AND g.status IN ('planned', 'held') AND g.ends_at > new.starts_at
        AND g.starts_at < new.ends_at
        AND g.starts_at > strftime('%Y-%m-%dT%H:%M:%SZ', new.starts_at, '-720 minutes'))
BEGIN SELECT RAISE(ABORT, 'slot: room taken'); END;

-- The roll: one mark a person and meeting; no citizen is a guest without a name, who counts.
-- `imported`: history may say the same twice.
CREATE TABLE attendance (
    -- never a second time: a guest is taken out by it while another terminal marks on
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES group_session (id),
    citizen_id INTEGER REFERENCES citizen (id),
    status TEXT NOT NULL CHECK (status IN ('present', 'absent', 'excused', 'drop_in')),
    why TEXT NOT NULL DEFAULT '',       -- what somebody sent word of
    imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
    marked_at TEXT NOT NULL,
    marked_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (citizen_id IS NOT NULL OR imported = 1 OR status = 'drop_in')
) STRICT;

CREATE UNIQUE INDEX attendance_once ON attendance (session_id, citizen_id)
    WHERE imported = 0 AND citizen_id IS NOT NULL;
CREATE INDEX attendance_session ON attendance (session_id, status, citizen_id);
CREATE INDEX attendance_citizen ON attendance (citizen_id, session_id)
    WHERE citizen_id IS NOT NULL;

-- Whom a meeting that the house moved or cancelled concerns: 0 until they were told.
CREATE TABLE group_told (
    session_id INTEGER NOT NULL REFERENCES group_session (id),
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
    told_at TEXT,
    told_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (session_id, citizen_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_told_citizen ON group_told (citizen_id);
CREATE INDEX group_told_not ON group_told (session_id) WHERE told = 0;

-- The four-week check, the referral, and what the figures need beside them ----------------------

-- The first day of each citizen's enquiries, for the weekly figures: whoever writes an enquiry,
-- these triggers keep it; nothing else writes here.
CREATE TABLE first_enquiry (
    citizen_id INTEGER PRIMARY KEY,
    first_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX first_enquiry_day ON first_enquiry (first_on);

CREATE TRIGGER enquiry_is_first AFTER INSERT ON enquiry WHEN new.citizen_id IS NOT NULL
BEGIN
    INSERT INTO first_enquiry (citizen_id, first_on) VALUES (new.citizen_id, new.arrived_on)
    ON CONFLICT DO UPDATE SET first_on = excluded.first_on
        WHERE excluded.first_on < first_enquiry.first_on;
END;
CREATE TRIGGER enquiry_is_first_anew AFTER UPDATE OF citizen_id, arrived_on ON enquiry
WHEN old.citizen_id IS NOT new.citizen_id OR old.arrived_on <> new.arrived_on
BEGIN
    DELETE FROM first_enquiry WHERE citizen_id IN (old.citizen_id, new.citizen_id);
    INSERT INTO first_enquiry (citizen_id, first_on)
    SELECT citizen_id, min(arrived_on) FROM enquiry
    WHERE citizen_id IN (old.citizen_id, new.citizen_id) GROUP BY citizen_id;
END;
CREATE TRIGGER enquiry_is_first_no_more AFTER DELETE ON enquiry WHEN old.citizen_id IS NOT NULL
BEGIN
    DELETE FROM first_enquiry WHERE citizen_id = old.citizen_id;
    INSERT INTO first_enquiry (citizen_id, first_on)
    SELECT citizen_id, min(arrived_on) FROM enquiry
    WHERE citizen_id = old.citizen_id GROUP BY citizen_id;
END;

-- What was decided at a course's four-week check. The program keeps one a course; history may
-- bring several, of which the earliest counts as the day it was done.
CREATE TABLE check_decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    course_id INTEGER NOT NULL REFERENCES course (id),
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on)),
    -- history may know the day alone
    decision TEXT NOT NULL CHECK (
        decision IN ('continue', 'refer_authority', 'close', 'other_offer')
        OR (decision = '' AND imported = 1)),
    note TEXT NOT NULL DEFAULT '',      -- why, in a line
    imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
    decided_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX check_decision_course ON check_decision (course_id, decided_on);
CREATE INDEX check_decision_day ON check_decision (decided_on);
-- Two who decide at once: one does, the other reads who came first.
CREATE TRIGGER check_decided_once BEFORE INSERT ON check_decision
WHEN new.imported = 0 AND EXISTS (SELECT 1 FROM check_decision WHERE course_id = new.course_id)
BEGIN SELECT RAISE(ABORT, 'check: decided'); END;

-- The reminder of a check moved, once, with a reason; the due day of the figures stays.
CREATE TABLE check_move (
    course_id INTEGER PRIMARY KEY REFERENCES course (id),
    to_on TEXT NOT NULL CHECK (to_on IS date(to_on)),
    why TEXT NOT NULL CHECK (why <> ''),
    moved_on TEXT NOT NULL CHECK (moved_on IS date(moved_on)),
    moved_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- To the authority department: a draft until it is sent, then what became of it, date by date.
CREATE TABLE referral (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT UNIQUE,
    citizen_id INTEGER NOT NULL REFERENCES citizen (id),
    course_id INTEGER REFERENCES course (id),
    receiver TEXT NOT NULL DEFAULT '',
    asked_for TEXT NOT NULL DEFAULT ''
        CHECK (asked_for IN ('', 'sel85', 'sel103_104', 'sel107_108', 'sel101', 'other')),
    asked_other TEXT NOT NULL DEFAULT '',   -- what it is, where it is none of those
    why TEXT NOT NULL DEFAULT '',           -- in a few lines that the citizen may read
    tried TEXT NOT NULL DEFAULT '',         -- what was tried together, and how it went
    -- the parts that are ticked to go with it: a JSON array of codes (house/codes.py)
    passes_on TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(passes_on)),
    consent_id INTEGER REFERENCES disclosure_consent (id),
    consent_on TEXT CHECK (consent_on IS date(consent_on)),     -- of an imported one, all we know
    -- forvaltningsloven 28: without consent only by law, or where it is essential to the authority
    lawful_basis TEXT NOT NULL DEFAULT '' CHECK (lawful_basis IN ('', 'law', 'essential')),
    lawful_why TEXT NOT NULL DEFAULT '',
    tells_id INTEGER REFERENCES staff (id),     -- who tells the citizen that it is sent
    tell_by_on TEXT CHECK (tell_by_on IS date(tell_by_on)),
    told_on TEXT CHECK (told_on IS date(told_on)),
    sent_on TEXT CHECK (sent_on IS date(sent_on)),
    sent_week TEXT,                             -- ISO, 2026-W47
    sent_by INTEGER REFERENCES staff (id),
    sent_note TEXT NOT NULL DEFAULT '',         -- the page as it was sent, whatever changes later
    answer_by_on TEXT CHECK (answer_by_on IS date(answer_by_on)),
    answer_moved_why TEXT NOT NULL DEFAULT '',
    received_on TEXT CHECK (received_on IS date(received_on)),
    decided_on TEXT CHECK (decided_on IS date(decided_on)),
    decided_week TEXT,
    decision TEXT NOT NULL DEFAULT ''
        CHECK (decision IN ('', 'granted', 'refused', 'returned', 'withdrawn')),
    decision_note TEXT NOT NULL DEFAULT '',
    -- the answer was told to the citizen: until then it stands in Today
    answer_told_on TEXT CHECK (answer_told_on IS date(answer_told_on)),
    answer_told_by INTEGER REFERENCES staff (id),
    started_on TEXT CHECK (started_on IS date(started_on)),     -- what was granted began
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((sent_on IS NULL) = (sent_week IS NULL)),
    CHECK ((decided_on IS NULL) = (decided_week IS NULL)),
    CHECK (received_on IS NULL OR received_on >= sent_on),
    CHECK (decided_on IS NULL OR (sent_on IS NOT NULL AND decided_on >= sent_on)),
    CHECK (started_on IS NULL OR (decided_on IS NOT NULL AND started_on >= decided_on)),
    CHECK (ref IS NOT NULL OR (decided_on IS NULL) = (decision = ''))
) STRICT;

-- One draft a citizen: two who begin one at once write the same.
CREATE UNIQUE INDEX referral_one_draft ON referral (citizen_id) WHERE sent_on IS NULL;
CREATE INDEX referral_citizen ON referral (citizen_id, sent_on);
CREATE INDEX referral_sent ON referral (sent_week, sent_on) WHERE sent_week IS NOT NULL;
CREATE INDEX referral_decided ON referral (decided_week, decided_on)
    WHERE decided_week IS NOT NULL;
CREATE INDEX referral_unanswered ON referral (answer_by_on)
    WHERE sent_on IS NOT NULL AND decided_on IS NULL AND decision = '';
CREATE INDEX referral_untold ON referral (decided_on)
    WHERE decided_on IS NOT NULL AND answer_told_on IS NULL;
CREATE INDEX referral_consent ON referral (consent_id) WHERE consent_id IS NOT NULL;

-- Outreach: tries to reach people isolated at home. `contact`: whether a result is one.
CREATE TABLE outreach_result (
    code TEXT PRIMARY KEY,
    label TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    contact INTEGER NOT NULL DEFAULT 0 CHECK (contact IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- One try. Whom it was to reach may be nobody we know: then a label says who, as we call them.
CREATE TABLE outreach_attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT UNIQUE,
    citizen_id INTEGER REFERENCES citizen (id),
    label TEXT NOT NULL DEFAULT '',
    area TEXT NOT NULL DEFAULT '',
    tried_at TEXT NOT NULL,
    tried_on TEXT NOT NULL CHECK (tried_on IS date(tried_on)),
    tried_week TEXT NOT NULL,           -- ISO, 2026-W47
    place TEXT NOT NULL DEFAULT '',
    result TEXT REFERENCES outreach_result (code),
    note TEXT NOT NULL DEFAULT '',
    tried_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX outreach_attempt_week ON outreach_attempt (tried_week, tried_on, result);
CREATE INDEX outreach_attempt_citizen ON outreach_attempt (citizen_id, tried_on)
    WHERE citizen_id IS NOT NULL;

-- What the leader types in by month: new municipal services, and those who got one without ever
-- having been in the house. The first number lies outside the house.
CREATE TABLE bypass_month (
    month TEXT PRIMARY KEY CHECK (month IS strftime('%Y-%m', month || '-01')),
    bypassed INTEGER NOT NULL CHECK (bypassed >= 0),
    services INTEGER NOT NULL CHECK (services >= bypassed),
    note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- A week as it was passed on: its figures as of that day. Of several the latest holds.
CREATE TABLE frozen_week (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    week TEXT NOT NULL,
    as_of TEXT NOT NULL CHECK (as_of IS date(as_of)),
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    frozen_at TEXT NOT NULL,
    frozen_by TEXT NOT NULL             -- initials, or cli:account
) STRICT;

CREATE INDEX frozen_week_week ON frozen_week (week, id);

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
CREATE TRIGGER closing_reason_insert_by_the_door BEFORE INSERT ON closing_reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER closing_reason_update_by_the_door BEFORE UPDATE ON closing_reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER closing_reason_delete_by_the_door BEFORE DELETE ON closing_reason
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER onward_support_insert_by_the_door BEFORE INSERT ON onward_support
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER onward_support_update_by_the_door BEFORE UPDATE ON onward_support
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER onward_support_delete_by_the_door BEFORE DELETE ON onward_support
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER activity_kind_insert_by_the_door BEFORE INSERT ON activity_kind
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER activity_kind_update_by_the_door BEFORE UPDATE ON activity_kind
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER activity_kind_delete_by_the_door BEFORE DELETE ON activity_kind
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER room_insert_by_the_door BEFORE INSERT ON room
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER room_update_by_the_door BEFORE UPDATE ON room
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER room_delete_by_the_door BEFORE DELETE ON room
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER conversation_insert_by_the_door BEFORE INSERT ON conversation
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER conversation_update_by_the_door BEFORE UPDATE ON conversation
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER conversation_delete_by_the_door BEFORE DELETE ON conversation
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER conversation_writing_insert_by_the_door BEFORE INSERT ON conversation_writing
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER conversation_writing_update_by_the_door BEFORE UPDATE ON conversation_writing
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER conversation_writing_delete_by_the_door BEFORE DELETE ON conversation_writing
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER citizen_goal_insert_by_the_door BEFORE INSERT ON citizen_goal
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER citizen_goal_update_by_the_door BEFORE UPDATE ON citizen_goal
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER citizen_goal_delete_by_the_door BEFORE DELETE ON citizen_goal
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER goal_said_insert_by_the_door BEFORE INSERT ON goal_said
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER goal_said_update_by_the_door BEFORE UPDATE ON goal_said
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER goal_said_delete_by_the_door BEFORE DELETE ON goal_said
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER goal_level_insert_by_the_door BEFORE INSERT ON goal_level
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER goal_level_update_by_the_door BEFORE UPDATE ON goal_level
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER goal_level_delete_by_the_door BEFORE DELETE ON goal_level
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER promise_insert_by_the_door BEFORE INSERT ON promise
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER promise_update_by_the_door BEFORE UPDATE ON promise
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER promise_delete_by_the_door BEFORE DELETE ON promise
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER disclosure_consent_insert_by_the_door BEFORE INSERT ON disclosure_consent
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER disclosure_consent_update_by_the_door BEFORE UPDATE ON disclosure_consent
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER disclosure_consent_delete_by_the_door BEFORE DELETE ON disclosure_consent
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_insert_by_the_door BEFORE INSERT ON course
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_update_by_the_door BEFORE UPDATE ON course
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_delete_by_the_door BEFORE DELETE ON course
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_pause_insert_by_the_door BEFORE INSERT ON course_pause
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_pause_update_by_the_door BEFORE UPDATE ON course_pause
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_pause_delete_by_the_door BEFORE DELETE ON course_pause
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_activity_insert_by_the_door BEFORE INSERT ON course_activity
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_activity_update_by_the_door BEFORE UPDATE ON course_activity
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_activity_delete_by_the_door BEFORE DELETE ON course_activity
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_feedback_insert_by_the_door BEFORE INSERT ON course_feedback
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_feedback_update_by_the_door BEFORE UPDATE ON course_feedback
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER course_feedback_delete_by_the_door BEFORE DELETE ON course_feedback
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER working_hours_insert_by_the_door BEFORE INSERT ON working_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER working_hours_update_by_the_door BEFORE UPDATE ON working_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER working_hours_delete_by_the_door BEFORE DELETE ON working_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER working_exception_insert_by_the_door BEFORE INSERT ON working_exception
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER working_exception_update_by_the_door BEFORE UPDATE ON working_exception
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER working_exception_delete_by_the_door BEFORE DELETE ON working_exception
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER room_hours_insert_by_the_door BEFORE INSERT ON room_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER room_hours_update_by_the_door BEFORE UPDATE ON room_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER room_hours_delete_by_the_door BEFORE DELETE ON room_hours
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER holiday_year_insert_by_the_door BEFORE INSERT ON holiday_year
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER holiday_year_update_by_the_door BEFORE UPDATE ON holiday_year
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER holiday_year_delete_by_the_door BEFORE DELETE ON holiday_year
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_series_insert_by_the_door BEFORE INSERT ON slot_series
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_series_update_by_the_door BEFORE UPDATE ON slot_series
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_series_delete_by_the_door BEFORE DELETE ON slot_series
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_insert_by_the_door BEFORE INSERT ON slot
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_update_by_the_door BEFORE UPDATE ON slot
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_delete_by_the_door BEFORE DELETE ON slot
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_move_insert_by_the_door BEFORE INSERT ON slot_move
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_move_update_by_the_door BEFORE UPDATE ON slot_move
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_move_delete_by_the_door BEFORE DELETE ON slot_move
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_wish_insert_by_the_door BEFORE INSERT ON slot_wish
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_wish_update_by_the_door BEFORE UPDATE ON slot_wish
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER slot_wish_delete_by_the_door BEFORE DELETE ON slot_wish
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_activity_insert_by_the_door BEFORE INSERT ON group_activity
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_activity_update_by_the_door BEFORE UPDATE ON group_activity
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_activity_delete_by_the_door BEFORE DELETE ON group_activity
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_helper_insert_by_the_door BEFORE INSERT ON group_helper
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_helper_update_by_the_door BEFORE UPDATE ON group_helper
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_helper_delete_by_the_door BEFORE DELETE ON group_helper
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_exception_insert_by_the_door BEFORE INSERT ON group_exception
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_exception_update_by_the_door BEFORE UPDATE ON group_exception
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_exception_delete_by_the_door BEFORE DELETE ON group_exception
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_member_insert_by_the_door BEFORE INSERT ON group_member
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_member_update_by_the_door BEFORE UPDATE ON group_member
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_member_delete_by_the_door BEFORE DELETE ON group_member
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_waiting_insert_by_the_door BEFORE INSERT ON group_waiting
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_waiting_update_by_the_door BEFORE UPDATE ON group_waiting
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_waiting_delete_by_the_door BEFORE DELETE ON group_waiting
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_assessment_insert_by_the_door BEFORE INSERT ON group_assessment
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_assessment_update_by_the_door BEFORE UPDATE ON group_assessment
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_assessment_delete_by_the_door BEFORE DELETE ON group_assessment
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_session_insert_by_the_door BEFORE INSERT ON group_session
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_session_update_by_the_door BEFORE UPDATE ON group_session
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_session_delete_by_the_door BEFORE DELETE ON group_session
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER attendance_insert_by_the_door BEFORE INSERT ON attendance
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER attendance_update_by_the_door BEFORE UPDATE ON attendance
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER attendance_delete_by_the_door BEFORE DELETE ON attendance
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_told_insert_by_the_door BEFORE INSERT ON group_told
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_told_update_by_the_door BEFORE UPDATE ON group_told
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER group_told_delete_by_the_door BEFORE DELETE ON group_told
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER first_enquiry_insert_by_the_door BEFORE INSERT ON first_enquiry
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER first_enquiry_update_by_the_door BEFORE UPDATE ON first_enquiry
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER first_enquiry_delete_by_the_door BEFORE DELETE ON first_enquiry
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER check_decision_insert_by_the_door BEFORE INSERT ON check_decision
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER check_decision_update_by_the_door BEFORE UPDATE ON check_decision
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER check_decision_delete_by_the_door BEFORE DELETE ON check_decision
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER check_move_insert_by_the_door BEFORE INSERT ON check_move
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER check_move_update_by_the_door BEFORE UPDATE ON check_move
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER check_move_delete_by_the_door BEFORE DELETE ON check_move
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER referral_insert_by_the_door BEFORE INSERT ON referral
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER referral_update_by_the_door BEFORE UPDATE ON referral
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER referral_delete_by_the_door BEFORE DELETE ON referral
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outreach_result_insert_by_the_door BEFORE INSERT ON outreach_result
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outreach_result_update_by_the_door BEFORE UPDATE ON outreach_result
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outreach_result_delete_by_the_door BEFORE DELETE ON outreach_result
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outreach_attempt_insert_by_the_door BEFORE INSERT ON outreach_attempt
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outreach_attempt_update_by_the_door BEFORE UPDATE ON outreach_attempt
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER outreach_attempt_delete_by_the_door BEFORE DELETE ON outreach_attempt
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER bypass_month_insert_by_the_door BEFORE INSERT ON bypass_month
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER bypass_month_update_by_the_door BEFORE UPDATE ON bypass_month
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER bypass_month_delete_by_the_door BEFORE DELETE ON bypass_month
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER frozen_week_insert_by_the_door BEFORE INSERT ON frozen_week
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER frozen_week_update_by_the_door BEFORE UPDATE ON frozen_week
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
CREATE TRIGGER frozen_week_delete_by_the_door BEFORE DELETE ON frozen_week
WHEN (SELECT open FROM door) IS NOT 1 BEGIN SELECT RAISE(ABORT, 'past the door'); END;
