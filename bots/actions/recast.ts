import { CAST_SIZE } from '../../engine/engine.ts';
import type { Discussion, Persona } from '../../engine/types.ts';
import { namesOf } from '../commands/suggestions.ts';
import type { Action, Doing } from '../doing.ts';
import { faceLine } from '../previews.ts';
import { previewOf } from '../starting.ts';
import type { View } from '../view.ts';
import { draftFor, stillDraft } from './draft.ts';

/** What both platforms take in one select. */
const MOST_CHOICES = 25;

/** Opens the choice of another cast. */
export const recast: Action = {
  name: 'recast',
  async act({ about }, doing) {
    return { instead: await choiceView(doing, await draftFor(doing, about)) };
  },
};

/** Those who were chosen. */
export const cast: Action = {
  name: 'cast',
  act: async ({ about, chosen = [] }, doing) => replaced(doing, about, { personas: [...chosen] }),
};

/** Others, as the topic suggests them. */
export const others: Action = {
  name: 'others',
  act: async ({ about }, doing) => replaced(doing, about, {}),
};

/** By name, also those whom the select has no room for. */
export const byName: Action = {
  name: 'names',
  form: (about) => ({
    title: 'Change the cast',
    action: { name: 'names', about },
    submit: 'Take these',
    fields: [
      {
        name: 'names',
        label: 'Names, with commas between them',
        hint: `${CAST_SIZE.min} to ${CAST_SIZE.max} of them; /focus personas shows who there is`,
        required: true,
        kind: 'text',
        long: true,
        most: 1_000,
      },
    ],
  }),
  act: async ({ about, fields = {} }, doing) => replaced(doing, about, { personas: namesOf(fields['names'] ?? '') }),
};

/** Back to the preview, as it was. */
export const preview: Action = {
  name: 'preview',
  async act({ about }, doing) {
    await draftFor(doing, about);
    return { instead: await previewOf(doing, about) };
  },
};

async function replaced(doing: Doing, about: string, wanted: { personas?: string[] }) {
  await draftFor(doing, about);
  await stillDraft(doing.engine.recast(about, { ...wanted, seed: doing.origin }));
  return { instead: await previewOf(doing, about) };
}

async function choiceView({ engine }: Doing, discussion: Discussion): Promise<View> {
  const { id, brief } = discussion;
  const { transcript } = await engine.status(id);
  const now = transcript.personas;
  const choices = [...now, ...(await suggested(engine, discussion, now))].slice(0, MOST_CHOICES);
  return {
    tone: 'step',
    title: brief.topic,
    lines: ['Who takes part?'],
    faces: now.map((persona) => faceLine(persona)),
    select: {
      action: { name: 'cast', about: id },
      placeholder: 'Choose the cast',
      least: CAST_SIZE.min,
      most: Math.min(CAST_SIZE.max, choices.length),
      choices: choices.map((persona) => ({
        label: persona.name,
        value: persona.id,
        hint: `${persona.profession}, ${persona.age}`,
        chosen: now.includes(persona),
      })),
    },
    buttons: [
      [
        { label: 'Suggest others', action: { name: 'others', about: id } },
        { label: 'By name', action: { name: 'names', about: id } },
        { label: 'Back', action: { name: 'preview', about: id } },
      ],
    ],
  };
}

/** Whom the topic would bring together if there were room for many; without those who are there. */
async function suggested(engine: Doing['engine'], { brief, team, startedBy }: Discussion, now: readonly Persona[]) {
  const { topic, context, provider } = brief;
  const wide = { topic, ...(context && { context }), provider, by: startedBy, team, personas: CAST_SIZE.max, seed: topic };
  const personas = (await engine.preview(wide)).flatMap((event) => (event.type === 'cast' ? event.personas : []));
  return personas.filter((one) => !now.some(({ id }) => id === one.id));
}
