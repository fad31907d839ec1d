import { randomUUID } from 'node:crypto';
import { councilOf, cutWords } from '../../engine/engine.ts';
import type { Choice } from '../../engine/types.ts';
import { type Place, shownIfRefused } from './throw-in.ts';

export const COUNCIL_HELP =
  'Type the next question, or: /expand 2, /select 2, /unselect 2, /delete 1 3, /others (deletes what is not selected), /again 3 (a number or a name; alone: all that failed), /synthesis, /archive, /status';

/** A command of a council. Undefined: it is none of these. Else whether the log will tell of it. */
export async function councilCommand(place: Place, line: string): Promise<boolean | undefined> {
  const [name = '', ...rest] = line.trim().split(/[\s,]+/);
  const turns = rest.map((word) => Number(word.replace(/[[\]]/g, '')));
  switch (name) {
    case '/expand':
      expand(place, turns);
      return false;
    case '/select':
    case '/unselect':
    case '/delete':
      return choose(place, { kind: name.slice(1), turns });
    case '/others':
    case '/synthesis':
    case '/archive':
      return choose(place, { kind: name.slice(1) });
    case '/again':
      return again(place, rest.join(' '));
    case '/help':
      place.screen.note(COUNCIL_HELP);
      return false;
    default:
      return undefined;
  }
}

async function choose(place: Place, choice: Choice): Promise<boolean> {
  const { engine, id, by } = place;
  return (await shownIfRefused(place, () => engine.choose(id, { messageId: randomUUID(), by, choice }))) ?? false;
}

function expand({ shown, screen }: Place, turns: readonly number[]): void {
  const live = answersOf(shown).sort((a, b) => a.n - b.n);
  const found = live.filter(({ n }) => turns.includes(n));
  const known = live.map(({ n }) => n).join(', ');
  const which = turns.length === 0 ? 'Say which answer: /expand 2.' : 'There is no such answer.';
  if (found.length === 0) screen.note(known ? `${which} There is: ${known}.` : 'There are no answers yet.');
  for (const { n, text, cut, service } of found) screen.text(`[${n}]\n${text}${cut ? `\n(${cutWords(service)})` : ''}`);
}

const answersOf = (shown: Place['shown']) =>
  councilOf(shown).questions.flatMap(({ asked }) =>
    asked.flatMap(({ service, answer }) => (answer ? [{ ...answer, service }] : [])),
  );

/** By the number of an answer, as everywhere else, also of one that was deleted; by name; or all that failed. */
async function again(place: Place, which: string): Promise<boolean> {
  const { services, turns } = place.shown;
  const number = /^\[?(\d+)\]?$/.exec(which)?.[1];
  const speaker = number === undefined ? undefined : turns[Number(number) - 1]?.speaker.id;
  const one = services.find(({ id, name }) => id === speaker || name.toLowerCase() === which.toLowerCase());
  if (which !== '' && !one) {
    place.screen.note(`Say the number of an answer, or the name of a service: ${services.map(({ name }) => name).join(', ')}.`);
    return false;
  }
  return choose(place, { kind: 'again', ...(one && { service: one.id }) });
}
