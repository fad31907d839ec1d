import type { ZodType } from 'zod';
import type { Format, Layout, Step } from '../formats/format.ts';
import { sheet } from '../personas/sheet.ts';
import type { Persona, Transcript } from '../types.ts';
import type { ModelRequest, Models } from './provider.ts';
import { coveredBy, SUMMARY_OUTPUT_TOKENS } from './summary.ts';
import { answeredTurn, blocksOf } from './window.ts';

/** Raised with every change of the words below, so that two versions can be compared. */
export const PROMPT_VERSION = 1;

/** What a step wants from the model, beside the layout that all prompts share. */
export type Ask = { instruction: string; schema?: { name: string; type: ZodType }; model: keyof Models; maxOutputTokens: number };

/** Words to tokens, with room for languages that take more, and for a turn that is somewhat longer than asked. */
const TOKENS_A_WORD = 4;
const DECISION_TOKENS = 1_200;
export const SECTION_TOKENS = 6_000;

export function askFor(step: Exclude<Step, { kind: 'say' }>, section?: { instruction: string; schema: ZodType }): Ask {
  switch (step.kind) {
    case 'speak': {
      const maxOutputTokens = step.service?.maxOutputTokens ?? 100 + step.words.max * TOKENS_A_WORD;
      return { instruction: step.instruction, model: 'speak', maxOutputTokens };
    }
    case 'decide':
      return {
        instruction: step.instruction,
        schema: { name: step.name, type: step.schema },
        // A service does the small work too by the model that it stands for.
        model: step.service ? 'speak' : 'small',
        maxOutputTokens: coveredBy(step.key) === undefined ? DECISION_TOKENS : SUMMARY_OUTPUT_TOKENS,
      };
    case 'section':
      if (!section) throw new Error(`There is no report section called ${step.name}`);
      return {
        instruction: section.instruction,
        schema: { name: step.name, type: section.schema },
        model: 'report',
        maxOutputTokens: SECTION_TOKENS,
      };
  }
}

/** The request for a step, from the transcript as it stands now: later turns do not change it. */
export function requestFor(format: Format, transcript: Transcript, step: Step, ask: Ask, models: Models): ModelRequest {
  if (format.prompt) return laidOut(format.prompt(transcript, step), transcript, step, ask, models);
  const speaker = step.kind === 'speak' ? transcript.personas.find((p) => p.id === step.speaker.id) : undefined;
  const persona = speaker ?? (step.kind === 'decide' ? step.by : undefined);
  const temperature = persona ? 0.5 + persona.traits.openness * 0.06 : step.kind === 'speak' ? 0.6 : 0.2;
  return {
    key: step.key,
    role: ask.model,
    model: models[ask.model],
    system: format.rules(transcript),
    shared: blocksOf(transcript, step),
    own: [role(transcript, step, persona), answeredTurn(transcript, step), ask.instruction].filter(Boolean).join('\n\n'),
    maxOutputTokens: ask.maxOutputTokens,
    temperature,
    ...(ask.schema && { schema: ask.schema }),
    scene: { transcript, step },
  };
}

function laidOut(layout: Layout, transcript: Transcript, step: Step, ask: Ask, models: Models): ModelRequest {
  const service = step.kind === 'speak' || step.kind === 'decide' ? step.service : undefined;
  const temperature = step.kind === 'speak' ? service?.temperature : undefined;
  return {
    key: step.key,
    role: ask.model,
    model: service?.model ?? models[ask.model],
    ...layout,
    maxOutputTokens: ask.maxOutputTokens,
    ...(temperature !== undefined && { temperature }),
    ...(ask.schema && { schema: ask.schema }),
    scene: { transcript, step },
  };
}

/** The same request with the reason why the first answer was not taken. */
export function askedAgain(request: ModelRequest, problem: string): ModelRequest {
  const own = `${request.own}\n\nYour first answer could not be used. ${problem} Answer again.`;
  return { ...request, own, scene: { ...request.scene, problem } };
}

function role(transcript: Transcript, step: Step, persona: Persona | undefined): string {
  if (persona) return sheet(persona);
  if (step.kind === 'speak' && step.speaker.id === transcript.moderator.id) {
    return `You are ${transcript.moderator.name}, the neutral moderator. You have no opinion on the topic, you never judge, and you say little.`;
  }
  return 'You are the secretary of this discussion. You have no opinion of your own; you write down what was said, exactly.';
}
