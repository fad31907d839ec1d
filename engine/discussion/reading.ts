import type { StoredReply } from '../call.ts';
import { UserError } from '../errors.ts';
import { checkTurn, tidyTurn } from '../formats/check-turn.ts';
import type { Format, Reading, SpeakStep, Step } from '../formats/format.ts';
import { coveredBy, type Summary } from '../llm/summary.ts';
import { summaryProblem } from '../llm/summary-check.ts';
import type { Section } from '../report/section.ts';
import { cutAtSentence } from '../text.ts';
import type { EventBody, Transcript } from '../types.ts';

/** The second answer counts, unless more of the first can be kept. */
export function better(first: Reading | undefined, second: Reading): Reading {
  return first && first.kept > second.kept ? first : second;
}

export function readingOf(
  format: Format,
  transcript: Transcript,
  step: Step,
  section: Section | undefined,
  reply: StoredReply,
): Reading {
  const { model } = reply;
  if (format.read && step.kind !== 'section') return format.read(transcript, step, reply);
  if (step.kind === 'decide') {
    const upTo = coveredBy(step.key);
    const problem = upTo === undefined ? undefined : summaryProblem(transcript, upTo, reply.data as Summary);
    return { body: { type: 'decided', data: reply.data, model, ...(step.by && { by: step.by.id }) }, problem, kept: 1 };
  }
  if (step.kind === 'section' && section?.ask) {
    const { body, problems } = section.read(transcript, reply.data);
    return {
      body: { type: 'section', name: section.name, title: section.title, body, model },
      problem: problems.length > 0 ? problems.join(' ') : undefined,
      kept: body.claims.length,
    };
  }
  if (step.kind !== 'speak') throw new UserError(`There is no report section called ${step.key}`);
  return turnOf(format, transcript, step, reply);
}

function turnOf(format: Format, transcript: Transcript, step: SpeakStep, reply: StoredReply): Reading {
  const text = tidyTurn(reply.text, step.speaker);
  const wrong = checkTurn(transcript, step, text);
  const problem = wrong?.told ?? format.check?.(transcript, step, text);
  if (wrong?.unfit)
    return { body: { type: 'failed', reason: `${step.speaker.name} said nothing that could be shown` }, problem, kept: 0 };
  const { speaker, phase, round, replyTo } = step;
  const body: EventBody = {
    type: 'said',
    speaker: speaker.id,
    text: cutAtSentence(text, step.words.max),
    model: reply.model,
    ...(phase && { phase }),
    ...(round !== undefined && { round }),
    ...(replyTo !== undefined && { replyTo }),
    ...(problem && { problems: [problem] }),
  };
  return { body, problem, kept: 1 };
}
