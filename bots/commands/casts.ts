import type { Cast } from '../../engine/engine.ts';
import { type Command, castsFor, speakerOf, teamHere } from '../doing.ts';
import { faceLine } from '../previews.ts';
import type { Line, View } from '../view.ts';

/** Groups with a name, and whom a topic would bring together. */
export const casts: Command = {
  name: 'casts',
  summary: 'Groups that can be taken whole, or the group that a topic would bring together',
  options: [{ name: 'topic', summary: 'shows who would be chosen for it', kind: 'text', most: 200 }],
  run: async ({ topic }, doing) => {
    if (topic === undefined) return groups(await castsFor(doing));
    const { engine, provider, place } = doing;
    const [, cast] = await engine.preview({
      topic: String(topic),
      provider: provider.nameFor(teamHere(doing)),
      by: speakerOf(doing),
      team: teamHere(doing),
      seed: `${place.team}/${String(topic)}`,
    });
    if (cast?.type !== 'cast') throw new Error('A new discussion has no cast');
    return { title: String(topic), lines: [cast.reason], faces: cast.personas.map((persona) => faceLine(persona)) };
  },
};

function groups(casts: readonly Cast[]): View {
  return {
    title: 'Casts',
    lines: [
      ...casts.map(
        ({ name, summary, personas }): Line => [
          { bold: name },
          `: ${summary ? `${summary}. ` : ''}${personas.map((persona) => persona.name).join(', ')}`,
        ],
      ),
      'Name one when you start a discussion; without a name the cast is chosen for the topic.',
    ],
  };
}
