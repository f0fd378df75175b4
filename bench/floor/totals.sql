-- The running totals in DuckDB's SQL, all of them since the first day: beside figures.sql.
WITH
courses AS (
    SELECT id, ref, citizen_id, opened_on::DATE AS opened, onward_support, formerly_assessed,
        CASE WHEN closed_on::DATE <= $as_of::DATE THEN closed_on::DATE END AS closed
    FROM h.course WHERE opened_on::DATE <= $as_of::DATE
),
last AS (
    SELECT citizen_id, assessed = 1 AS onward, formerly_assessed = 'yes' AS formerly
    FROM courses LEFT JOIN h.onward_support AS support ON support.code = onward_support
    WHERE closed IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY citizen_id ORDER BY closed DESC, opened DESC, ref IS NULL DESC, ref DESC, id DESC
    ) = 1
),
back AS (
    SELECT DISTINCT courses.citizen_id
    FROM (FROM courses WHERE closed IS NOT NULL) AS courses ASOF JOIN h.enquiry AS enquiry
        ON courses.citizen_id = enquiry.citizen_id AND courses.closed < enquiry.arrived_on::DATE
    WHERE enquiry.arrived_on::DATE <= $as_of::DATE
),
sent AS (
    SELECT citizen_id, sent_on::DATE AS day FROM h.referral WHERE sent_on::DATE <= $as_of::DATE
),
contacts AS (
    SELECT citizen_id, coalesce(min(day) FILTER (came), min(day)) AS day
    FROM (
        SELECT citizen_id, arrived_on::DATE AS day, true AS came FROM h.enquiry
        WHERE citizen_id IS NOT NULL AND arrived_on::DATE <= $as_of::DATE
        UNION ALL SELECT citizen_id, opened, false FROM courses
        UNION ALL SELECT citizen_id, day, false FROM sent
    )
    GROUP BY citizen_id
),
matured AS (SELECT citizen_id, day FROM contacts WHERE day + 28 < $as_of::DATE),
lasted AS (SELECT (closed - opened) / 7 AS weeks FROM courses WHERE closed IS NOT NULL)
SELECT
    (SELECT count(*) FROM h.enquiry WHERE arrived_on::DATE <= $as_of::DATE),
    (SELECT count(DISTINCT citizen_id) FROM courses),
    (SELECT count(*) FROM last),
    (SELECT count(*) FROM last WHERE onward),
    (SELECT count(*) FROM last WHERE formerly),
    (SELECT count(*) FROM last WHERE formerly AND NOT coalesce(onward, false)),
    (SELECT count(*) FROM back),
    (SELECT count(DISTINCT matured.citizen_id) FROM matured JOIN sent
        ON sent.citizen_id = matured.citizen_id
        AND sent.day BETWEEN matured.day AND matured.day + 28),
    (SELECT count(*) FROM matured),
    (SELECT coalesce(sum(bypassed), 0) FROM h.bypass_month
        WHERE (month || '-01')::DATE + INTERVAL 1 MONTH - INTERVAL 1 DAY <= $as_of::DATE),
    (SELECT coalesce(sum(services), 0) FROM h.bypass_month
        WHERE (month || '-01')::DATE + INTERVAL 1 MONTH - INTERVAL 1 DAY <= $as_of::DATE),
    (SELECT quantile_cont(weeks, 0.5) FROM lasted),
    (SELECT min(weeks) FROM lasted),
    (SELECT max(weeks) FROM lasted)
