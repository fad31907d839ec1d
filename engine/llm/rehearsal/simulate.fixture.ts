import { focusGroup } from '../../formats/focus-group/focus-group.ts';
import type { Step } from '../../formats/format.ts';
import { answerSteps } from '../../formats/questions.ts';
import { Fold } from '../../transcript.ts';
import type { EventBody, Persona, Transcript } from '../../types.ts';
import type { ModelRequest } from '../provider.ts';
import { rehearsalProvider } from '../rehearsal.ts';

/** A focus group from its first step to its last, spoken by rehearsal; without an engine. */
export type Rehearsed = { transcript: Transcript; steps: Step[]; problems: string[] };

export const requestOf = (transcript: Transcript, step: Step, problem?: string): ModelRequest => ({
  key: step.key,
  role: 'speak',
  model: 'rehearsal',
  system: 'Rules of the room.',
  shared: ['Topic.'],
  own: 'Your sheet.',
  maxOutputTokens: 600,
  ...(step.kind === 'decide' && { schema: { name: step.name, type: step.schema } }),
  scene: { transcript, step, ...(problem !== undefined && { problem }) },
});

type Room = {
  topic: string;
  personas: readonly Persona[];
  options?: Record<string, unknown>;
  seed?: string;
  questions?: Record<number, string>;
};

/** `questions`: asked by a person once that many turns have been said. */
export async function rehearsed({ topic, personas, options = {}, seed = 'seed', questions = {} }: Room): Promise<Rehearsed> {
  const provider = rehearsalProvider();
  const fold = new Fold('rehearsed');
  const { transcript } = fold;
  let seq = 0;
  const add = (key: string, body: EventBody) => {
    const at = new Date(Date.UTC(2025, 0, 1) + seq * 1000);
    fold.add([{ seq: ++seq, key, at, deliverAt: at, ...body }]);
  };
  const parsed = focusGroup.options.parse(options);
  const plan: unknown = JSON.parse(JSON.stringify(focusGroup.plan({ topic, options: parsed, personas, seed })));
  const brief = { topic, format: 'focus-group', options: parsed, provider: 'rehearsal', pace: 'fast' as const, promptVersion: 1 };
  add('opened', {
    type: 'opened',
    format: 'focus-group',
    formatVersion: 1,
    seed,
    brief,
    plan,
    moderator: { id: 'moderator', name: 'Moderator' },
  });
  add('cast', { type: 'cast', personas: [...personas], reason: 'Different.' });

  const steps: Step[] = [];
  const problems: string[] = [];
  for (;;) {
    const asked = questions[transcript.turns.length];
    const questionKey = `question/${transcript.turns.length}`;
    if (asked !== undefined && !transcript.byKey.has(questionKey))
      add(questionKey, { type: 'asked', asker: { id: 'ann', name: 'Ann' }, text: asked });
    const answers = answerSteps(transcript);
    const batch = answers.length > 0 ? answers : focusGroup.next(transcript);
    if (batch.length === 0) return { transcript, steps, problems };
    for (const step of batch) {
      if (step.kind === 'say') {
        steps.push(step);
        add(step.key, { type: 'said', speaker: step.speaker.id, text: step.text });
        continue;
      }
      const reply = await provider.generate(requestOf(transcript, step), new AbortController().signal);
      steps.push(step);
      if (step.kind === 'decide') add(step.key, { type: 'decided', data: reply.data, ...(step.by && { by: step.by.id }) });
      if (step.kind !== 'speak') continue;
      const problem = focusGroup.check?.(transcript, step, reply.text);
      if (problem) problems.push(`${step.key}: ${problem} | ${reply.text}`);
      const { phase, round, replyTo } = step;
      add(step.key, {
        type: 'said',
        speaker: step.speaker.id,
        text: reply.text,
        ...(phase && { phase }),
        ...(round !== undefined && { round }),
        ...(replyTo !== undefined && { replyTo }),
      });
    }
  }
}
