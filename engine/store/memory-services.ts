import { randomUUID } from 'node:crypto';
import type { ServiceStore, StoredService } from './services.ts';

/** The twin in memory: for tests that are not about the database. */
export function memoryServices(): ServiceStore {
  const rows: StoredService[] = [];
  const found = (team: string, id: string) => rows.find((row) => row.team === team && row.id === id);
  return {
    async add(service) {
      if (rows.some((row) => row.team === service.team && row.name === service.name)) return undefined;
      const row = structuredClone({ ...service, id: randomUUID(), active: service.active ?? true });
      rows.push(row);
      return structuredClone(row);
    },
    async replace(id, service) {
      const row = found(service.team, id);
      if (!row) return undefined;
      if (rows.some((one) => one !== row && one.team === service.team && one.name === service.name)) return 'taken';
      const now = structuredClone({ ...service, id, active: service.active ?? row.active });
      rows[rows.indexOf(row)] = now;
      return structuredClone(now);
    },
    list: async (team) => structuredClone(rows.filter((row) => row.team === team)),
    async setActive(team, id, active) {
      const row = found(team, id);
      if (row) row.active = active;
      return row !== undefined;
    },
    async remove(team, id) {
      const row = found(team, id);
      if (row) rows.splice(rows.indexOf(row), 1);
      return row !== undefined;
    },
  };
}
