-- What version 3 added to version 2, frozen as it was that day.

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
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX promise_citizen ON promise (citizen_id);

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
