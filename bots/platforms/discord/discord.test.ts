import { describe, expect, it } from 'vitest';
import { RetryError } from '../../../engine/errors.ts';
import { type Said, ThreadGone } from '../../platform.ts';
import { opening, place, play, soon, threadOf, turn } from './discord.fixture.ts';
import { until } from './stand-in.ts';
import { APPLICATION, CHANNEL, GUILD } from './stand-in-world.ts';

const room = play();
const { connected } = room;

describe('a thread', () => {
  it('is opened once for a discussion, under a starter message that can be brought up to date', async () => {
    const platform = await connected();
    const [first, second] = await Promise.all([platform.openThread(opening('d1')), platform.openThread(opening('d1'))]);
    expect(await platform.openThread(opening('d1'))).toEqual(first);
    expect(second).toEqual(first);
    expect(first).toEqual({ thread: first.thread, opener: first.thread });
    await platform.updateOpener({ ...place, ...first }, { title: 'Over', lines: ['Two of five moved.'] });
    expect(room.discord.read(CHANNEL)).toEqual(['simFocus [APP]:   ┃ Over\n  ┃ Two of five moved.']);
    expect((await platform.openThread(opening('d2'))).thread).not.toBe(first.thread);
  });

  it('tells at the start in which servers it is: one may have removed it and taken it back meanwhile', async () => {
    await connected();
    await until(() => room.joined.length > 0, 'it is told of its server');
    expect(room.joined).toEqual([GUILD]);
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
    expect(room.discord.read(thread.thread)).toEqual([
      'Maria [APP]: I would ride more.',
      `Tom [APP]: -# ↩ [Maria: I would ride more.](https://discord.com/channels/${GUILD}/${thread.thread}/${first})\nWho pays?\n  ✅`,
      'Moderator [APP]:   ┃ On to the debate.',
    ]);
    expect(room.discord.world.hooks.size).toBe(1);
    expect(room.discord.world.messages.get(first)?.avatar_url).toBe('https://sim.example/avatars/maria.png');
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
    const lines = room.discord.read(thread.thread).join('\n').replaceAll('\u200b', '');
    expect(lines.match(/@everyone/g)).toHaveLength(177);
    expect(lines).toContain('D\u200aiscord C\u200alyde ＠everyone');
  });

  it('finds a post that got through unheard, and none that did not', async () => {
    const platform = await connected();
    const thread = await threadOf(platform);
    expect(await platform.findPost(thread, undefined, turn('1', 'a'))).toBeUndefined();
    room.discord.world.loseAnswers = 1;
    await expect(platform.post(thread, turn('1', 'I would ride more.'), soon())).rejects.toBeInstanceOf(RetryError);
    room.discord.say(thread.thread, 'bob', 'Who pays?');
    const found = await platform.findPost(thread, undefined, turn('1', 'I would ride more.'));
    expect(room.discord.world.messages.get(found ?? '')).toMatchObject({ content: 'I would ride more.' });
    expect(await platform.findPost(thread, found, turn('2', 'Me too.'))).toBeUndefined();
  });

  it('gets another webhook when somebody deletes or moves ours', async () => {
    const platform = await connected();
    const thread = await threadOf(platform);
    await platform.post(thread, turn('1', 'one'), soon());
    room.discord.world.hooks.clear();
    await platform.post(thread, turn('2', 'two'), soon());
    for (const hook of room.discord.world.hooks.values()) hook.channel_id = '42';
    await platform.post(thread, turn('3', 'three'), soon());
    expect(room.discord.read(thread.thread)).toEqual(['Maria [APP]: one', 'Maria [APP]: two', 'Maria [APP]: three']);
  });

  it('that was deleted is gone for good', async () => {
    const told: unknown[][] = [];
    const platform = await connected(told);
    const thread = await threadOf(platform);
    room.discord.world.channels.delete(thread.thread);
    room.discord.world.announce('THREAD_DELETE', { id: thread.thread, guild_id: GUILD, parent_id: CHANNEL, type: 11 });
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
    room.discord.botSays(thread.thread, 'Beep?');
    room.discord.say(CHANNEL, 'bob', 'Not in a thread');
    room.discord.say(thread.thread, 'bob', `<@${APPLICATION}> who pays, <@9>?`);
    room.discord.say(thread.thread, 'carol', 'Why?', post);
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
    room.discord.gateway.cut();
    room.discord.say(thread.thread, 'bob', 'While you were away');
    await until(() => heard(told).length > 0, 'it is told after a resume');
    expect(heard(told)).toMatchObject([{ text: 'While you were away' }]);
  });

  it('does not reach us without the Message Content intent, which the check tells, and all else works', async () => {
    room.discord.gateway.grantMessageContent(false);
    const told: unknown[][] = [];
    const platform = await connected(told);
    const thread = await threadOf(platform);
    room.discord.say(thread.thread, 'bob', 'Can you read this?');
    await room.discord.command('start', { topic: 'Free buses?' });
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
