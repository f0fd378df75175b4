-- All weekly figures in DuckDB's SQL: what house/statistics.py is timed beside, and compared with.
-- `h` is the house, attached or copied. Parameters: $first and $last are Mondays, $as_of a day.
WITH
weeks AS (
    SELECT monday::DATE AS monday, strftime(monday, '%G-W%V') AS week,
        least(monday::DATE + 6, $as_of::DATE) AS ends
    FROM generate_series($first::DATE, $last::DATE, INTERVAL 7 DAY) AS series (monday)
),
enquiries AS (
    SELECT arrived_week AS week, count(*) AS enquiries,
        count(*) FILTER (citizen_id IS NULL) AS anonymous,
        count(*) FILTER (channel = 'walk_in') AS walk_in,
        count(*) FILTER (channel = 'phone') AS phone,
        count(*) FILTER (channel = 'digital') AS digital,
        count(*) FILTER (channel = 'letter') AS letter,
        count(*) FILTER (channel = 'outreach') AS outreach,
        count(*) FILTER (channel = 'partner') AS partner,
        count(*) FILTER (outcome = 'helped') AS helped,
        count(*) FILTER (met_on::DATE <= $as_of::DATE) AS met,
        quantile_cont(waited_s, [0.5, 0.9])
            FILTER (channel = 'walk_in' AND met_on::DATE <= $as_of::DATE) AS waits,
        count(*) FILTER (
            channel = 'walk_in' AND met_on::DATE <= $as_of::DATE AND waited_s <= 300
        ) AS soon,
        count(*) FILTER (outcome = 'left_without_help') AS left_without_help
    FROM h.enquiry
    WHERE arrived_week BETWEEN strftime($first::DATE, '%G-W%V') AND strftime($last::DATE, '%G-W%V')
        AND arrived_on::DATE <= $as_of::DATE
    GROUP BY arrived_week
),
newcomers AS (
    SELECT date_trunc('week', first_on)::DATE AS monday, count(*) AS new
    FROM (
        SELECT min(arrived_on)::DATE AS first_on FROM h.enquiry
        WHERE citizen_id IS NOT NULL GROUP BY citizen_id
    )
    WHERE first_on <= $as_of::DATE GROUP BY 1
),
conversations AS (
    SELECT held_week AS week, count(*) AS conversations FROM h.conversation
    WHERE state = 'held' AND held_on::DATE <= $as_of::DATE GROUP BY 1
),
courses AS (
    SELECT id, citizen_id, opened_on::DATE AS opened, check_days::INTEGER AS check_days,
        CASE WHEN closed_on::DATE <= $as_of::DATE THEN closed_on::DATE END AS closed
    FROM h.course WHERE opened_on::DATE <= $as_of::DATE
),
returns AS (
    SELECT DISTINCT courses.citizen_id, enquiry.arrived_on::DATE AS day
    -- An ASOF join finds something for a course that is open, too.
    FROM (FROM courses WHERE closed IS NOT NULL) AS courses ASOF JOIN h.enquiry AS enquiry
        ON courses.citizen_id = enquiry.citizen_id AND courses.closed < enquiry.arrived_on::DATE
    WHERE enquiry.arrived_on::DATE <= $as_of::DATE
),
rests AS (
    SELECT pause.course_id,
        list({
            'day': first_on::DATE,
            'days': (coalesce(last_on::DATE, courses.closed, $as_of::DATE)
                - first_on::DATE + 1)::INTEGER
        } ORDER BY first_on, last_on) AS pauses
    FROM h.course_pause AS pause JOIN courses ON courses.id = pause.course_id
    WHERE first_on::DATE <= $as_of::DATE GROUP BY pause.course_id
),
due_days AS (
    SELECT courses.id, courses.closed, CASE
        WHEN pauses IS NULL THEN opened + check_days
        ELSE list_reduce(
            list_prepend({'day': opened + check_days, 'days': 0::INTEGER}, pauses),
            lambda so_far, pause: CASE
                WHEN pause.day <= so_far.day
                THEN {'day': so_far.day + pause.days, 'days': 0::INTEGER}
                ELSE so_far
            END
        ).day END AS due
    FROM courses LEFT JOIN rests ON rests.course_id = courses.id
),
done_days AS (
    SELECT course_id, min(decided_on)::DATE AS done FROM h.check_decision
    WHERE decided_on::DATE <= $as_of::DATE GROUP BY course_id
),
checks AS (
    SELECT due, done FROM due_days LEFT JOIN done_days ON done_days.course_id = due_days.id
    WHERE done IS NOT NULL OR closed IS NULL OR closed >= due
),
-- What happens on a day: what a week counts of it, and what it adds to those of a kind from then on.
events (day, what, open_, past, overdue) AS (
    SELECT opened, 'opened', 1, 0, 0 FROM courses
    UNION ALL SELECT closed, 'closed', -1, 0, 0 FROM courses WHERE closed IS NOT NULL
    UNION ALL SELECT opened + 141, '', 0, 1, 0 FROM courses
    UNION ALL SELECT greatest(opened + 141, closed), '', 0, -1, 0 FROM courses
        WHERE closed IS NOT NULL
    UNION ALL SELECT day, 'returned', 0, 0, 0 FROM returns
    UNION ALL SELECT due, 'due', 0, 0, 1 FROM checks
    UNION ALL SELECT done, 'done', 0, 0, 0 FROM checks WHERE done IS NOT NULL
    UNION ALL SELECT greatest(due, done), '', 0, 0, -1 FROM checks WHERE done IS NOT NULL
),
by_week AS (
    SELECT greatest(date_trunc('week', day)::DATE, $first::DATE) AS monday,
        count(*) FILTER (what = 'opened' AND day >= $first::DATE) AS opened,
        count(*) FILTER (what = 'closed' AND day >= $first::DATE) AS closed,
        count(*) FILTER (what = 'returned' AND day >= $first::DATE) AS returned,
        count(*) FILTER (what = 'due' AND day >= $first::DATE) AS due,
        count(*) FILTER (what = 'done' AND day >= $first::DATE) AS done,
        sum(open_) AS open_, sum(past) AS past, sum(overdue) AS overdue
    FROM events WHERE day <= $as_of::DATE GROUP BY 1
),
slots AS (
    SELECT starts_week AS week,
        count(*) FILTER (status IN ('booked', 'attended', 'no_show')) AS booked,
        count(*) FILTER (status = 'attended') AS attended,
        count(*) FILTER (status = 'no_show') AS no_show,
        count(*) FILTER (status IN ('cancelled_citizen', 'cancelled_house')) AS cancelled
    FROM h.slot WHERE starts_on::DATE <= $as_of::DATE GROUP BY 1
),
meetings AS (
    SELECT id, starts_week AS week FROM h.group_session
    WHERE status = 'held' AND starts_on::DATE <= $as_of::DATE
),
groups AS (SELECT week, count(*) AS sessions FROM meetings GROUP BY week),
marks AS (
    SELECT week, count(*) AS attendances, count(DISTINCT citizen_id) AS participants
    FROM meetings JOIN h.attendance AS mark ON mark.session_id = meetings.id
    WHERE mark.status IN ('present', 'drop_in') GROUP BY week
),
sent AS (
    SELECT sent_week AS week, count(*) AS sent FROM h.referral
    WHERE sent_on::DATE <= $as_of::DATE GROUP BY 1
),
answered AS (
    SELECT decided_week AS week, count(*) AS answered FROM h.referral
    WHERE decided_on::DATE <= $as_of::DATE GROUP BY 1
),
tries AS (
    SELECT tried_week AS week, count(*) AS attempts, count(*) FILTER (contact = 1) AS contacts
    FROM h.outreach_attempt LEFT JOIN h.outreach_result AS result ON result.code = result
    WHERE tried_on::DATE <= $as_of::DATE GROUP BY 1
)
SELECT weeks.week, weeks.monday, weeks.monday + 6 AS sunday,
    coalesce(enquiries, 0), coalesce(anonymous, 0), coalesce(new, 0),
    coalesce(enquiries - anonymous - coalesce(new, 0), 0),
    coalesce(walk_in, 0), coalesce(phone, 0), coalesce(digital, 0), coalesce(letter, 0),
    coalesce(outreach, 0), coalesce(partner, 0), coalesce(helped, 0), coalesce(met, 0),
    waits[1] / 60, waits[2] / 60, coalesce(soon, 0), coalesce(left_without_help, 0),
    coalesce(conversations, 0), coalesce(opened, 0), coalesce(closed, 0),
    coalesce(sum(open_) OVER until_then, 0), coalesce(sum(past) OVER until_then, 0),
    coalesce(returned, 0),
    coalesce(booked, 0), coalesce(attended, 0), coalesce(no_show, 0), coalesce(cancelled, 0),
    coalesce(sessions, 0), coalesce(attendances, 0), coalesce(participants, 0),
    coalesce(due, 0), coalesce(done, 0), coalesce(sum(overdue) OVER until_then, 0),
    coalesce(sent, 0), coalesce(answered, 0), coalesce(attempts, 0), coalesce(contacts, 0)
FROM weeks
    LEFT JOIN enquiries ON enquiries.week = weeks.week
    LEFT JOIN newcomers ON newcomers.monday = weeks.monday
    LEFT JOIN conversations ON conversations.week = weeks.week
    LEFT JOIN by_week ON by_week.monday = weeks.monday
    LEFT JOIN slots ON slots.week = weeks.week
    LEFT JOIN groups ON groups.week = weeks.week
    LEFT JOIN marks ON marks.week = weeks.week
    LEFT JOIN sent ON sent.week = weeks.week
    LEFT JOIN answered ON answered.week = weeks.week
    LEFT JOIN tries ON tries.week = weeks.week
WINDOW until_then AS (ORDER BY weeks.monday)
ORDER BY weeks.monday
