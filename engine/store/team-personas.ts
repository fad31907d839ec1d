import type { Pool } from 'pg';
import type { OwnCast } from '../personas/of-team.ts';
import type { Persona } from '../types.ts';
import { translated } from './database-error.ts';

const SELECT = `select id, name, field, age, gender, profession, openness, rigor, critical_thinking as "criticalThinking", optimism,
  knowledge, years_of_experience as "yearsOfExperience", views, stance, style, behaviour, voice, face
  from team_persona where team = $1 and archived_at is null
    and (shared or owner_id = $2 or owner_id in (
      select id::text from member where team = $1 and removed_at is null and team || '/' || chat_user = $2
    )) order by name, id`;

type Row = Omit<Persona, 'traits'> & Persona['traits'];

/** The personas that a team wrote itself, as a member of the panel or the chat sees them: the shared ones and the member's own. */
export const teamPersonas =
  (pool: Pool) =>
  async (team: string, member: string): Promise<Persona[]> => {
    try {
      const { rows } = await pool.query<Row>({ name: 'team-personas', text: SELECT, values: [team, member] });
      return rows.map(({ openness, rigor, criticalThinking, optimism, ...persona }) => ({
        ...persona,
        traits: { openness, rigor, criticalThinking, optimism },
      }));
    } catch (error) {
      throw translated(error);
    }
  };

/** The groups that a team put together. */
export const teamCasts =
  (pool: Pool) =>
  async (team: string): Promise<OwnCast[]> => {
    const text = 'select name, note, personas from team_cast where team = $1 order by name';
    try {
      return (await pool.query<OwnCast>({ name: 'team-casts', text, values: [team] })).rows;
    } catch (error) {
      throw translated(error);
    }
  };
