import type { Call } from '../../engine/call.ts';
import { formats } from '../../engine/engine.ts';
import { answerSteps } from '../../engine/formats/questions.ts';
import { askedSections } from '../../engine/report/index.ts';
import { sectionKey } from '../../engine/report/section.ts';
import { Fold } from '../../engine/transcript.ts';
import type { DiscussionEvent, Transcript } from '../../engine/types.ts';

/** What one discussion left behind. */
export type Left = {
  events: readonly DiscussionEvent[];
  calls: readonly Call[];
  /** Questions that the engine said it has. */
  accepted: readonly { messageId: string; text: string }[];
  /** The log of the same discussion without kills; left out where questions came in. */
  reference?: readonly DiscussionEvent[];
  /** Steps that may fail, by the reason that they give: what the run brings about on purpose. */
  mayFail?: (reason: string) => boolean;
};

/** Each a plain line; all empty when nothing went wrong. */
export type Faults = {
  lost: string[];
  duplicated: string[];
  reordered: string[];
  /** The same step, and not the same outcome as without kills. */
  changed: string[];
  /** Steps that were asked for again after their reply had been committed. */
  askedAgain: string[];
};

/** Compares what a discussion left behind with what its format, its ledger and a run without kills say. Pure. */
export function faultsOf(left: Left): Faults {
  const { events, calls, accepted, reference, mayFail = () => false } = left;
  const order = walk(events);
  return {
    lost: [
      ...gaps(events),
      ...order.owed,
      ...notTaken(events, accepted),
      ...(reference ? missing(events, reference) : failed(events, mayFail)),
    ],
    duplicated: [...twice(events.map(({ key }) => `event ${key}`)), ...twice(questionsIn(events))],
    reordered: [...order.illegal, ...(reference ? outOfOrder(events, reference) : [])],
    changed: reference ? differences(events, reference) : [],
    askedAgain: askedAgain(calls),
  };
}

function gaps(events: readonly DiscussionEvent[]): string[] {
  return events.flatMap(({ seq }, i) => (seq === (events[i - 1]?.seq ?? 0) + 1 ? [] : [`a gap before event ${seq}`]));
}

function notTaken(events: readonly DiscussionEvent[], accepted: Left['accepted']): string[] {
  const keys = new Set(events.map(({ key }) => key));
  return accepted
    .filter(({ messageId }) => !keys.has(`question/${messageId}`))
    .map(({ messageId }) => `question ${messageId} was not taken`);
}

const failed = (events: readonly DiscussionEvent[], may: (reason: string) => boolean): string[] =>
  events.flatMap((event) => (event.type === 'failed' && !may(event.reason) ? [`${event.key} failed: ${event.reason}`] : []));

function missing(events: readonly DiscussionEvent[], reference: readonly DiscussionEvent[]): string[] {
  const types = new Map(events.map(({ key, type }) => [key, type]));
  return reference.filter(({ key, type }) => types.get(key) !== type).map(({ key }) => `${key} is missing, or failed`);
}

const questionsIn = (events: readonly DiscussionEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'asked' ? [`question "${event.text}"`] : []));

function twice(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || !seen.add(name)).map((name) => `${name} is there twice`);
}

/** Turns one by one; what runs side by side with others may come in any order. */
function outOfOrder(events: readonly DiscussionEvent[], reference: readonly DiscussionEvent[]): string[] {
  const inLine = (log: readonly DiscussionEvent[]) =>
    log.filter(({ type }) => type === 'said' || type === 'ended').map(({ key }) => key);
  const [here, there] = [inLine(events), inLine(reference)];
  return here.flatMap((key, i) => (there.includes(key) && key !== there[i] ? [`${key} stands in place of ${there[i]}`] : []));
}

function differences(events: readonly DiscussionEvent[], reference: readonly DiscussionEvent[]): string[] {
  const there = new Map(reference.map((event) => [event.key, contentOf(event)]));
  return events
    .filter((event) => there.has(event.key) && there.get(event.key) !== contentOf(event))
    .map(({ key }) => `${key} says something else`);
}

function contentOf(event: DiscussionEvent): string {
  const { seq: _seq, at: _at, deliverAt: _deliverAt, ...content } = event;
  return JSON.stringify(content, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );
}

/** A reply ends a step's calls; a rejected one is followed by one more that counts, whatever it is. */
function askedAgain(calls: readonly Call[]): string[] {
  const before = (call: Call, outcome: Call['outcome']) =>
    calls.some((other) => other.stepKey === call.stepKey && other.outcome === outcome && other.attempt < call.attempt);
  const again = calls.filter((call) => before(call, 'reply') || (call.outcome === 'rejected' && before(call, 'rejected')));
  return again.map(({ stepKey, attempt }) => `${stepKey}, attempt ${attempt}`);
}

/** Goes through the log again: each event must have been owed when it was written, and in the end nothing may be. */
function walk(events: readonly DiscussionEvent[]): { illegal: string[]; owed: string[] } {
  const fold = new Fold('walk');
  const illegal: string[] = [];
  for (const event of events) {
    const free = ['opened', 'cast', 'asked', 'control'].includes(event.type);
    if (!free && !owedIn(fold.transcript).includes(event.key)) illegal.push(`${event.key} was not owed when it came`);
    fold.add([event]);
  }
  const owed = owedIn(fold.transcript).map((key) => `${key} is still owed`);
  return { illegal, owed };
}

function owedIn(transcript: Transcript): string[] {
  const format = formats.find(({ name }) => name === transcript.format);
  if (!format) return [];
  const steps = transcript.ended ? [] : [...format.next(transcript), ...answerSteps(transcript)].map(({ key }) => key);
  if (steps.length > 0) return [...new Set(steps)];
  if (!transcript.ended) return ['ended'];
  const sections = askedSections(format.sections).map(({ name }) => sectionKey(name));
  return sections.filter((key) => !transcript.byKey.has(key));
}
