import type { Format, Step } from '../formats/format.ts';
import { answerSteps } from '../formats/questions.ts';
import { firstRunsAlone } from '../llm/batches.ts';
import { cacheRulesOf } from '../llm/cache-rules.ts';
import type { Models } from '../llm/provider.ts';
import { summaryFirst } from '../llm/window.ts';
import { askedSections } from '../report/index.ts';
import { lastSectionKey } from '../report/section.ts';
import type { Discussion, ReportStatus, Transcript } from '../types.ts';
import { runningTime } from './lifecycle.ts';
import { isPaced } from './pace.ts';

/** What a discussion is owed now. Pure. */

export type Owed = Step[] | 'wait' | 'nothing' | 'end' | 'report written';

export type Situation = {
  transcript: Transcript;
  format: Format;
  discussion: Pick<Discussion, 'status' | 'reportStatus' | 'held'>;
  models: () => Models;
  /** When the last turn may be shown. */
  lastDeliverAt?: Date | undefined;
  /** Key of the event that was written last in this wake; empty where there is none. */
  lastKey: string;
  now: Date;
};

/** It is being spoken; also one that paused itself goes on as soon as it can. */
export const isSpeaking = ({ status, held }: Situation['discussion']): boolean =>
  status === 'running' || (status === 'paused' && held !== undefined);

/** Neither is it being spoken nor is its report being written. */
export const isIdle = (discussion: Situation['discussion']): boolean =>
  !isSpeaking(discussion) && (discussion.status === 'paused' || discussion.reportStatus !== 'generating');

export function owedNow(situation: Situation): Owed {
  const { transcript, format, discussion, lastDeliverAt, lastKey, now } = situation;
  if (isIdle(discussion)) return 'nothing';
  if (!isSpeaking(discussion)) {
    const sections = sectionsOwed(transcript, format);
    return sections.length > 0 ? oneFirst(sections, lastKey, situation.models) : 'report written';
  }
  const { brief } = transcript;
  const limit = brief.minutes;
  if (limit !== undefined && runningTime(transcript, now) > limit * 60_000) return 'end';
  // At most one turn ahead of the readers: the next is written while this one is read.
  if (isPaced(brief) && lastDeliverAt && lastDeliverAt > now) return 'wait';
  const next = format.next(transcript);
  // A question that comes before anybody has spoken waits for the first voice.
  const spoken = next.length === 0 || transcript.turns.some((turn) => turn.kind === 'persona');
  const answers = spoken && !format.ownQuestions ? answerSteps(transcript) : [];
  if (answers.length > 0) return answers;
  if (next.length === 0) return format.rests?.(transcript) ? 'nothing' : 'end';
  // Who lays its prompts out by itself chooses what they show.
  if (format.prompt) return next;
  const summary = summaryFirst(transcript, format, situation.models());
  return summary ? [summary] : oneFirst(next, lastKey, situation.models);
}

function sectionsOwed({ byKey }: Transcript, format: Format): Step[] {
  const steps = askedSections(format.sections).map(
    ({ name }): Step => ({ kind: 'section', key: lastSectionKey(byKey.values(), name), name }),
  );
  return steps.filter((step) => !byKey.has(step.key));
}

/** Names of the sections that have failed, or that nobody came to write. */
export function unwrittenSections({ byKey }: Transcript, format: Format): string[] {
  const names = askedSections(format.sections).map(({ name }) => name);
  return names.filter((name) => byKey.get(lastSectionKey(byKey.values(), name))?.type !== 'section');
}

/** What the report came to, once each of its sections is written or has failed. */
export function reportStatusOf(transcript: Transcript, format: Format): ReportStatus {
  const unwritten = unwrittenSections(transcript, format).length;
  return unwritten === 0 ? 'ready' : unwritten < askedSections(format.sections).length ? 'partial' : 'failed';
}

/** Steps side by side that share a long prompt: the first runs alone, where the vendor keeps what it has read. */
function oneFirst(steps: Step[], lastKey: string, models: () => Models): Step[] {
  const [first] = steps;
  if (!first || !firstRunsAlone(steps)) return steps;
  const { small, report } = models();
  if (!cacheRulesOf(first.kind === 'section' ? report : small)) return steps;
  return groupOf(first.key) === groupOf(lastKey) ? steps : [first];
}

const groupOf = (key: string) => key.slice(0, key.lastIndexOf('/'));
