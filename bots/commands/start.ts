import { CAST_SIZE, type Cast, castNamed, formats, MAX_TOPIC, QUALITIES, type StartRequest } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import { checkMayStart } from '../access.ts';
import { type Command, castsFor, type Doing, type PeopleParts, personasFor, speakerOf, teamHere } from '../doing.ts';
import type { Given, OptionSpec } from '../platform.ts';
import { drafted, originOf, type Spot, spotHere, threadTaken } from '../starting.ts';
import type { View } from '../view.ts';
import { formatOptions, givenOptions } from './format-options.ts';
import { namesOf, suggestCasts, suggestPersonas } from './suggestions.ts';

const MAX_FILE_BYTES = 800_000;

/** A topic, and everything else as the person likes it; nothing is begun before they press Start. */
export function start({ engine }: Pick<PeopleParts, 'engine'>): Command {
  const own = formatOptions(formats, engine.limits);
  return {
    name: 'start',
    summary: 'Personas discuss a topic in a thread',
    options: [
      { name: 'topic', summary: 'a sentence or a question', required: true, kind: 'text', most: MAX_TOPIC },
      ...(formats.length > 1 ? [formatOption] : []),
      ...own,
      { name: 'cast', summary: 'a group with a name', kind: 'text', most: 100, suggests: true },
      { name: 'personas', summary: 'names, with commas between them', kind: 'text', most: 1_000, suggests: true, several: true },
      {
        name: 'people',
        summary: `how many, chosen for the topic: ${CAST_SIZE.min} to ${CAST_SIZE.max}`,
        kind: 'number',
        least: CAST_SIZE.min,
        most: CAST_SIZE.max,
        whole: true,
      },
      { name: 'budget', summary: 'US dollars; it ends before that', kind: 'number', least: 0.01, most: 10_000, whole: false },
      { name: 'minutes', summary: 'ends it after 10 to 60 minutes', kind: 'number', least: 10, most: 60, whole: false },
      {
        name: 'pace',
        summary: 'natural (reading speed) or fast',
        kind: 'text',
        most: 10,
        choices: ['natural', 'fast'].map((value) => ({ label: value, value })),
      },
      {
        name: 'quality',
        summary: 'economy, balanced or best: which models speak, vote and report',
        kind: 'text',
        most: 10,
        choices: QUALITIES.map((value) => ({ label: value, value })),
      },
      { name: 'context', summary: 'background that everybody knows', kind: 'text', most: 6_000 },
      { name: 'file', summary: 'a text file with background', kind: 'file', mostBytes: MAX_FILE_BYTES },
    ],
    run: async (given, doing) => {
      const spot = await spotHere(doing);
      if (spot.isTaken) throw threadTaken();
      return draft(requestFrom(given, own, await castsFor(doing)), doing, spot);
    },
    suggest: async (option, typed, doing) => {
      if (option === 'cast') return suggestCasts(typed, await castsFor(doing));
      return option === 'personas' ? suggestPersonas(typed, await personasFor(doing)) : [];
    },
  };
}

const formatOption: OptionSpec = {
  name: 'format',
  summary: 'what kind of discussion',
  kind: 'text',
  most: 40,
  choices: formats.map(({ name, summary }) => ({ label: `${name}: ${summary}`, value: name })),
};

type Wanted = Pick<
  StartRequest,
  'topic' | 'context' | 'format' | 'options' | 'personas' | 'budget' | 'minutes' | 'pace' | 'quality'
>;

export async function draft(wanted: Wanted, doing: Doing, spot?: Spot): Promise<View> {
  await checkMayStart(doing);
  const where = spot ?? (await spotHere(doing));
  const { engine, platform, provider } = doing;
  const made = await engine.draft({
    ...wanted,
    provider: provider.nameFor(teamHere(doing)),
    everyMs: platform.room.everyMs,
    team: teamHere(doing),
    by: speakerOf(doing),
    origin: originOf(doing),
  });
  return drafted(doing, made, where);
}

function requestFrom(given: Given, own: readonly OptionSpec[], casts: readonly Cast[]): Wanted {
  const { topic, format, budget, minutes, pace } = given;
  const quality = QUALITIES.find((one) => one === given['quality']);
  const context = [given['context'], given['file']].filter((text) => text !== undefined).join('\n\n');
  const personas = castFrom(given, casts);
  return {
    topic: String(topic ?? ''),
    options: givenOptions(given, own),
    ...(format !== undefined && { format: String(format) }),
    ...(context && { context }),
    ...(personas !== undefined && { personas }),
    ...(typeof budget === 'number' && { budget }),
    ...(typeof minutes === 'number' && { minutes }),
    ...(quality && { quality }),
    ...(pace !== undefined && { pace: pace === 'fast' ? 'fast' : 'natural' }),
  };
}

function castFrom({ cast, personas, people }: Given, casts: readonly Cast[]): number | string[] | undefined {
  if ([cast, personas, people].filter((one) => one !== undefined).length > 1) {
    throw new UserError('Give a cast, names or how many: only one of them.', 'VALIDATION_ERROR', { field: 'personas' });
  }
  if (cast !== undefined) return namedCast(String(cast), casts);
  if (personas !== undefined) return namesOf(String(personas));
  return typeof people === 'number' ? people : undefined;
}

function namedCast(name: string, casts: readonly Cast[]): string[] {
  const found = castNamed(name, casts);
  if (found) return found.personas.map(({ id }) => id);
  const known = casts.map((one) => one.name).join(', ');
  throw new UserError(`There is no such cast. There is: ${known}.`, 'VALIDATION_ERROR', { field: 'cast' });
}
