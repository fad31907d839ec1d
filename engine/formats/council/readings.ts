import type { StoredReply } from '../../call.ts';
import { countWords, withoutInvisible } from '../../text.ts';
import type { Transcript } from '../../types.ts';
import type { DecideStep, Reading, SpeakStep, Step } from '../format.ts';
import { summarySchema } from './fold.ts';
import { isFinished, REASONING_WORDS, SUMMARY_WORDS, shortened, wholeWithin } from './limits.ts';
import { letterOf } from './prompts.ts';
import { checkedSynthesis, synthesisSchema } from './synthesis.ts';

/** What services' replies come to. */
export function readingOf(transcript: Transcript, step: Step, reply: StoredReply): Reading {
  if (step.kind === 'speak') return answer(step, reply);
  if (step.kind !== 'decide') throw new Error(`A council has no step ${step.key}`);
  switch (step.name) {
    case 'answer_summary':
      return summary(transcript, step, reply);
    case 'ranking':
      return ballot(step, reply);
    case 'synthesis':
      return synthesis(step, reply);
    default:
      throw new Error(`A council has no step ${step.key}`);
  }
}

function answer({ speaker }: SpeakStep, { text, model, cut }: StoredReply): Reading {
  const plain = withoutInvisible(text).trim();
  if (countWords(plain) > 0) {
    return { body: { type: 'said', speaker: speaker.id, text: plain, model, ...(cut && { cut }) }, kept: 1 };
  }
  const told = `${speaker.name} sent an answer without a word in it.`;
  return { body: { type: 'failed', reason: told, by: speaker.id }, problem: 'Answer the question in words.', kept: 0 };
}

const failed = ({ service }: DecideStep, reason: string): Reading['body'] => ({
  type: 'failed',
  reason,
  ...(service && { by: service.id }),
});

function decided({ service }: DecideStep, data: unknown, { model }: StoredReply): Reading['body'] {
  return { type: 'decided', data, model, ...(service && { by: service.id }) };
}

/** Asked for again once, then cut; where nothing in it is short enough, whole sentences of the answer stand for it. */
function summary({ turns }: Transcript, step: DecideStep, reply: StoredReply): Reading {
  const raw = summarySchema.safeParse(reply.data).data ?? { summary: '', reasoning: '' };
  const own = turns.find(({ key }) => key === step.about?.[0])?.text ?? '';
  const text = shortened(raw.summary, SUMMARY_WORDS) ?? wholeWithin(own, SUMMARY_WORDS);
  const reasoning = shortened(raw.reasoning, REASONING_WORDS) ?? '';
  const problem = [
    tooLong('summary', raw.summary, SUMMARY_WORDS),
    tooLong('reasoning', raw.reasoning, REASONING_WORDS),
    isFinished(raw.summary) ? undefined : 'Write the summary in whole sentences, each with its full stop.',
  ]
    .filter((one) => one !== undefined)
    .join(' ');
  const body =
    text === undefined
      ? failed(step, `${step.service?.name ?? 'It'} gave no summary that could be shown.`)
      : decided(step, { summary: text, reasoning }, reply);
  return { body, kept: text === undefined ? 0 : 1, ...(problem && { problem }) };
}

function tooLong(what: string, text: string, most: number): string | undefined {
  const count = countWords(text);
  return count > most ? `The ${what} has ${count} words, and ${most} are the most.` : undefined;
}

function ballot(step: DecideStep, reply: StoredReply): Reading {
  const { about = [] } = step;
  const given = (reply.data as { ranking?: string[] } | undefined)?.ranking ?? [];
  const at = given.map((name) =>
    about.findIndex(
      (_, i) =>
        letterOf(i) ===
        name
          .trim()
          .replace(/^answer\s+/i, '')
          .toUpperCase(),
    ),
  );
  const complete = at.length === about.length && new Set(at).size === about.length && !at.includes(-1);
  if (complete) return { body: decided(step, { ranking: at.map((i) => about[i]) }, reply), kept: 1 };
  const letters = about.map((_, i) => letterOf(i)).join(', ');
  return {
    body: failed(step, `${step.service?.name ?? 'It'} gave no usable order of the others' answers.`),
    problem: `The ranking must hold each of the letters ${letters} once, and nothing else.`,
    kept: 0,
  };
}

function synthesis(step: DecideStep, reply: StoredReply): Reading {
  const byLabel = new Map((step.about ?? []).map((key, i) => [letterOf(i), key]));
  const raw = synthesisSchema.safeParse(reply.data).data;
  if (!raw) return { body: failed(step, 'The synthesis could not be read.'), kept: 0 };
  const { synthesis: data, problems } = checkedSynthesis(raw, byLabel);
  const kept = Object.values(data).reduce((sum, list) => sum + list.length, 0);
  const body =
    kept > 0 ? decided(step, data, reply) : failed(step, 'No sentence of the synthesis names the answers that it rests on.');
  return { body, kept, ...(problems.length > 0 && { problem: problems.join(' ') }) };
}
