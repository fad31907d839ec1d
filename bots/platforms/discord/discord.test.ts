import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../../../engine/errors.ts';
import { silentLog } from '../../../engine/log.ts';
import {
  type CommandSpec,
  type People,
  type Person,
  type Platform,
  type Post,
  type Said,
  type Thread,
  ThreadGone,
} from '../../platform.ts';
import type { View } from '../../view.ts';
import { openDiscord } from './discord.ts';
import { openStandIn, type StandIn, until } from './stand-in.ts';
import { APPLICATION, CHANNEL, GUILD, TOKEN } from './stand-in-world.ts';

const START: CommandSpec = {
  name: 'start',
  summary: 'Starts a focus group',
  options: [
    { name: 'rounds', summary: 'How many', kind: 'number', least: 1, most: 20, whole: true },
    { name: 'topic', summary: 'What it is about', kind: 'text', most: 500, required: true },
    { name: 'personas', summary: 'Who takes part', kind: 'text', most: 500, suggests: true },
  ],
};
const COMMANDS: CommandSpec[] = [
  START,
  { name: 'help', summary: 'What there is', options: [] },
  { name: 'Discuss this', summary: 'About a message', options: [], onMessage: true },
];
const preview: View = {
  title: 'Preview',
  buttons: [
    [
      { label: 'Start', style: 'primary', action: { name: 'start', about: 'd1' } },
      { label: 'Ask', action: { name: 'ask', about: 'd1' } },
      { label: 'Fail', action: { name: 'fail', about: 'd1' } },
    ],
  ],
};

/** People as a platform needs them: they write down what they are told. */
function listeners(told: unknown[][], slowMs = 0, commands: readonly CommandSpec[] = COMMANDS): People {
  const note = (...what: unknown[]) => void told.push(what);
  return {
    commands,
    async command(name, given, by, place, origin) {
      note('command', name, given, by.name, place, origin);
      await new Promise((resolve) => setTimeout(resolve, slowMs));
      if (name === 'help') throw new UserError('There is no help today.');
      return preview;
    },
    async suggest(command, option, typed) {
      return [{ label: `${command} ${option}`, value: `${typed}!` }];
    },
    formFor: (action, about) =>
      action === 'ask'
        ? {
            title: 'Ask',
            action: { name: 'asked', about },
            submit: 'Ask',
            fields: [{ name: 'question', label: 'Question', required: true, kind: 'text', long: true, most: 500 }],
          }
        : undefined,
    async act({ name, about, fields, origin }) {
      note('act', name, about, fields, origin);
      if (name === 'fail') throw new Error('secret cause');
      return name === 'asked' ? { answer: { lines: ['Asked.'] } } : { instead: { lines: ['Started.'] } };
    },
    async said(message, thread) {
      note('said', message, thread);
    },
    async gone(place) {
      note('gone', place);
    },
    home: async () => [],
    async left(...where) {
      note('left', ...where);
    },
    async joined(...where) {
      note('joined', ...where);
    },
  };
}

let discord: StandIn;
const open: Platform[] = [];

async function connected(told: unknown[][] = [], slowMs = 0, commands = COMMANDS): Promise<Platform> {
  const avatars = { url: (avatar: string) => `https://sim.example/avatars/${avatar}.png`, png: async () => undefined };
  const platform = openDiscord({ token: TOKEN, apiUrl: discord.url, guildId: GUILD, avatars, log: silentLog() });
  open.push(platform);
  await platform.connect(listeners(told, slowMs, commands));
  return platform;
}

beforeEach(async () => {
  discord = await openStandIn();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  await discord.close();
  expect(discord.world.faults).toEqual([]);
});

const alice: Person = { id: '100', name: 'alice', roles: async () => [], admin: false };
const place = { platform: 'discord', team: GUILD, channel: CHANNEL };
const opening = (discussion: string) => ({
  discussion,
  place,
  title: 'Free buses?',
  startedBy: alice,
  view: { title: 'Free buses?', buttons: [[{ label: 'Pause', action: { name: 'pause', about: discussion } }]] },
});
const turn = (key: string, text: string, name = 'Maria'): Post => ({
  key,
  text,
  speaker: { name, avatar: 'maria', kind: 'persona' },
});
const soon = () => AbortSignal.timeout(5_000);
const threadOf = async (platform: Platform, discussion = 'd1'): Promise<Thread> => ({
  ...place,
  ...(await platform.openThread(opening(discussion))),
});

describe('commands', () => {
  it('are registered when they are not what is registered, and only then', async () => {
    await connected();
    expect(discord.world.commands.map(({ name, type }) => [name, type])).toEqual([
      ['focus', 1],
      ['Discuss this', 3],
    ]);
    expect(discord.world.commands[0]?.options).toMatchObject([
      {
        name: 'start',
        options: [{ name: 'topic', required: true }, { name: 'rounds', type: 4, max_value: 20 }, { autocomplete: true }],
      },
      { name: 'help' },
    ]);
    await connected();
    expect(discord.world.registrations).toBe(1);
    const [topic] = START.options.filter(({ name }) => name === 'topic');
    await connected([], 0, [{ ...START, options: topic ? [topic] : [] }, ...COMMANDS.slice(1)]);
    expect(discord.world.registrations).toBe(2);
  });

  it('are acknowledged at once and answered when it is known, to the person alone', async () => {
    const told: unknown[][] = [];
    await connected(told, 400);
    const { interaction, message } = await discord.command('start', { topic: 'Free buses?', rounds: 3 });
    expect(interaction.answered).toBe(5);
    expect(interaction.ackMs).toBeLessThan(300);
    expect(message).toMatchObject({ seenBy: 'alice', embeds: [{ title: 'Preview' }] });
    expect(told).toEqual([['command', 'start', { topic: 'Free buses?', rounds: 3 }, 'alice', place, interaction.id]]);
  });

  it('tell in plain words what cannot be done', async () => {
    await connected();
    const { message } = await discord.command('help');
    expect(message?.embeds[0]?.description).toBe('There is no help today.');
  });

  it('work on a message, and suggest while somebody types', async () => {
    const told: unknown[][] = [];
    await connected(told);
    const said = discord.say(CHANNEL, 'bob', 'Prices are high');
    await discord.commandOnMessage('Discuss this', said);
    expect(told[0]?.slice(0, 4)).toEqual(['command', 'Discuss this', { text: 'Prices are high', message: said }, 'alice']);
    expect(await discord.suggestions('start', 'personas', 'ma')).toEqual([{ name: 'start personas', value: 'ma!' }]);
  });

  it('are done once, however often they are delivered and to however many processes', async () => {
    const told: unknown[][] = [];
    await Promise.all([connected(told), connected(told)]);
    const outcome = await discord.command('start', { topic: 'Free buses?' });
    discord.redeliver(outcome);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told.filter(([what]) => what === 'command')).toHaveLength(1);
    expect(discord.read(CHANNEL, 'alice')).toHaveLength(1);
  });
});

describe('controls', () => {
  it('replace the message that holds them, open a dialog, and tell of a bug without its cause', async () => {
    const told: unknown[][] = [];
    await connected(told);
    const { message } = await discord.command('start', { topic: 'Free buses?' });
    const id = message?.id ?? '';
    const failed = await discord.press(id, 'Fail');
    expect(failed.added[0]?.embeds[0]?.description).toMatch(/went wrong on our side/);
    expect(JSON.stringify(failed.added)).not.toContain('secret cause');
    const asking = await discord.press(id, 'Ask');
    expect(asking.interaction.modal).toMatchObject({ title: 'Ask' });
    const asked = await discord.submit(asking, { question: 'Why?' });
    expect(asked.added[0]).toMatchObject({ content: 'Asked.', seenBy: 'alice' });
    const started = await discord.press(id, 'Start');
    expect(started.message).toMatchObject({ content: 'Started.', embeds: [], components: [] });
    expect(told.filter(([what]) => what === 'act').map((act) => act.slice(1, 4))).toEqual([
      ['fail', 'd1', undefined],
      ['asked', 'd1', { question: 'Why?' }],
      ['start', 'd1', undefined],
    ]);
    expect(told.at(-1)?.at(-1)).toBe(started.interaction.id);
  });
});

describe('a thread', () => {
  it('is opened once for a discussion, under a starter message that can be brought up to date', async () => {
    const platform = await connected();
    const [first, second] = await Promise.all([platform.openThread(opening('d1')), platform.openThread(opening('d1'))]);
    expect(await platform.openThread(opening('d1'))).toEqual(first);
    expect(second).toEqual(first);
    expect(first).toEqual({ thread: first.thread, opener: first.thread });
    await platform.updateOpener({ ...place, ...first }, { title: 'Over', lines: ['Two of five moved.'] });
    expect(discord.read(CHANNEL)).toEqual(['simFocus [APP]:   ┃ Over Two of five moved.']);
    expect((await platform.openThread(opening('d2'))).thread).not.toBe(first.thread);
  });

  it('holds each turn under its persona’s name and face, in order, with a link to what it answers', async () => {
    const platform = await connected();
    const thread = await threadOf(platform);
    const first = await platform.post(thread, turn('1', 'I would ride more.'), soon());
    const reply = { message: first, name: 'Maria', excerpt: 'I would ride more.' };
    const second = await platform.post(thread, { ...turn('2', 'Who pays?', 'Tom'), replyTo: reply }, soon());
    await platform.post(
      thread,
      { key: '3', speaker: { name: 'Moderator', kind: 'moderator' }, text: 'On to the debate.' },
      soon(),
    );
    await platform.mark(thread, second, 'taken');
    expect(discord.read(thread.thread)).toEqual([
      'Maria [APP]: I would ride more.',
      `Tom [APP]: -# ↩ [Maria: I would ride more.](https://discord.com/channels/${GUILD}/${thread.thread}/${first})\nWho pays?\n  ✅`,
      'Moderator [APP]:   ┃ On to the debate.',
    ]);
    expect(discord.world.hooks.size).toBe(1);
    expect(discord.world.messages.get(first)?.avatar_url).toBe('https://sim.example/avatars/maria.png');
    expect(await platform.permalink(thread, first)).toBe(`https://discord.com/channels/${GUILD}/${thread.thread}/${first}`);
  });

  it('takes whatever a model writes without a ping, a fault or a word cut', async () => {
    const platform = await connected();
    const thread = await threadOf(platform);
    const hostile = [
      '@everyone <@1> <@&1> <#1> https://discord.gg/x [click](https://evil.example)',
      '```js\nconst a = "@everyone"',
      '# Big\n>>> **all',
      '@everyone '.repeat(175),
    ];
    for (const [i, text] of hostile.entries()) {
      await platform.post(thread, turn(String(i), text, 'Discord Clyde @everyone'), soon());
    }
    const lines = discord.read(thread.thread).join('\n').replaceAll('\u200b', '');
    expect(lines.match(/@everyone/g)).toHaveLength(177);
    expect(lines).toContain('D\u200aiscord C\u200alyde ＠everyone');
  });

  it('finds a post that got through unheard, and none that did not', async () => {
    const platform = await connected();
    const thread = await threadOf(platform);
    expect(await platform.findPost(thread, undefined, turn('1', 'a'))).toBeUndefined();
    discord.world.loseAnswers = 1;
    await expect(platform.post(thread, turn('1', 'I would ride more.'), soon())).rejects.toBeInstanceOf(RetryError);
    discord.say(thread.thread, 'bob', 'Who pays?');
    const found = await platform.findPost(thread, undefined, turn('1', 'I would ride more.'));
    expect(discord.world.messages.get(found ?? '')).toMatchObject({ content: 'I would ride more.' });
    expect(await platform.findPost(thread, found, turn('2', 'Me too.'))).toBeUndefined();
  });

  it('gets another webhook when somebody deletes or moves ours', async () => {
    const platform = await connected();
    const thread = await threadOf(platform);
    await platform.post(thread, turn('1', 'one'), soon());
    discord.world.hooks.clear();
    await platform.post(thread, turn('2', 'two'), soon());
    for (const hook of discord.world.hooks.values()) hook.channel_id = '42';
    await platform.post(thread, turn('3', 'three'), soon());
    expect(discord.read(thread.thread)).toEqual(['Maria [APP]: one', 'Maria [APP]: two', 'Maria [APP]: three']);
  });

  it('that was deleted is gone for good', async () => {
    const told: unknown[][] = [];
    const platform = await connected(told);
    const thread = await threadOf(platform);
    discord.world.channels.delete(thread.thread);
    discord.world.announce('THREAD_DELETE', { id: thread.thread, guild_id: GUILD, parent_id: CHANNEL, type: 11 });
    await expect(platform.post(thread, turn('1', 'one'), soon())).rejects.toBeInstanceOf(ThreadGone);
    await until(() => told.length > 0, 'People hear of it');
    expect(told).toEqual([['gone', { platform: 'discord', team: GUILD, thread: thread.thread }]]);
  });
});

describe('what people write', () => {
  const heard = (told: unknown[][]) => told.filter(([what]) => what === 'said').map(([, message]) => message as Said);

  it('in a thread is told with whom it answers; other bots, webhooks, our own posts and other channels are not', async () => {
    const told: unknown[][] = [];
    const platform = await connected(told);
    const thread = await threadOf(platform);
    const post = await platform.post(thread, turn('1', 'I would ride more.'), soon());
    discord.botSays(thread.thread, 'Beep?');
    discord.say(CHANNEL, 'bob', 'Not in a thread');
    discord.say(thread.thread, 'bob', `<@${APPLICATION}> who pays, <@9>?`);
    discord.say(thread.thread, 'carol', 'Why?', post);
    await until(() => heard(told).length > 1, 'both are told');
    expect(heard(told)).toMatchObject([
      { text: 'who pays, @somebody?', addressed: 'app', by: { name: 'bob', admin: false } },
      { text: 'Why?', replyTo: post, by: { name: 'carol' } },
    ]);
  });

  it('arrives after the gateway was cut', async () => {
    const told: unknown[][] = [];
    const platform = await connected(told);
    const thread = await threadOf(platform);
    discord.gateway.cut();
    discord.say(thread.thread, 'bob', 'While you were away');
    await until(() => heard(told).length > 0, 'it is told after a resume');
    expect(heard(told)).toMatchObject([{ text: 'While you were away' }]);
  });

  it('does not reach us without the Message Content intent, which the check tells, and all else works', async () => {
    discord.gateway.grantMessageContent(false);
    const told: unknown[][] = [];
    const platform = await connected(told);
    const thread = await threadOf(platform);
    discord.say(thread.thread, 'bob', 'Can you read this?');
    await discord.command('start', { topic: 'Free buses?' });
    expect(told.map(([what]) => what)).toEqual(['command']);
    expect((await platform.check(place)).filter(({ ok }) => !ok)).toMatchObject([
      { what: /Message Content/, mend: /developer portal/ },
    ]);
  });
});

it('asks at the invitation for what it uses, and finds nothing missing where it has that', async () => {
  const platform = await connected();
  expect((await platform.check(place)).filter(({ ok }) => !ok)).toEqual([]);
  const link = new URL(platform.inviteLink?.() ?? '');
  expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  // View, send, threads, webhooks, embeds, files, history, reactions; never Administrator.
  expect(
    BigInt(link.searchParams.get('permissions') ?? 0)
      .toString(2)
      .replaceAll('0', ''),
  ).toHaveLength(9);
  expect(BigInt(link.searchParams.get('permissions') ?? 8) & 8n).toBe(0n);
});
