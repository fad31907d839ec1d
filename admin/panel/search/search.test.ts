import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrisma } from '../../../prisma/client.ts';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { freshDatabase } from '../../../prisma/test-database.ts';
import { tokensOf } from '../days.ts';
import { askedFor } from './ask.ts';
import { headline } from './headline.ts';
import { newestFirst } from './newest-first.ts';
import { searchTopics, searchTurns } from './search.ts';

describe('headline', () => {
  it('marks whole words in any case, beginnings with a star, and signs of Chinese as one piece', () => {
    expect(headline('The PRICE, not the prices.', "'price'")).toBe('The \u0002PRICE\u0003, not the prices.');
    expect(headline('Tickets and a ticket', "!'and'", ['tick'])).toBe('\u0002Tickets\u0003 and a \u0002ticket\u0003');
    expect(headline('今天价格很好', "'价' <-> '格'")).toBe('今天\u0002价格\u0003很好');
    expect(headline('<script>price</script>', "'price'")).toBe('<script>\u0002price\u0003</script>');
  });
  it('shows the piece in which most of it is said', () => {
    const text = `price ${'word '.repeat(200)} price of tickets ${'word '.repeat(200)}`;
    const piece = headline(text, "'price'", ['ticket']);
    expect(piece).toContain('\u0002price\u0003 of \u0002tickets\u0003');
    expect(piece.split(' ').length).toBeLessThan(45);
    expect(piece.startsWith('… ')).toBe(true);
  });
});

describe('what is asked for', () => {
  it('takes typographic quotes for quotes, stars for beginnings, and Chinese for phrases', () => {
    expect(askedFor('“free buses” tick* -car')).toEqual({ words: '"free buses"   -car', beginnings: ['tick'] });
    expect(askedFor('价格 AI公交')).toEqual({ words: ' "价 格"  AI "公 交" ', beginnings: [] });
    expect(askedFor('a* 3* (x*) "in quo*"').beginnings).toEqual([]);
  });
});

describe('newest first', () => {
  const day = 86_400_000;
  const now = new Date(20_000 * day + day / 2);
  const walk = (perDay: number, most: number, days = 2_000) => {
    const looks: number[] = [];
    const walked = newestFirst({
      team: 't',
      until: now,
      oldest: new Date((20_000 - days) * day),
      most,
      budget: 3_000,
      async look(tokens) {
        const length = tokens.reduce((sum, token) => sum + (token.startsWith('m:') ? 32 : 1), 0);
        looks.push(length);
        return { looked: Math.floor(perDay * length), found: [] as { at: Date }[] };
      },
    });
    return walked.then((answer) => ({ ...answer, looks }));
  };
  it('covers years of silence in a few steps', async () => {
    const { looks, before } = await walk(0, 60);
    expect(looks.reduce((a, b) => a + b, 0)).toBe(2_001);
    expect(looks.length).toBeLessThan(9);
    expect(before).toBeUndefined();
  });
  it('gives up after some thousand rows, and says from where to go on', async () => {
    const { looks, before } = await walk(400, 60);
    const days = looks.reduce((a, b) => a + b, 0);
    expect(days * 400).toBeLessThan(5_000);
    expect(before).toEqual(new Date((20_001 - days) * day));
  });
  it('names whole pieces of 32 days where it can', () => {
    expect(tokensOf('t', 30, 66)).toEqual(['d:30:t', 'd:31:t', 'm:1:t', 'd:64:t', 'd:65:t']);
  });
});

describe('search', () => {
  let pool: pg.Pool;
  let prisma: PrismaClient;
  const turns: { text: string; ago: number; team?: string }[] = [
    { text: 'Buses cost “nothing” — that’s the price of it.', ago: 0 },
    { text: 'The price of a ticket', ago: 3 },
    { text: 'Of the price nobody speaks', ago: 40 },
    { text: '我们城市的公交价格很好。', ago: 200 },
    { text: 'A xylophone in the bus', ago: 700 },
    { text: 'The price of secrets', ago: 1, team: 'slack:other' },
  ];
  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: await freshDatabase() });
    prisma = openPrisma(pool);
    for (const [i, { text, ago, team = 'default' }] of turns.entries()) {
      const id = randomUUID();
      await pool.query(
        `INSERT INTO discussion (id, origin, brief, topic, format, status, started_by, team, created_at)
         VALUES ($1, $2, '{}', $3, 'focus-group', 'completed', '{}', $4, now() - make_interval(days => $5))`,
        [id, `o${i}`, `About ${text}`, team, ago],
      );
      await pool.query(
        `INSERT INTO event (discussion_id, seq, key, type, body, at, deliver_at, team)
         SELECT id, 3, 'k', 'said', jsonb_build_object('text', $2::text), created_at, created_at, team FROM discussion WHERE id = $1`,
        [id, text],
      );
    }
  });
  afterAll(() => pool.end());

  const found = async (query: string, before?: Date) =>
    (await searchTurns(prisma, 'default', query, before)).hits.map(({ text }) =>
      turns.findIndex((turn) => turn.text === text.replaceAll('\u0002', '').replaceAll('\u0003', '')),
    );

  it('finds words in any script, phrases, beginnings and what is left out, newest first', async () => {
    expect(await found('price')).toEqual([0, 1, 2]);
    expect(await found('"price of"')).toEqual([0, 1]);
    expect(await found('“the price”')).toEqual([0, 1, 2]);
    expect(await found('nothing')).toEqual([0]);
    expect(await found('价格')).toEqual([3]);
    expect(await found('格价')).toEqual([]);
    expect(await found('xylo*')).toEqual([4]);
    expect(await found('price -ticket')).toEqual([0, 2]);
    expect(await found('price or xylophone')).toEqual([0, 1, 2, 4]);
    expect(await found('secrets')).toEqual([]);
    expect(await found('… — “')).toEqual([]);
    expect(await found('the tick*')).toEqual([1]);
    await expect(found('-price')).rejects.toThrow(/at least one word/u);
    await expect(found('price or -bus')).rejects.toThrow(/at least one word/u);
  });
  it('goes on from where it is told', async () => {
    expect(await found('price', new Date(Date.now() - 86_400_000))).toEqual([1, 2]);
  });
  it('finds topics of the team', async () => {
    const { found: topics, before } = await searchTopics(prisma, 'default', 'price');
    expect(topics).toHaveLength(3);
    expect(before).toBeUndefined();
  });
});
