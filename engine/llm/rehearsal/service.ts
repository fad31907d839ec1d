import type { Step } from '../../formats/format.ts';
import { library } from '../../personas/library.ts';
import { shuffled } from '../../seed.ts';
import { sentences } from '../../text.ts';
import type { Service } from '../../types.ts';
import type { ModelRequest } from '../provider.ts';
import { personaTurn } from './persona-turn.ts';
import { stageOf } from './stage.ts';

/** What a service says in a rehearsal: as a persona of the library would, each service as another one. */
export function serviceTurn(
  { scene, shared }: Pick<ModelRequest, 'scene' | 'shared'>,
  service: Service,
): { text: string; data?: unknown } {
  const { transcript, step } = scene;
  if (step.kind === 'decide') {
    const data = decision(step.name, shared, `${transcript.seed}/${service.id}/${step.key}`);
    return { text: JSON.stringify(data), data };
  }
  const [persona] = shuffled(library, service.id, service.note ?? '');
  if (!persona) throw new Error('The library is empty');
  const asked = transcript.questions.at(-1)?.turn.text ?? transcript.brief.topic;
  const alone = {
    ...transcript,
    brief: { ...transcript.brief, topic: asked.slice(0, 200) },
    personas: [persona],
    turns: [],
    questions: [],
  };
  const speak = {
    kind: 'speak' as const,
    key: `round/1/${service.id}`,
    speaker: { id: persona.id, name: persona.name },
    instruction: '',
    words: { about: 90, max: 140 },
    phase: 'opening' as const,
    round: 1,
  };
  return { text: personaTurn(stageOf(alone, speak, '')) };
}

export const serviceIn = (step: Step): Service | undefined =>
  step.kind === 'speak' || step.kind === 'decide' ? step.service : undefined;

function decision(name: string, shared: readonly string[], seed: string): unknown {
  const texts = shared.slice(1).map((block) => block.replace(/^[^\n]*\n<answer>\n|\n<\/answer>$/g, ''));
  const letters = texts.map((_, i) => String.fromCharCode(65 + i));
  if (name === 'ranking') return { ranking: shuffled(letters, seed) };
  if (name === 'answer_summary') {
    const [first = '', second = ''] = sentences(texts[0] ?? '');
    return { summary: [first, second].join(' ').trim(), reasoning: 'It speaks from a persona sheet: this is a rehearsal.' };
  }
  const said = (i: number) => sentences(texts[i] ?? '')[0] ?? '';
  return {
    agreements: [{ text: 'All of them take the question seriously.', answers: letters }],
    contradictions: [],
    onlyOne: letters.slice(0, 2).map((letter, i) => ({ text: said(i), answers: [letter] })),
    blindSpots: [{ text: 'This is a rehearsal: none of them has asked a model.', answers: letters }],
    minority: [],
  };
}
