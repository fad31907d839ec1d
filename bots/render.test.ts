import { describe, expect, it } from 'vitest';
import { faceOf } from '../engine/personas/face.ts';
import { Fold } from '../engine/transcript.ts';
import type { Brief, Discussion, DiscussionEvent, NewEvent, Persona } from '../engine/types.ts';
import { excerptOf, postsOf } from './render.ts';

const room = { message: 100, everyMs: 0 };
const uma = { id: 'fake:g1/u1', name: 'Uma' };
const ada = { id: 'ada', name: 'Ada @everyone' } as Persona;
const brief: Brief = { topic: 'T', format: 'focus-group', options: {}, provider: 'p', pace: 'fast', promptVersion: 1 };
const opened = (origin?: Extract<NewEvent, { type: 'opened' }>['origin']): NewEvent => ({
  key: 'opened',
  type: 'opened',
  format: 'focus-group',
  formatVersion: 1,
  seed: 's',
  brief,
  plan: {},
  moderator: { id: 'moderator', name: 'Moderator' },
  ...(origin && { origin }),
});
const cast: NewEvent = { key: 'cast', type: 'cast', personas: [ada], reason: 'r' };
const said = (key: string, speaker: string, text: string, more: object = {}): NewEvent => ({
  key,
  type: 'said',
  speaker,
  text,
  ...more,
});
const discussion = (more: Partial<Discussion> = {}): Discussion => ({
  id: 'd',
  origin: 'o',
  brief,
  status: 'running',
  reportStatus: 'none',
  speed: 1,
  spent: 0,
  seq: 9,
  createdAt: new Date(0),
  startedBy: uma,
  team: 'fake:g1',
  ...more,
});

/** The posts of the last of these events. */
function posts(events: NewEvent[], more: Partial<Discussion> = {}) {
  const at = new Date(0);
  const log = events.map((event, i): DiscussionEvent => ({ at, deliverAt: at, ...event, seq: i + 1 }));
  const last = log.at(-1) as DiscussionEvent;
  return postsOf(last, new Fold('d').add(log).transcript, discussion(more), room);
}

describe('an event as posts', () => {
  it('gives a turn under its persona, in parts where it is long, with what it answers on the first', () => {
    const long = `${'One two three four five six. '.repeat(6)}End.`;
    const before = [opened(), cast, said('a', 'ada', 'Well then.', { phase: 'opening' })];
    const [first, ...rest] = posts([...before, said('b', 'ada', long, { phase: 'opening', replyTo: 1 })]);
    expect(first).toMatchObject({ speaker: { name: 'Ada @everyone', avatar: faceOf(ada), kind: 'persona' }, replyTo: { n: 1 } });
    expect(rest.length).toBeGreaterThan(0);
    expect(rest.every((one) => one.replyTo === undefined && one.speaker.name === 'Ada @everyone')).toBe(true);
    expect([first, ...rest].map((one) => one?.text).join(' ')).toBe(long);
  });

  it('heads a phase with its name: over the moderator, or in a post of its own', () => {
    const opening = said('m', 'moderator', 'Welcome.\nGo on.', { phase: 'opening' });
    expect(posts([opened(), cast, opening])).toEqual([
      {
        speaker: { name: 'Moderator', kind: 'moderator' },
        view: { tone: 'step', title: 'Opening', lines: ['Welcome.', 'Go on.'] },
      },
    ]);
    expect(posts([opened(), cast, opening, said('n', 'moderator', 'Thanks.', { phase: 'opening' })])).toEqual([
      { speaker: { name: 'Moderator', kind: 'moderator' }, text: 'Thanks.' },
    ]);
    const [head, turn] = posts([opened(), cast, opening, said('a', 'ada', 'Yes.', { phase: 'debate' })]);
    expect(head).toEqual({ speaker: { name: 'simFocus', kind: 'app' }, view: { tone: 'step', title: 'Debate' } });
    expect(turn).toMatchObject({ text: 'Yes.' });
  });

  it('shows a question from a dialog, and none that stands in the thread', () => {
    const asked = (key: string): NewEvent => ({ key, type: 'asked', asker: uma, text: 'Why?' });
    expect(posts([opened(), cast, asked('question/form/1')])[0]?.view?.lines).toEqual([[{ bold: 'Uma asks:' }], 'Why?']);
    expect(posts([opened(), cast, asked('question/123')])).toEqual([]);
  });

  it('says what people and the app do to the discussion', () => {
    const control = (more: object): NewEvent => ({ key: 'c', type: 'control', action: 'pause', by: uma, ...more }) as NewEvent;
    const app = { id: 'simfocus', name: 'simFocus' };
    const lines = (event: NewEvent, more: Partial<Discussion> = {}) => posts([opened(), cast, event], more)[0]?.view?.lines;
    expect(lines(control({}))).toEqual(['Paused by Uma.']);
    expect(lines(control({ by: app, reason: 'Give me a role.' }))).toEqual(['Paused: Give me a role.']);
    expect(lines(control({ action: 'resume' }))).toEqual(['Resumed by Uma.']);
    expect(lines(control({ action: 'speed', speed: 2 }))).toEqual(['Speed 2 ×, set by Uma.']);
    expect(lines(control({ action: 'warn', by: app, reason: '81 % is spent.' }))).toEqual(['81 % is spent.']);
    expect(lines(control({ action: 'start' }))).toBeUndefined();
    const failed = posts([opened(), cast, control({ action: 'fail', by: app, reason: 'The key is refused.' })], {
      status: 'failed',
    });
    expect(failed[0]?.view).toMatchObject({ tone: 'bad', buttons: [[{ label: 'Resume' }, {}]] });
    const ended = (reason: string): NewEvent => ({ key: 'ended', type: 'ended', reason, by: uma }) as NewEvent;
    expect(lines(ended('stopped'), { reportStatus: 'generating' })).toEqual(['Stopped by Uma; the report is being written.']);
    expect(lines(ended('stopped'))).toEqual(['Stopped by Uma.']);
    expect(lines(ended('budget'))).toEqual(['The budget is used up.']);
    for (const reason of ['done', 'budget', 'time']) {
      expect(lines(ended(reason), { reportStatus: 'generating' })).toBeUndefined();
    }
  });

  it('keeps to itself what was said before a fork, ballots, sections and steps that failed', () => {
    const fork = opened({ kind: 'fork', discussion: 'x', turn: 1 });
    const copied = said('a', 'ada', 'Old.', { phase: 'opening' });
    expect(posts([fork])[0]?.view?.lines?.[0]).toContain('turn 1 of an earlier discussion');
    expect(posts([fork, cast, copied])).toEqual([]);
    expect(posts([fork, cast, copied, said('b', 'ada', 'New.', { phase: 'opening' })])).toMatchObject([{ text: 'New.' }]);
    expect(posts([opened(), cast])).toEqual([]);
    expect(posts([opened(), cast, { key: 'f', type: 'failed', reason: 'x' }])).toEqual([]);
    expect(posts([opened(), cast, { key: 'd', type: 'decided', data: {} }])).toEqual([]);
  });

  it('quotes the beginning of what is answered on one line', () => {
    expect(excerptOf('Yes.\n\nNo. Perhaps.')).toBe('Yes. No. Perhaps.');
    expect(excerptOf(`${'word '.repeat(40)}end`).split(' ')).toHaveLength(14);
  });
});
