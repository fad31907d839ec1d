-- What the teams have beside their discussions.
CREATE TEMP TABLE house AS SELECT t AS n, CASE WHEN t = 1 THEN 'default' WHEN t % 2 = 0 THEN 'discord:' || (81234567890123456 + t) ELSE 'slack:T0' || (100000 + t) END AS team FROM generate_series(1, $TEAMS) t;
INSERT INTO member (id, team, name, role, chat_user, created_at)
SELECT gen_random_uuid(), team, 'Member ' || m, CASE m WHEN 1 THEN 'admin' WHEN 2 THEN 'editor' ELSE 'viewer' END, 'm' || m, now() - interval '2 years'
FROM house, generate_series(1, 12) m ON CONFLICT DO NOTHING;
INSERT INTO team_persona (id, team, owner_id, shared, name, field, age, gender, profession, openness, rigor, critical_thinking, optimism, knowledge,
  years_of_experience, views, stance, style, behaviour, voice, face, created_at, updated_at)
SELECT 'seeded-' || h.n || '-' || p, team, 'm1', p % 7 > 0, initcap(a.word) || ' ' || initcap(b.word), 'business', 20 + p % 60, CASE p % 2 WHEN 0 THEN 'female' ELSE 'male' END,
  c.word || ' maker', 1 + p % 10, 1 + p / 2 % 10, 1 + p / 3 % 10, 1 + p / 5 % 10, ARRAY[a.word, b.word], p % 30,
  ARRAY[s.text], (ARRAY['support', 'oppose', 'neutral', 'critical'])[1 + p % 4], (ARRAY['formal', 'casual', 'technical', 'storytelling'])[1 + p % 4],
  (ARRAY['active', 'passive', 'balanced'])[1 + p % 3], s.text, 'seeded-' || h.n || '-' || p, now(), now() - make_interval(days => p)
FROM house h, generate_series(1, 200) p, word a, word b, word c, sentence s
WHERE a.n = 1 + (h.n * 211 + p) % $WORDS AND b.n = 1 + (h.n * 331 + 7 * p) % $WORDS AND c.n = 1 + (90 + 11 * p) % $WORDS AND s.n = 1 + (h.n * 200 + p) % $WORDS
ON CONFLICT DO NOTHING;
CREATE TEMP TABLE seeded_topic AS
SELECT gen_random_uuid() AS id, team, i AS n, initcap(a.word) || ' or ' || b.word AS title, make_interval(hours => i) AS age
FROM house h, generate_series(1, 400) i, word a, word b WHERE a.n = 1 + (h.n * 401 + i) % $WORDS AND b.n = 1 + (13 * i) % $WORDS;
CREATE INDEX ON seeded_topic (team, n);
ANALYZE seeded_topic;
INSERT INTO topic (id, team, title, template, created_by, created_at, updated_at)
SELECT id, team, title, n % 10 = 0, 'm1', now() - age, now() - age FROM seeded_topic;
INSERT INTO team_cast (id, team, name, personas, updated_at)
SELECT gen_random_uuid(), team, 'Cast ' || c, ARRAY['seeded-' || h.n || '-' || c, 'seeded-' || h.n || '-' || c + 1], now() FROM house h, generate_series(1, 30) c
ON CONFLICT DO NOTHING;
CREATE TEMP TABLE fresh (n bigint, id uuid, original int, team text, member text, at timestamptz(3), status text, provider text, model text, dollars float8);
CREATE TEMP TABLE voice (n int, provider text, model text, dollars float8);
INSERT INTO voice VALUES (1, 'openai', 'gpt-5-mini', 0.25), (2, 'anthropic', 'claude-sonnet-4-5', 3), (3, 'openai', 'gpt-5', 1.25), (4, 'rehearsal', 'rehearsal', 0), (5, 'anthropic', 'claude-haiku-4-5', 1);
