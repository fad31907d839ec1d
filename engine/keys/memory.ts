import { type KeyRow, type KeyRows, type ProviderKey, TOUCH_MS } from './key-rows.ts';

const inOrder = (a: ProviderKey, b: ProviderKey): number =>
  a.position - b.position || +a.createdAt - +b.createdAt || (a.id < b.id ? -1 : 1);

/** The rows' twin in memory: for tests that are not about the database. */
export function memoryKeyRows(): KeyRows {
  const rows = new Map<string, KeyRow>();

  const change = (id: string, values: Partial<KeyRow>): boolean => {
    const row = rows.get(id);
    if (row) Object.assign(row, structuredClone(values));
    return row !== undefined;
  };

  return {
    async insert(row) {
      const ofTeam = [...rows.values()].filter((known) => known.team === row.team);
      if (ofTeam.some((known) => known.provider === row.provider && known.name === row.name)) return undefined;
      const position = Math.max(0, ...ofTeam.map((known) => known.position)) + 1;
      rows.set(row.id, structuredClone({ ...row, position }));
      return structuredClone({ ...row, position });
    },
    async list({ team, provider, active }) {
      return [...rows.values()]
        .filter((row) => team === undefined || row.team === team)
        .filter((row) => provider === undefined || row.provider === provider)
        .filter((row) => active === undefined || row.active === active)
        .sort(inOrder)
        .map(({ cipher: _, ...known }) => structuredClone(known));
    },
    async get(id) {
      return structuredClone(rows.get(id));
    },
    async order(team, ids) {
      const place = (row: KeyRow) => (ids.includes(row.id) ? ids.indexOf(row.id) : ids.length);
      const ofTeam = [...rows.values()].filter((row) => row.team === team);
      const sorted = ofTeam.sort((a, b) => place(a) - place(b) || inOrder(a, b));
      for (const [index, row] of sorted.entries()) row.position = index + 1;
    },
    async setActive(id, active) {
      return change(id, { active });
    },
    async replace(id, sealed, masked) {
      return change(id, { ...sealed, masked });
    },
    async reseal(id, before, sealed) {
      const row = rows.get(id);
      if (!row || Buffer.compare(row.cipher, before.cipher) !== 0) return false;
      return change(id, sealed);
    },
    async touch(id, at) {
      const row = rows.get(id);
      if (row && !(row.lastUsedAt && +row.lastUsedAt > +at - TOUCH_MS)) row.lastUsedAt = at;
    },
    async remove(id) {
      return rows.delete(id);
    },
    async sealedUnderOther(masterKeyId) {
      return [...rows.values()].filter((row) => row.masterKeyId !== masterKeyId).map((row) => row.id);
    },
    async masterKeyIds() {
      return [...new Set([...rows.values()].map((row) => row.masterKeyId))];
    },
  };
}
