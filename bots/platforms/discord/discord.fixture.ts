import { afterEach, beforeEach, expect } from 'vitest';
import { UserError } from '../../../engine/errors.ts';
import { silentLog } from '../../../engine/log.ts';
import type { CommandSpec, People, Person, Platform, Post, Thread } from '../../platform.ts';
import type { View } from '../../view.ts';
import { openDiscord } from './discord.ts';
import { openStandIn, type StandIn } from './stand-in.ts';
import { CHANNEL, GUILD, TOKEN } from './stand-in-world.ts';

export const START: CommandSpec = {
  name: 'start',
  summary: 'Starts a focus group',
  options: [
    { name: 'rounds', summary: 'How many', kind: 'number', least: 1, most: 20, whole: true },
    { name: 'topic', summary: 'What it is about', kind: 'text', most: 500, required: true },
    { name: 'personas', summary: 'Who takes part', kind: 'text', most: 500, suggests: true },
  ],
};
export const COMMANDS: CommandSpec[] = [
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
function listeners(told: unknown[][], slowMs = 0, commands: readonly CommandSpec[] = COMMANDS, joined: string[] = []): People {
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
    async joined(_platform, team) {
      joined.push(team);
    },
  };
}

/** A stand-in for each test, without a fault at its end; `connected` opens the platform on it. */
export function play() {
  let discord: StandIn;
  const joined: string[] = [];
  const open: Platform[] = [];
  beforeEach(async () => {
    discord = await openStandIn();
    joined.length = 0;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
    await discord.close();
    expect(discord.world.faults).toEqual([]);
  });
  return {
    get discord() {
      return discord;
    },
    /** Servers that it was told to be in. */
    joined,
    async connected(told: unknown[][] = [], slowMs = 0, commands = COMMANDS): Promise<Platform> {
      const avatars = { url: (avatar: string) => `https://sim.example/avatars/${avatar}.png`, png: async () => undefined };
      const platform = openDiscord({ token: TOKEN, apiUrl: discord.url, guildId: GUILD, avatars, log: silentLog() });
      open.push(platform);
      await platform.connect(listeners(told, slowMs, commands, joined));
      return platform;
    },
  };
}

export const alice: Person = { id: '100', name: 'alice', roles: async () => [], admin: false };
export const place = { platform: 'discord', team: GUILD, channel: CHANNEL };
export const opening = (discussion: string) => ({
  discussion,
  place,
  title: 'Free buses?',
  startedBy: alice,
  view: { title: 'Free buses?', buttons: [[{ label: 'Pause', action: { name: 'pause', about: discussion } }]] },
});
export const turn = (key: string, text: string, name = 'Maria'): Post => ({
  key,
  text,
  speaker: { name, avatar: 'maria', kind: 'persona' },
});
export const soon = () => AbortSignal.timeout(5_000);
export const threadOf = async (platform: Platform, discussion = 'd1'): Promise<Thread> => ({
  ...place,
  ...(await platform.openThread(opening(discussion))),
});
