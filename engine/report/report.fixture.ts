import type { Call } from '../call.ts';
import { fold } from '../transcript.ts';
import type { Brief, DiscussionEvent, EventBody, NewEvent, Persona, Speaker, Transcript } from '../types.ts';
import { reportMarkdown } from './markdown.ts';
import { reportOf } from './report.ts';
import type { ReportInput, SectionBody } from './section.ts';

/** Hand-made discussions for the tests of the report. */

const moderator: Speaker = { id: 'moderator', name: 'Mo' };
const when = new Date('2026-03-01T10:00:00Z');

export function persona(id: string, name: string): Persona {
  return {
    id,
    name,
    field: 'retail',
    age: 41,
    gender: 'female',
    profession: 'shopkeeper',
    traits: { openness: 5, rigor: 5, criticalThinking: 5, optimism: 5 },
    knowledge: ['prices'],
    yearsOfExperience: 12,
    views: [],
    stance: 'neutral',
    style: 'casual',
    behaviour: 'balanced',
    voice: 'Plain.',
  };
}

export const cast = [persona('ana', 'Ana Lima'), persona('ben', 'Ben Okoye'), persona('cy', 'Cy Wu')];

export type Line = { by: string; text: string; replyTo?: number };

const asEvent = (line: Line, i: number): NewEvent =>
  line.by.startsWith('@')
    ? { key: `question/${i}`, type: 'asked', asker: { id: line.by, name: line.by.slice(1) }, text: line.text }
    : {
        key: `turn/${i}`,
        type: 'said',
        speaker: line.by,
        text: line.text,
        model: 'model-1',
        ...(line.replyTo !== undefined && { replyTo: line.replyTo }),
      };

export type Made = {
  lines?: readonly Line[];
  topic?: string;
  provider?: string;
  budget?: number;
  personas?: readonly Persona[];
  plan?: unknown;
  castReason?: string;
  /** Data of `decided` events by key. */
  decided?: Record<string, unknown>;
  /** Bodies of `section` events by name. */
  written?: Record<string, SectionBody | string>;
  more?: readonly NewEvent[];
};

export function eventsOf(made: Made): DiscussionEvent[] {
  const { topic = 'Four-day week', provider = 'openai', plan = {} } = made;
  const brief: Brief = {
    topic,
    format: 'focus-group',
    options: {},
    provider,
    pace: 'fast',
    promptVersion: 1,
    ...(made.budget !== undefined && { budget: made.budget }),
  };
  const opened: EventBody = { type: 'opened', format: 'focus-group', formatVersion: 1, seed: 's', brief, plan, moderator };
  const events: NewEvent[] = [
    { key: 'opened', ...opened },
    { key: 'cast', type: 'cast', personas: [...(made.personas ?? cast)], reason: made.castReason ?? 'Three who sell.' },
    ...(made.lines ?? []).map(asEvent),
    ...Object.entries(made.decided ?? {}).map(([key, data]): NewEvent => ({ key, type: 'decided', data })),
    ...(made.more ?? []),
    ...Object.entries(made.written ?? {}).map(
      ([name, body]): NewEvent => ({ key: `section/${name}`, type: 'section', name, title: name, body }),
    ),
  ];
  return events.map((event, i) => ({ ...event, seq: i + 1, at: when, deliverAt: when }));
}

export const transcriptOf = (made: Made): Transcript => fold('d1', eventsOf(made));

export function inputOf(made: Made, rest: Partial<ReportInput> & { calls?: readonly Call[] } = {}): ReportInput {
  const events = eventsOf(made);
  return {
    transcript: fold('d1', events),
    events,
    calls: [],
    discussion: { status: 'completed', reportStatus: 'ready', createdAt: when },
    ...rest,
  };
}

export const ended: NewEvent = { key: 'ended', type: 'ended', reason: 'done' };

export const talk: readonly Line[] = [
  { by: 'moderator', text: 'Welcome all. What would a four-day week change for you?' },
  { by: 'ana', text: "I can't close the shop on Fridays, because Friday is when people come in." },
  { by: 'ben', text: 'My team did it for a year… sick days fell by a third — nobody wanted to go back.' },
  { by: '@Kim', text: 'What about part-time staff, are they paid less?' },
  { by: 'cy', text: 'Part-time staff should keep their hourly pay, that is only fair.', replyTo: 4 },
  { by: 'ana', text: 'No.' },
];

export const markdownOf = (input: ReportInput): string => reportMarkdown(reportOf(input));
