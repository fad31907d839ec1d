import type pg from 'pg';
import type { Browser } from './panel.fixture.ts';

/** Whatever a panel's reader does that asks the database, on a database that `npm run seed:large` filled. */
export async function visitsOf(pool: pg.Pool, team: string): Promise<{ name: string; path: string }[]> {
  const { rows } = await pool.query<{ id: string; text: string; at: Date }>(
    `SELECT e.discussion_id AS id, body ->> 'text' AS text, e.at FROM discussion d JOIN event e ON e.discussion_id = d.id AND e.type = 'said'
     WHERE d.team = $1 AND d.status = 'completed' ORDER BY d.created_at DESC OFFSET 100 LIMIT 1`,
    [team],
  );
  const [some] = rows;
  if (!some) throw new Error('This database is not filled');
  const rare = some.text.split(' ').at(-1)?.replace('.', '') ?? '';
  const phrase =
    some.text
      .split(/[.?!。]/u)[0]
      ?.split(' ')
      .slice(0, 3)
      .join(' ') ?? '';
  const { rows: topics } = await pool.query<{ id: string }>(
    'SELECT topic_id AS id FROM topic_use u JOIN topic t ON t.id = topic_id WHERE team = $1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
    [team],
  );
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const search = (name: string, q: string) => ({ name: `search: ${name}`, path: `/do/search?${new URLSearchParams({ q })}` });
  const list = (name: string, query: Record<string, string>) => ({
    name: `list: ${name}`,
    path: `/do/discussions?${new URLSearchParams(query)}`,
  });
  const middle = `${some.at.toISOString()} ${some.id}`;
  return [
    { name: 'dashboard', path: '/do/dashboard' },
    list('newest', {}),
    list('from the middle', { before: middle }),
    list('old ones', { before: `${day(500)}T00:00:00Z 00000000-0000-0000-0000-000000000000` }),
    ...['draft', 'running', 'paused', 'completed', 'cancelled', 'failed'].map((status) => list(status, { status })),
    list('council', { format: 'council' }),
    list('a format that there is not', { format: 'nothing' }),
    list('failed councils', { format: 'council', status: 'failed' }),
    list('since a week', { since: day(7) }),
    list('topic, frequent word', { topic: 'the' }),
    list('topic, rare word', { topic: rare }),
    list('topic, two words', { topic: 'price bus' }),
    list('topic, failed', { topic: 'the of', status: 'failed' }),
    search('rare word', rare),
    search('word that nobody said', 'zzyzxqq'),
    search('frequent word', 'the'),
    search('word of a few in a hundred', 'price'),
    search('two frequent words', 'the of'),
    search('frequent phrase', '"of the"'),
    search('phrase', `"${phrase}"`),
    search('phrase that nobody said', '"the the the the"'),
    search('three words', 'price school ticket'),
    search('all but', 'the -of -and -to'),
    search('beginning of a word that nobody said', 'zzyzx*'),
    search('a word and a beginning', 'price tick*'),
    search('beginning of a word', 'tick*'),
    search('beginning of many words', 'the*'),
    search('Chinese', '价格'),
    search('Chinese, long', '城市公交免费'),
    { name: 'search further back', path: `/do/search?${new URLSearchParams({ q: 'price', before: `${day(300)}T00:00:00Z` })}` },
    { name: 'discussion', path: `/do/discussions/${some.id}` },
    { name: 'transcript', path: `/do/discussions/${some.id}/lines` },
    { name: 'report', path: `/do/discussions/${some.id}/report` },
    { name: 'topics to choose', path: '/do/topics' },
    { name: 'topic', path: `/do/topics/${topics[0]?.id}` },
    { name: 'pool', path: '/do/pool' },
    { name: 'use of personas', path: '/do/personas/use' },
    { name: 'members', path: '/do/members' },
    ...['personas', 'casts', 'topics', 'audit'].map((table) => ({
      name: `table: ${table}`,
      path: `/api/resources/${table}/actions/list`,
    })),
    { name: 'table: topics, filtered', path: '/api/resources/topics/actions/list?filters.title=zz' },
    { name: 'table: personas, filtered', path: '/api/resources/personas/actions/list?filters.name=ab' },
    { name: 'table: audit, last page', path: '/api/resources/audit/actions/list?page=400' },
    { name: 'table: audit, beyond', path: '/api/resources/audit/actions/list?page=40000' },
    { name: 'table: audit, filtered', path: '/api/resources/audit/actions/list?filters.action=speed' },
    { name: 'table: audit, nothing found', path: '/api/resources/audit/actions/list?filters.action=zzz' },
    { name: 'table: audit, in other order', path: '/api/resources/audit/actions/list?sortBy=actor&direction=asc' },
    {
      name: 'table: audit, a month',
      path: `/api/resources/audit/actions/list?filters.at~~from=${day(60)}&filters.at~~to=${day(30)}&filters.actor=Member`,
    },
  ];
}

/** Opens it as the page does. Throws where it cannot be opened. */
export async function visit(browser: Browser, path: string): Promise<string> {
  const answer = await browser.get(`/admin${path}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return answer.text();
}
