import { type Cast, searchPersonas, teamOf } from '../../engine/engine.ts';
import type { Discussion, Persona } from '../../engine/types.ts';
import { maySee } from '../access.ts';
import type { Doing } from '../doing.ts';
import type { Choice } from '../platform.ts';

/** What may be typed next. */

/** What the larger of the platforms shows. */
const MOST = 100;
/** What both platforms take for a choice. */
const LONGEST = 100;
/** Discussions that are looked through, newest first. */
const RECENT = 50;

export const namesOf = (typed: string): string[] =>
  typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** The last of several names is the one that is being typed. */
export function suggestPersonas(typed: string, among: readonly Persona[]): Choice[] {
  const comma = typed.lastIndexOf(',');
  const before = namesOf(typed.slice(0, Math.max(0, comma)));
  const taken = new Set(before.map((name) => name.toLowerCase()));
  return searchPersonas(typed.slice(comma + 1), among)
    .filter(({ name, id }) => !taken.has(name.toLowerCase()) && !taken.has(id))
    .map(({ name, profession }) => {
      const value = [...before, name].join(', ');
      const label = before.length > 0 ? value : `${name}, ${profession}`;
      return { label: cut(label), value };
    })
    .filter(({ value }) => value.length <= LONGEST)
    .slice(0, MOST);
}

export function suggestCasts(typed: string, among: readonly Cast[]): Choice[] {
  const wanted = typed.trim().toLowerCase();
  const spaced = (text: string) => text.toLowerCase().replaceAll('-', ' ');
  return among
    .filter(({ name, summary }) => spaced(name).includes(spaced(wanted)) || summary.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map(({ name, summary }) => ({ label: cut(summary ? `${name}: ${summary}` : name), value: name }));
}

/** Discussions of this team that this person may see, by their topic. */
export async function suggestDiscussions(typed: string, doing: Doing): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase();
  const found = await seenDiscussions(doing);
  return found
    .filter(({ brief }) => brief.topic.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map(({ id, brief, status, createdAt }) => ({
      label: cut(`${createdAt.toISOString().slice(0, 10)} ${status}: ${brief.topic}`),
      value: id,
    }));
}

/** The newest ones of this team that this person may see; no drafts. */
export async function seenDiscussions(doing: Doing): Promise<Discussion[]> {
  const { engine, place } = doing;
  const newest = await engine.list({ team: teamOf(place.platform, place.team), limit: RECENT });
  const started = newest.filter(({ status }) => status !== 'draft');
  const seen = await Promise.all(started.map((one) => maySee(doing, one)));
  return started.filter((_, i) => seen[i]);
}

function cut(label: string): string {
  const letters = [...label];
  return letters.length <= LONGEST ? label : `${letters.slice(0, LONGEST - 1).join('')}…`;
}
