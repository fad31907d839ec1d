import { expect, it } from 'vitest';
import { foldCache } from '../../../engine/discussion/fold-cache.ts';
import { createEngine } from '../../../engine/engine.ts';
import { rehearsalProvider } from '../../../engine/llm/rehearsal.ts';
import { silentLog } from '../../../engine/log.ts';
import { memoryQueue } from '../../../engine/queue/memory.ts';
import { memoryInstallations } from '../../../engine/store/memory-installations.ts';
import { memoryReceived } from '../../../engine/store/memory-received.ts';
import { startDelivery } from '../../delivery/delivery.ts';
import { memoryStores } from '../../people.fixture.ts';
import { createPeople } from '../../people.ts';
import { playGroup } from './play-group.ts';
import { openSlack } from './slack.ts';
import { openStandIn } from './stand-in.ts';
import { APP_TOKEN, botToken, TEAM } from './stand-in-world.ts';

it('holds a whole focus group: every turn once, in order, questions answered, paused and resumed, the report at the end', {
  timeout: 180_000,
}, async () => {
  const slack = await openStandIn();
  const log = silentLog();
  const stores = memoryStores();
  const provider = rehearsalProvider();
  const queue = memoryQueue();
  const engine = createEngine({
    ...stores,
    queue,
    providerFor: () => provider,
    log,
    folds: foldCache(),
    limits: { maxRounds: 20, member: { anHour: 10, atOnce: 3 } },
  });
  const real = openSlack({
    botToken: botToken(TEAM),
    appToken: APP_TOKEN,
    apiUrl: slack.apiUrl,
    installations: memoryInstallations(),
    received: memoryReceived(),
    avatars: { url: () => undefined, png: async () => undefined },
    log,
  });
  // Slow enough to be paused in between, and faster than Slack.
  const platform = { ...real, room: { ...real.room, everyMs: 100 } };
  const delivery = await startDelivery({
    engine,
    ...stores,
    platform,
    log,
    queue: memoryQueue(),
    concurrency: 10,
    times: { opener: 300 },
  });
  const worker = await engine.work({ concurrency: 10 });
  try {
    const parts = {
      engine,
      ...stores,
      platform,
      provider: { nameFor: () => 'rehearsal', check: async () => {} },
      deliver: delivery.wake,
      log,
    };
    await platform.connect(createPeople(parts));
    const { posts, preview, questions, report, root } = await playGroup(slack, 'Should our city make buses free?', () => {});
    expect(preview.seenBy).toBe('U0ANNA');

    const [id] = (await engine.list({ limit: 1 })).map((one) => one.id);
    const { transcript } = await engine.status(id ?? '');
    const said = transcript.turns.filter(({ kind }) => kind !== 'person');
    const spoken = posts.filter(({ username }) => username !== undefined && username !== 'simFocus');
    expect(spoken.map(({ username }) => username)).toEqual(said.map(({ speaker }) => speaker.name));
    for (const [i, { text }] of said.entries())
      expect(JSON.stringify(spoken[i]?.blocks)).toContain(JSON.stringify(text.slice(0, 40)).slice(1, -1));
    expect(spoken.filter(({ edits }) => edits > 0)).toEqual([]);
    const asked = transcript.turns.filter(({ kind }) => kind === 'person');
    expect(asked.map(({ text }) => text)).toEqual(['What would it cost, and who pays?', 'And what about the night?']);
    for (const { n } of asked) expect(said.some(({ replyTo }) => replyTo === n)).toBe(true);
    const marked = slack.world.messages.filter(({ ts }) => questions.includes(ts)).map(({ reactions }) => reactions);
    expect(marked).toEqual([['eyes'], ['eyes']]);
    expect(root.edits).toBeGreaterThan(2);
    expect(report.files?.some(({ title }) => title.endsWith('.md'))).toBe(true);
    expect(slack.world.calls).not.toContain('conversations.replies');
    expect(slack.world.faults).toEqual([]);
  } finally {
    await delivery.close();
    await platform.close();
    await worker.close();
    await slack.close();
  }
});
