-- Words that are drawn as people use them: the n-th most frequent 1/n times as often as the first.
CREATE FUNCTION pg_temp.u(x bigint, k bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
  RETURN (hashint8extended(x, k) & 9007199254740991)::float8 / 9007199254740992;
CREATE FUNCTION pg_temp.pick(x bigint, k bigint, of int) RETURNS int LANGUAGE sql IMMUTABLE
  RETURN 1 + floor(pg_temp.u(x, k) * of)::int;
CREATE FUNCTION pg_temp.zipf(x bigint, k bigint, of int) RETURNS int LANGUAGE sql IMMUTABLE
  RETURN least(of, floor(exp(pg_temp.u(x, k) * ln(of + 1)))::int);

CREATE TEMP TABLE word (n int PRIMARY KEY, word text NOT NULL);
INSERT INTO word
SELECT n, coalesce(common[n], s1[1 + n % 20] || s2[1 + (n / 20) % 16] || s1[1 + (n / 320) % 20] || s2[1 + (n / 6400) % 16] || CASE WHEN n > 102400 THEN s3[1 + (n / 102400) % 8] ELSE '' END)
FROM generate_series(1, $WORDS) n,
  (SELECT string_to_array('the of and to a in that is it we for not on this with you they are what have if people price would think but about one our more time just bus city do can there know then work every when pay no because who less week who money years home cost nobody right trial always never ticket school driver enough street morning question reason number point risk tax family', ' ') AS common,
    string_to_array('b br c ch d f fl g gr h j k l m n p pr s st t', ' ') AS s1,
    string_to_array('a ai an ar e ea el en i in o on or ou u un', ' ') AS s2,
    string_to_array('t ld ss nk rd m x ft', ' ') AS s3) parts;
ANALYZE word;

CREATE TEMP TABLE sentence (n int PRIMARY KEY, text text NOT NULL);
INSERT INTO sentence
SELECT n, upper(left(line, 1)) || substr(line, 2) || CASE n % 9 WHEN 0 THEN '?' WHEN 1 THEN '!' ELSE '.' END
FROM generate_series(1, $WORDS) s(n) CROSS JOIN LATERAL (
  SELECT string_agg((SELECT word FROM word w WHERE w.n = pg_temp.zipf(s.n * 64::bigint + i, $SEED, $WORDS)), ' ') AS line
  FROM generate_series(1, 7 + n % 12) i) l;
-- One of forty is Chinese.
UPDATE sentence SET text = (
  SELECT string_agg(substr('价格很好我们城市公交免费学校时间问题成本家庭司机早上街道风险税收数字理由认为应该因为所以但是如果', pg_temp.zipf(n * 64::bigint + i, $SEED + 7, 45), 1), '' ORDER BY i)
  FROM generate_series(1, 9 + n % 14) i) || '。' WHERE n % 40 = 0;
ANALYZE sentence;
