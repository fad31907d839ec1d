-- One batch: numbers $FROM to $TO.
TRUNCATE fresh;
INSERT INTO fresh
SELECT r.n, md5('$SEED/' || r.n)::uuid, o.original, CASE WHEN t = 1 THEN 'default' WHEN t % 2 = 0 THEN 'discord:' || (81234567890123456 + t) ELSE 'slack:T0' || (100000 + t) END,
  'm' || pg_temp.zipf(r.n, $SEED + 2, 12), at, status, v.provider, v.model, v.dollars
FROM generate_series($FROM::bigint, $TO::bigint) r(n)
CROSS JOIN LATERAL (SELECT pg_temp.zipf(n, $SEED + 1, $TEAMS) AS t,
  -- More of late than two years ago, and written in the order of time.
  now() - interval '3 minutes' - make_interval(secs => 63072000 * (1 - sqrt((n - pg_temp.u(n, $SEED + 3)) / $ALL))) AS at,
  pg_temp.u(n, $SEED + 4) AS s, pg_temp.u(n, $SEED + 5) AS which) c
CROSS JOIN LATERAL (SELECT original FROM original WHERE upto >= which ORDER BY upto LIMIT 1) o
CROSS JOIN LATERAL (SELECT CASE WHEN s < 0.86 THEN 'completed' WHEN s < 0.92 THEN 'cancelled' WHEN s < 0.96 THEN 'failed' WHEN s < 0.998 THEN 'draft' WHEN s < 0.9995 THEN 'paused' ELSE 'running' END AS status) st
JOIN voice v ON v.n = pg_temp.zipf(r.n, $SEED + 6, 5);

INSERT INTO discussion (id, origin, brief, topic, format, status, report_status, started_by, team, seq, created_at, begun_at, ended_at)
SELECT f.id, 'seed/$SEED/' || n, o.brief || jsonb_build_object('topic', topic, 'provider', f.provider, 'model', f.model), topic, o.format, f.status,
  CASE WHEN f.status IN ('completed', 'cancelled') THEN 'ready' ELSE 'none' END,
  jsonb_build_object('id', f.member, 'name', 'Member ' || substr(f.member, 2)), f.team,
  o.events, f.at, CASE WHEN f.status <> 'draft' THEN f.at END, CASE WHEN f.status IN ('completed', 'cancelled') THEN f.at + interval '20 minutes' END
FROM fresh f JOIN original o USING (original)
CROSS JOIN LATERAL (SELECT 'Should ' || string_agg((SELECT word FROM word WHERE n = pg_temp.zipf(f.n * 64 + i, $SEED + 9, $WORDS / 10)), ' ') || '?' AS topic
  FROM generate_series(1, 5) i) t;

INSERT INTO event (discussion_id, seq, key, type, body, at, deliver_at, team)
SELECT f.id, e.seq, e.key, e.type,
  CASE WHEN e.type IN ('said', 'asked') THEN e.body || jsonb_build_object('text', (
      SELECT string_agg((SELECT text FROM sentence WHERE n = pg_temp.pick((f.n * 4096 + e.seq) * 8 + i, $SEED + 10, $WORDS)), ' ')
      FROM generate_series(1, 1 + e.seq % 4) i)
      || ' ' || (SELECT word FROM word WHERE word.n = pg_temp.pick(f.n * 4096 + e.seq, $SEED + 11, $WORDS)) || '.')
    WHEN e.type = 'opened' THEN e.body || jsonb_build_object('brief', d.brief)
    ELSE e.body END,
  f.at + e.after, f.at + e.after, CASE WHEN e.type IN ('said', 'asked') THEN f.team END
FROM fresh f JOIN discussion d USING (id) JOIN original_event e USING (original)
WHERE CASE f.status WHEN 'draft' THEN e.seq <= 2 WHEN 'completed' THEN true WHEN 'cancelled' THEN true ELSE e.part < 0.6 END;

INSERT INTO call (discussion_id, step_key, attempt, state, provider, model, outcome, reason, input, cached, output, cost, opened_at, settled_at)
SELECT f.id, c.step_key, 2 * c.attempt - 1 + a.n, 'settled', f.provider, f.model, CASE WHEN a.n = trouble AND a.n > 0 OR trouble = 0 THEN 'reply' ELSE 'error' END,
  CASE WHEN a.n < trouble THEN 'The server of the provider is busy.' END, input, 0, output,
  CASE WHEN a.n < trouble THEN 0 ELSE round(((input + 4 * output) * f.dollars / 1000000)::numeric, 8) END,
  f.at + c.after, f.at + c.after + interval '2 seconds'
FROM fresh f JOIN original_call c USING (original)
CROSS JOIN LATERAL (SELECT (pg_temp.u(f.n * 4096 + c.n, $SEED + 12) < 0.03)::int AS trouble) r
CROSS JOIN LATERAL generate_series(0, trouble) a(n)
WHERE f.status <> 'draft';

UPDATE discussion d SET spent = c.spent, seq = e.seq
FROM fresh f
CROSS JOIN LATERAL (SELECT coalesce(sum(cost), 0) AS spent FROM call WHERE discussion_id = f.id) c
CROSS JOIN LATERAL (SELECT max(seq) AS seq FROM event WHERE discussion_id = f.id) e
WHERE d.id = f.id;

INSERT INTO rating (discussion_id, member, value, at)
SELECT id, member, CASE WHEN n % 3 = 0 THEN 'down' ELSE 'up' END, at FROM fresh WHERE status = 'completed' AND n % 5 = 0;

INSERT INTO topic_use (topic_id, discussion_id)
SELECT t.id, f.id FROM fresh f
JOIN LATERAL (SELECT id FROM seeded_topic t WHERE t.team = f.team AND t.n >= pg_temp.pick(f.n, $SEED + 13, 400) ORDER BY t.n LIMIT 1) t ON true
WHERE f.n % 4 = 0 ON CONFLICT DO NOTHING;

INSERT INTO audit (team, at, actor_id, actor, action, thing, thing_id, after)
SELECT f.team, f.at + make_interval(mins => i), f.member, 'Member ' || substr(f.member, 2),
  (ARRAY['started', 'paused', 'resumed', 'stopped', 'question asked', 'changed', 'forked', 'speed changed'])[pg_temp.zipf(f.n * 8 + i, $SEED + 14, 8)],
  CASE WHEN pg_temp.u(f.n * 8 + i, $SEED + 15) < 0.97 THEN 'discussion' ELSE 'persona' END, f.id::text, jsonb_build_object('number', f.n)
FROM fresh f CROSS JOIN generate_series(1, 4) i WHERE f.status <> 'draft';
