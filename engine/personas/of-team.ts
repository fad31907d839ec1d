import type { Persona } from '../types.ts';
import { type Cast, casts } from './casts.ts';
import { library } from './library.ts';

/** What a team wrote itself, as a member sees it; without these, what comes with simFocus is all there is. */
export type OwnParts = {
  personasOf?: (team: string, member: string) => Promise<readonly Persona[]>;
  castsOf?: (team: string) => Promise<readonly OwnCast[]>;
};
/** `personas`: ids. */
export type OwnCast = { name: string; note: string; personas: readonly string[] };

/** Whom, and which groups, a member of a team may choose from: the team's own first, then what comes with simFocus. */
export function choiceOf({ personasOf, castsOf }: OwnParts) {
  async function personas(team: string, member: string): Promise<readonly Persona[]> {
    return [...((await personasOf?.(team, member)) ?? []), ...library];
  }
  return {
    personas,

    /** A cast of the team takes the place of one that comes with simFocus and has the same name. */
    async casts(team: string, member: string): Promise<readonly Cast[]> {
      const [own = [], among] = await Promise.all([castsOf?.(team), personas(team, member)]);
      const byId = new Map(among.map((persona) => [persona.id, persona]));
      const named = own.map((cast) => ({
        name: cast.name,
        summary: cast.note,
        // Who is not there any more, or not for this member, is left out.
        personas: cast.personas.flatMap((id) => byId.get(id) ?? []),
      }));
      return [...named, ...casts.filter(({ name }) => !named.some((cast) => cast.name === name))];
    },
  };
}
