import { describe, expect, it } from 'vitest';
import type { CommandSpec, OptionSpec } from '../../platform.ts';
import { typedCommand } from './command-text.ts';
import { givenTo } from './given.ts';
import { mentioned, messageText } from './message-text.ts';

const option = (name: string, more: Partial<OptionSpec> = {}): OptionSpec =>
  ({ name, summary: name, kind: 'text', most: 200, ...more }) as OptionSpec;
const start: CommandSpec = {
  name: 'start',
  summary: '',
  options: [
    option('topic', { required: true }),
    option('rounds', { kind: 'number', least: 1, most: 20, whole: true } as Partial<OptionSpec>),
    option('mode', { choices: [{ label: 'Debate', value: 'debate' }] } as Partial<OptionSpec>),
    option('personas'),
  ],
};
const fork: CommandSpec = { name: 'fork', summary: '', options: [option('discussion'), option('turn')] };
const settings: CommandSpec = {
  name: 'settings',
  summary: '',
  options: [option('control-role', { kind: 'role' } as Partial<OptionSpec>)],
};
const commands = [start, fork, settings, { name: 'Discuss this', summary: '', options: [], onMessage: true }];
const values = (text: string) => {
  const typed = typedCommand(text, commands);
  return typed.kind === 'command' ? [typed.spec.name, typed.values] : typed;
};

describe('what is typed after /focus', () => {
  it.each([
    ['start Should buses be free?', ['start', { topic: 'Should buses be free?' }]],
    ['START  a   b', ['start', { topic: 'a b' }]],
    ['Should buses be free?', ['start', { topic: 'Should buses be free?' }]],
    ['start Buses --rounds 6 --mode=debate now', ['start', { topic: 'Buses now', rounds: '6', mode: 'debate' }]],
    ['start rounds:6 Buses: free or not', ['start', { topic: 'Buses: free or not', rounds: '6' }]],
    [
      'start —rounds 6 “Free buses” –personas “Ann Lee, Bo”',
      ['start', { topic: 'Free buses', rounds: '6', personas: 'Ann Lee, Bo' }],
    ],
    ['start', ['start', {}]],
    ['fork 12ab --turn 4', ['fork', { discussion: '12ab', turn: '4' }]],
    ['Start a debate about nothing', ['start', { topic: 'a debate about nothing' }]],
    ['', { kind: 'dialog' }],
    ['  ', { kind: 'dialog' }],
    ['strat', { kind: 'unknown', word: 'strat' }],
  ])('%s', (text, found) => {
    expect(values(text)).toEqual(found);
  });

  it('takes only what an option holds, and names the option', () => {
    expect(givenTo(start, { topic: 'x', rounds: '6', mode: 'Debate', nothing: 'y' })).toEqual({
      topic: 'x',
      rounds: 6,
      mode: 'debate',
    });
    expect(givenTo(settings, { 'control-role': '<!subteam^S123|@admins>' })).toEqual({ 'control-role': 'S123' });
    for (const [given, field] of [
      [{ rounds: '3' }, 'topic'],
      [{ topic: 'x', rounds: '0' }, 'rounds'],
      [{ topic: 'x', rounds: '2.5' }, 'rounds'],
      [{ topic: 'x', mode: 'shout' }, 'mode'],
      [{ topic: 'x'.repeat(201) }, 'topic'],
    ] as const) {
      expect(() => givenTo(start, given)).toThrow(expect.objectContaining({ field, code: 'VALIDATION_ERROR' }));
    }
    expect(() => givenTo(settings, { 'control-role': 'everybody' })).toThrow(/must be a user group/);
  });
});

describe('what is written in Slack', () => {
  it('is read as people see it', async () => {
    const names = async (id: string) => (id === 'U1' ? 'Ann' : undefined);
    const text =
      '<@U1> and <@U2|bo>, <#C1|ideas> <!subteam^S1|@team> <!here> <https://a.b/?c&amp;d|here> <https://a.b> &lt;@U1&gt; a &amp;amp; b';
    expect(await messageText(text, names)).toBe(
      '@Ann and @bo, #ideas @team @here here (https://a.b/?c&d) https://a.b <@U1> a &amp; b',
    );
  });

  it('tells whom it begins by mentioning', () => {
    expect(mentioned('<@U1> pause')).toEqual({ user: 'U1', rest: 'pause' });
    expect(mentioned(' <@U1|ann>: why?')).toEqual({ user: 'U1', rest: 'why?' });
    for (const text of ['why <@U1>?', '&lt;@U1&gt; x', '']) expect(mentioned(text)).toBeUndefined();
  });
});
