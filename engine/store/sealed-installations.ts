import type { Pool } from 'pg';
import type { Sealed, Vault } from '../keys/vault.ts';
import { translated } from './database-error.ts';
import type { Installations } from './installations.ts';

const PUT = `insert into installation (platform, team, cipher, master_key_id) values ($1, $2, $3, $4)
  on conflict (platform, team) do update
  set cipher = excluded.cipher, master_key_id = excluded.master_key_id, updated_at = now()`;
/** A team's own, or else its organisation's. */
const GET = `select team, cipher, master_key_id as "masterKeyId" from installation
  where platform = $1 and team in ($2, (select organisation from installation_member where platform = $1 and team = $2))
  order by team = $2 desc limit 1`;
const JOIN = `insert into installation_member (platform, team, organisation) values ($1, $2, $3)
  on conflict (platform, team) do update set organisation = excluded.organisation
  where installation_member.organisation <> excluded.organisation`;

export type SealedInstallations = Installations & {
  /** Seals under the current master key what is under another; gives how many. */
  rotate(): Promise<number>;
};

/** On PostgreSQL, sealed by the vault, which is asked for when something is first sealed or opened. */
export function sealedInstallations(pool: Pool, vault: () => Promise<Vault>): SealedInstallations {
  async function query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await pool.query<Row>(text, values)).rows;
    } catch (error) {
      throw translated(error);
    }
  }
  const idOf = (platform: string, team: string) => `installation/${platform}/${team}`;

  return {
    async put(platform, team, secret) {
      const { cipher, masterKeyId } = (await vault()).seal(idOf(platform, team), secret);
      await query(PUT, [platform, team, cipher, masterKeyId]);
    },
    async get(platform, team) {
      const [row] = await query<Sealed & { team: string }>(GET, [platform, team]);
      return row && (await vault()).unseal(idOf(platform, row.team), row);
    },
    async remove(platform, team) {
      await query('delete from installation where platform = $1 and team = $2', [platform, team]);
    },
    async join(platform, team, organisation) {
      await query(JOIN, [platform, team, organisation]);
    },
    async leave(platform, organisation) {
      const text = 'delete from installation_member where platform = $1 and organisation = $2 returning team';
      return (await query<{ team: string }>(text, [platform, organisation])).map(({ team }) => team);
    },
    async rotate() {
      const opened = await vault();
      const text = `select platform, team, cipher, master_key_id as "masterKeyId" from installation where master_key_id <> $1`;
      const rows = await query<Sealed & { platform: string; team: string }>(text, [opened.masterKeyId]);
      let resealed = 0;
      for (const { platform, team, ...before } of rows) {
        const id = idOf(platform, team);
        const { cipher, masterKeyId } = opened.seal(id, opened.unseal(id, before));
        const change = `update installation set cipher = $3, master_key_id = $4
          where platform = $1 and team = $2 and cipher = $5 returning team`;
        resealed += (await query(change, [platform, team, cipher, masterKeyId, before.cipher])).length;
      }
      return resealed;
    },
  };
}
