-- What version 4 added to version 3, frozen as it was that day.

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
