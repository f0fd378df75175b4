-- What version 5 added to version 4, frozen as it was that day.

ALTER TABLE promise ADD COLUMN moved_why TEXT NOT NULL DEFAULT '';
-- Enquiries that ended with the authority, which a referral is to follow.
CREATE INDEX enquiry_referred ON enquiry (arrived_on) WHERE outcome = 'referred_authority';
CREATE INDEX promise_open ON promise (by_on) WHERE kept_on IS NULL;

-- The rolls that are missing, whatever lies behind.
CREATE INDEX group_session_no_roll ON group_session (starts_on)
    WHERE status = 'planned' AND roll_done_at IS NULL;

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
