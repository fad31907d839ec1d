import { randomUUID } from 'node:crypto';
import type { OpenShare, Share, ShareStore } from './shares.ts';

type Row = OpenShare & { tries: number; triesFrom?: Date };

/** Shares in memory, for tests that are not about the database. */
export function memoryShares(): ShareStore {
  const rows: Row[] = [];
  const byId = (id: string) => rows.find((row) => row.id === id);
  const shown = ({ tries: _tries, triesFrom: _from, password: _password, ...share }: Row): Share => structuredClone(share);
  return {
    async create(share) {
      if (rows.some(({ slug }) => slug === share.slug)) throw new Error(`The slug ${share.slug} is taken`);
      const row: Row = {
        ...share,
        id: randomUUID(),
        hasPassword: share.password !== undefined,
        createdAt: new Date(),
        visits: 0,
        tries: 0,
      };
      rows.unshift(row);
      return shown(row);
    },
    async list(team, discussion) {
      return rows.filter((row) => row.team === team && (discussion === undefined || row.discussion === discussion)).map(shown);
    },
    async revoke(team, slug) {
      const row = rows.find((one) => one.team === team && one.slug === slug && !one.revokedAt);
      if (row) row.revokedAt = new Date();
      return row !== undefined;
    },
    async open(slug) {
      const row = rows.find((one) => one.slug === slug && !one.revokedAt && !(one.expiresAt && one.expiresAt <= new Date()));
      return row && { ...shown(row), ...(row.password !== undefined && { password: row.password }) };
    },
    async visited(id) {
      const row = byId(id);
      if (row) Object.assign(row, { visits: row.visits + 1, visitedAt: new Date() });
    },
    async guessed(id, windowMs) {
      const row = byId(id);
      if (!row) return 0;
      const fresh = !row.triesFrom || row.triesFrom.getTime() < Date.now() - windowMs;
      Object.assign(row, fresh ? { tries: 1, triesFrom: new Date() } : { tries: row.tries + 1 });
      return row.tries;
    },
    async guessedRight(id) {
      const row = byId(id);
      if (row) row.tries = 0;
    },
  };
}
