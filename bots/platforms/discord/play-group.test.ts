import { expect, it } from 'vitest';
import { foldCache } from '../../../engine/discussion/fold-cache.ts';
import { createEngine } from '../../../engine/engine.ts';
import { rehearsalProvider } from '../../../engine/llm/rehearsal.ts';
import { silentLog } from '../../../engine/log.ts';
import { memoryQueue } from '../../../engine/queue/memory.ts';
import { startDelivery } from '../../delivery/delivery.ts';
import { memoryStores } from '../../people.fixture.ts';
import { createPeople } from '../../people.ts';
import { openDiscord } from './discord.ts';
import { playGroup } from './play-group.ts';
import { openStandIn, until } from './stand-in.ts';
import { CHANNEL, GUILD, TOKEN } from './stand-in-world.ts';

/** The stand-in with all of simFocus behind it, in memory. */
async function openRoom() {
  const discord = await openStandIn();
  const log = silentLog();
  const stores = memoryStores();
  const provider = rehearsalProvider({ latencyMs: 50 });
  const engine = createEngine({
    ...stores,
    queue: memoryQueue(),
    providerFor: () => provider,
    log,
    folds: foldCache(),
    limits: { maxRounds: 20, member: { anHour: 10, atOnce: 3 } },
  });
  const avatars = { url: (avatar: string) => `https://faces.example/${avatar}.png`, png: async () => undefined };
  const real = openDiscord({ token: TOKEN, apiUrl: discord.url, guildId: GUILD, avatars, log });
  // At Discord's own pace this would take a minute.
  const platform = { ...real, room: { ...real.room, everyMs: 100 } };
  const delivery = await startDelivery({ engine, ...stores, platform, log, queue: memoryQueue(), concurrency: 10 });
  const worker = await engine.work({ concurrency: 10 });
  const speaks = { nameFor: () => 'rehearsal', check: async () => {} };
  await platform.connect(createPeople({ engine, ...stores, platform, provider: speaks, deliver: delivery.wake, log }));
  const close = async () => {
    await delivery.close();
    await platform.close();
    await worker.close();
    await discord.close();
  };
  return { discord, engine, close };
}

it('holds a whole focus group: every turn once, in order, questions answered, the report at the end', {
  timeout: 180_000,
}, async () => {
  const { discord, engine, close } = await openRoom();
  try {
    const { posts, preview, report, thread } = await playGroup(discord, 'Should our city make buses free?', () => {});
    expect(preview.message?.embeds).toHaveLength(5);

    const [id] = (await engine.list({ limit: 1 })).map((one) => one.id);
    const { transcript } = await engine.status(id ?? '');
    const said = transcript.turns.filter(({ kind }) => kind !== 'person');
    const spoken = posts.filter(({ author }) => author.username !== 'simFocus');
    expect(spoken.map(({ author }) => author.username)).toEqual(said.map(({ speaker }) => speaker.name));
    for (const [i, { text }] of said.entries()) {
      const words = [spoken[i]?.content, spoken[i]?.embeds[0]?.description].join(' ');
      expect(words).toContain(text.split('\n')[0]?.slice(0, 40));
    }
    const questions = transcript.turns.filter(({ kind }) => kind === 'person');
    expect(questions.map(({ text }) => text)).toEqual([
      'What would it cost, and who pays?',
      expect.stringContaining('Why do you think so?'),
    ]);
    for (const { n } of questions) expect(said.some(({ replyTo }) => replyTo === n)).toBe(true);
    expect(discord.read(thread).filter((line) => line.includes('✅'))).toHaveLength(2);
    expect(report.added[0]?.attachments.some(({ filename }) => filename.endsWith('.md'))).toBe(true);
    expect(discord.world.hooks.size).toBe(1);
    expect(discord.world.faults).toEqual([]);
  } finally {
    await close();
  }
});

it('shows on the starter message that it is over when somebody deletes the thread', { timeout: 60_000 }, async () => {
  const { discord, engine, close } = await openRoom();
  const { world } = discord;
  try {
    const preview = await discord.command('start', { topic: 'Free buses?', rounds: 4, people: 4 });
    await discord.press(preview.message?.id ?? '', 'Start');
    const thread = () => [...world.channels.values()].find(({ parent_id }) => parent_id === CHANNEL)?.id ?? '';
    await until(() => discord.read(thread()).length > 1, 'it has begun', 30_000);
    expect(discord.read(CHANNEL)[0]).toContain('[Pause]');
    const id = thread();
    world.channels.delete(id);
    world.announce('THREAD_DELETE', { id, guild_id: GUILD, parent_id: CHANNEL, type: 11 });
    await until(() => discord.read(CHANNEL)[0]?.includes('Stopped'), 'the starter message tells it', 30_000);
    expect(discord.read(CHANNEL)[0]).not.toContain('[Pause]');
    expect((await engine.list({ limit: 1 }))[0]?.status).toBe('cancelled');
  } finally {
    await close();
  }
});
