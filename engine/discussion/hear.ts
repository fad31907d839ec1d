import { UserError } from '../errors.ts';
import type { SpeakStep } from '../formats/format.ts';
import { formatNamed } from '../formats/index.ts';
import { askFor, requestFor } from '../llm/prompt.ts';
import type { Provider } from '../llm/provider.ts';
import { library } from '../personas/library.ts';
import { cutAtSentence } from '../text.ts';
import { fold } from '../transcript.ts';
import type { Persona } from '../types.ts';
import { newDiscussion } from './start.ts';

export type HearRequest = { persona: Persona; topic: string; provider: string; model?: string; team?: string };

const LONGEST = 400;
const PATIENCE_MS = 30_000;

/** Two sentences of a persona on a topic, from the same prompt that they would have in a discussion. Throws UserError and RetryError. */
export async function hear(request: HearRequest, limits: { maxRounds: number }, provider: Provider): Promise<string> {
  const { persona, topic } = request;
  const other = library.find(({ id }) => id !== persona.id);
  if (!other) throw new Error('The library is empty');
  const { events } = newDiscussion(
    {
      topic,
      provider: request.provider,
      personas: [persona.id, other.id],
      by: { id: 'hear', name: 'Listener' },
      seed: persona.id,
    },
    limits,
    [persona, other],
  );
  const now = new Date();
  const transcript = fold(
    '',
    events.map((event, i) => ({ ...event, seq: i + 1, at: now, deliverAt: now })),
  );
  const format = formatNamed(transcript.format);
  if (!format) throw new Error(`There is no format called ${transcript.format}`);
  const instruction =
    'Say in one or two sentences what comes to your mind first about the topic. Only what you say, nothing else.';
  const step: SpeakStep = {
    kind: 'speak',
    key: 'hear',
    speaker: persona,
    instruction,
    words: { about: 35, max: 60 },
    phase: 'opening',
    round: 1,
  };
  const asked = requestFor(format, transcript, step, askFor(step), provider.models);
  const { text } = await provider.generate(asked, AbortSignal.timeout(PATIENCE_MS));
  const said = cutAtSentence(text.trim(), LONGEST);
  if (said === '') throw new UserError('The model gave no answer. Try again, or choose another provider.', 'LLM_API_ERROR');
  return said;
}
