import type { Pool } from 'pg';
import type { Speaker } from '../types.ts';
import { translated } from './database-error.ts';
import { storable } from './rows.ts';
import type { Share, ShareStore } from './shares.ts';

type Row = {
  id: string;
  slug: string;
  team: string;
  discussion: string;
  password: string | null;
  transcript: boolean;
  names: boolean;
  createdBy: Speaker;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  visits: number;
  visitedAt: Date | null;
};

const COLUMNS = `id, slug, team, discussion_id as discussion, password, transcript, names, created_by as "createdBy",
  created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", visits, visited_at as "visitedAt"`;
const OPEN = 'revoked_at is null and (expires_at is null or expires_at > now())';

const GUESS = `
  update share set
    tries = case when tries_from > now() - $2::int * interval '1 millisecond' then tries + 1 else 1 end,
    tries_from = case when tries_from > now() - $2::int * interval '1 millisecond' then tries_from else now() end
  where id = $1 returning tries`;

/** Shares on PostgreSQL. The pool is its owner's. */
export function postgresShares(pool: Pool): ShareStore {
  async function query<T extends object = Row>(name: string, text: string, values: unknown[]): Promise<T[]> {
    try {
      return (await pool.query<T>({ name, text, values })).rows;
    } catch (error) {
      throw translated(error);
    }
  }

  return {
    async create({ slug, team, discussion, password, transcript, names, createdBy, expiresAt }) {
      const [row] = await query(
        'share-create',
        `insert into share (id, slug, team, discussion_id, password, transcript, names, created_by, expires_at)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7::jsonb, $8) returning ${COLUMNS}`,
        [slug, team, discussion, password ?? null, transcript, names, storable(createdBy), expiresAt ?? null],
      );
      if (!row) throw new Error('A share that was written comes back');
      return toShare(row);
    },
    async list(team, discussion) {
      const text = `select ${COLUMNS} from share where team = $1 and ($2::uuid is null or discussion_id = $2)
        order by created_at desc limit 1000`;
      return (await query('share-list', text, [team, discussion ?? null])).map(toShare);
    },
    async revoke(team, slug) {
      const text = 'update share set revoked_at = now() where team = $1 and slug = $2 and revoked_at is null returning id';
      return (await query('share-revoke', text, [team, slug])).length > 0;
    },
    async open(slug) {
      const [row] = await query('share-open', `select ${COLUMNS} from share where slug = $1 and ${OPEN}`, [slug]);
      return row && { ...toShare(row), ...(row.password !== null && { password: row.password }) };
    },
    async visited(id) {
      await query('share-visited', 'update share set visits = visits + 1, visited_at = now() where id = $1', [id]);
    },
    async guessed(id, windowMs) {
      const [row] = await query<{ tries: number }>('share-guess', GUESS, [id, windowMs]);
      return row?.tries ?? 0;
    },
    async guessedRight(id) {
      await query('share-right', 'update share set tries = 0 where id = $1', [id]);
    },
  };
}

function toShare({ password, expiresAt, revokedAt, visitedAt, ...row }: Row): Share {
  return {
    ...row,
    hasPassword: password !== null,
    ...(expiresAt && { expiresAt }),
    ...(revokedAt && { revokedAt }),
    ...(visitedAt && { visitedAt }),
  };
}
