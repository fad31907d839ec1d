import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { request } from '../../engine/discussion/harness.fixture.ts';
import { UserError } from '../../engine/errors.ts';
import type { FakeChat } from '../fake-platform.ts';
import { lostAnswer, slowDown } from '../fake-platform.ts';
import type { View } from '../view.ts';
import { FAST, place, setting, uma, until } from './delivery.fixture.ts';

const textOf = (view: View | undefined): string => JSON.stringify(view?.lines ?? []);
const posts = (chat: FakeChat, id: string) =>
  chat.messagesIn(chat.threadFor(id)?.thread ?? '').flatMap(({ post }) => (post ? [post] : []));
const saidIn = (chat: FakeChat, id: string) =>
  posts(chat, id).flatMap(({ speaker, text, view }) =>
    speaker.kind === 'app' ? [] : [`${speaker.name}: ${text ?? (view?.lines ?? []).join('\n')}`],
  );

/** Order, and everything once: what the thread shows against what the log holds. */
async function expectWhole(world: ReturnType<typeof setting>, id: string): Promise<void> {
  const keys = posts(world.chat, id).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const order = keys.map((key) => key.split('/').slice(1).map(Number));
  expect(order).toEqual([...order].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
  const { transcript } = await world.engine.status(id);
  const spoken = transcript.turns.filter(({ kind }) => kind !== 'person').map(({ speaker, text }) => `${speaker.name}: ${text}`);
  expect(saidIn(world.chat, id)).toEqual(spoken);
}

const over = (world: ReturnType<typeof setting>, id: string) => until(async () => (await world.threads.get(id))?.closed === true);

describe('delivery', () => {
  it('opens the thread, posts the log in order and once, says how it came out, and is done', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const id = await world.begun({ everyMs: 10 });
    await over(world, id);
    await expectWhole(world, id);
    const thread = world.chat.threadFor(id);
    expect(thread?.opening).toMatchObject({
      title: 'Should our city make buses free?',
      startedBy: uma,
      place: { team: 'g1', channel: 'c1' },
    });
    expect(thread?.view).toMatchObject({ tone: 'good' });
    const all = posts(world.chat, id);
    expect(all.filter(({ view }) => view?.tone === 'step' && view.title).map(({ view }) => view?.title)).toEqual([
      'Opening',
      'Closing',
    ]);
    // The summary comes right after what was said last.
    expect(all.at(-2)?.speaker).toMatchObject({ kind: 'moderator' });
    expect(all.at(-1)?.view).toMatchObject({ tone: 'good', title: 'The discussion is finished' });
    expect(textOf(all.at(-1)?.view)).toContain('https://chat.test/');
    const answers = all.filter(({ replyTo }) => replyTo);
    expect(answers.length).toBeGreaterThan(0);
    for (const { replyTo } of answers) {
      const answered = world.chat.messagesIn(thread?.thread ?? '').find(({ id: message }) => message === replyTo?.message);
      expect(answered?.post?.speaker.name).toBe(replyTo?.name);
    }
    expect(world.chat.typing.length).toBeGreaterThan(0);
    await delivery.close();
  });

  it('shows how the ballots moved, and says it in words where that cannot be drawn', async () => {
    const chart = { png: Buffer.from('a picture'), svg: '', alt: 'Two moved.', title: 'Ballots' };
    for (const drawn of [async () => chart, async () => Promise.reject(new Error('no font'))]) {
      const world = setting();
      const delivery = await world.deliver({ engine: { ...world.engine, chart: drawn } });
      await world.engine.work({ concurrency: 5 });
      const id = await world.begun({ options: { rounds: 1 } });
      await over(world, id);
      const end = posts(world.chat, id).at(-1)?.view;
      expect(textOf(end)).toMatch(/Before: .* After: .* moved\./);
      const isDrawn = (await drawn().catch(() => undefined)) !== undefined;
      expect(end?.image).toEqual(isDrawn ? { png: chart.png, name: 'ballots.png', alt: 'Two moved.' } : undefined);
      await delivery.close();
    }
  });

  it('opens one thread for a discussion, whoever is asked and however often', async () => {
    const world = setting();
    let opened = 0;
    world.chat.trouble.before = (what) => void (what === 'open' && opened++);
    const deliveries = await Promise.all([world.deliver(), world.deliver(), world.deliver()]);
    const id = await world.begun();
    await Promise.all(deliveries.map((one) => one.wake(id)));
    await until(async () => (await world.engine.get(id))?.status === 'running');
    expect([opened, world.chat.threads.size]).toEqual([1, 1]);
    await Promise.all(deliveries.map((one) => one.close()));
  });

  it('answers a question from the thread with a link to it, and shows one from a dialog', async () => {
    const world = setting();
    const delivery = await world.deliver();
    const id = await world.begun();
    await until(async () => (await world.engine.get(id))?.status === 'running');
    await world.engine.ask(id, { messageId: 'm-of-uma', asker: uma, text: 'What about the suburbs?' });
    await world.engine.ask(id, { messageId: 'form/i1', asker: uma, text: 'And who pays?\nReally?' });
    await world.engine.work({ concurrency: 5 });
    await over(world, id);
    const all = posts(world.chat, id);
    expect(all.some(({ replyTo }) => replyTo?.message === 'm-of-uma' && replyTo.name === 'Uma')).toBe(true);
    const asked = all.filter(({ view }) => textOf(view).includes('Uma asks:'));
    expect(asked.map(({ view }) => view?.lines)).toEqual([[[{ bold: 'Uma asks:' }], 'And who pays?', 'Really?']]);
    const message = world.chat.messagesIn(world.chat.threadFor(id)?.thread ?? '').find(({ post }) => post === asked[0])?.id;
    expect(all.some(({ replyTo }) => replyTo?.message === message)).toBe(true);
    await expectWhole(world, id);
    await delivery.close();
  });

  it('tells at once that it is paused, before the turn that is held back, and tells it once', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const id = await world.begun({ everyMs: 1_500, options: { rounds: 1 } });
    const pending = async () =>
      (await world.store.events(id, 0)).filter(({ type, deliverAt }) => type === 'said' && deliverAt > new Date());
    await until(async () => saidIn(world.chat, id).length >= 1 && (await pending()).length === 1);
    await world.engine.pause(id, uma);
    await until(() => posts(world.chat, id).some(({ view }) => textOf(view).includes('Paused by Uma.')));
    const held = saidIn(world.chat, id).length;
    await sleep(100);
    expect([saidIn(world.chat, id).length, (await world.threads.early(id)).length]).toEqual([held, 1]);
    await world.engine.resume(id, uma);
    await until(() => posts(world.chat, id).some(({ view }) => textOf(view).includes('Resumed by Uma.')));
    expect(saidIn(world.chat, id).length).toBe(held);
    await until(() => saidIn(world.chat, id).length > held);
    await world.engine.stop(id, uma);
    await over(world, id);
    const told = posts(world.chat, id).map(({ view }) => textOf(view));
    for (const notice of ['Paused by Uma.', 'Resumed by Uma.'])
      expect(told.filter((line) => line.includes(notice))).toHaveLength(1);
    await delivery.close();
  });

  it('takes place in a thread that was there; of two that want it at once the other ends, and says why', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const begun = async () => {
      const { id } = await world.engine.draft(request({ by: uma, team: 'fake:g1', everyMs: 10 }));
      await world.threads.add(id, { ...place, inside: 'T9' }, uma);
      return id;
    };
    const ids = [await begun(), await begun()];
    await Promise.all(ids.map((id) => world.engine.initialize(id, uma)));
    await until(async () => (await Promise.all(ids.map((id) => world.threads.get(id)))).every((open) => open?.closed));
    const states = await Promise.all(ids.map(async (id) => ({ id, status: (await world.engine.get(id))?.status })));
    expect(states.map(({ status }) => status).sort()).toEqual(['cancelled', 'completed']);
    const id = states.find(({ status }) => status === 'completed')?.id ?? '';
    expect(world.chat.threadFor(id)?.thread).toBe('T9');
    await expectWhole(world, id);
    expect(world.chat.told).toHaveLength(1);
    expect(world.chat.told[0]?.place).toEqual({ ...place, thread: 'T9' });
    expect(world.chat.told[0]?.view.lines).toEqual([expect.stringContaining('A discussion is going on in this thread already.')]);
    await delivery.close();
  });

  it('shows at once what was said before a stop, and then that it was stopped', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const id = await world.begun({ everyMs: 60_000 });
    await until(async () => saidIn(world.chat, id).length === 1 && (await world.engine.status(id)).transcript.turns.length === 2);
    await world.engine.stop(id, uma);
    await over(world, id);
    await expectWhole(world, id);
    expect(textOf(posts(world.chat, id).at(-2)?.view)).toContain('Stopped by Uma; the report is being written.');
    await delivery.close();
  });

  it('holds while it is paused, and goes on where it was', async () => {
    const world = setting({ latencyMs: 5 });
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const id = await world.begun({ everyMs: 20 });
    await until(() => saidIn(world.chat, id).length >= 3);
    await world.engine.pause(id, uma);
    await until(() => posts(world.chat, id).some(({ view }) => textOf(view).includes('Paused by Uma.')));
    await sleep(30);
    const held = posts(world.chat, id).length;
    await sleep(150);
    expect(posts(world.chat, id).length).toBe(held);
    await world.engine.setSpeed(id, 3, uma);
    await world.engine.resume(id, uma);
    await over(world, id);
    await expectWhole(world, id);
    const notices = posts(world.chat, id).map(({ view }) => textOf(view));
    expect(notices.some((line) => line.includes('Speed 3 ×, set by Uma.'))).toBe(true);
    expect(notices.some((line) => line.includes('Resumed by Uma.'))).toBe(true);
    await delivery.close();
  });

  it('keeps the pace of a channel, whoever posts in it', async () => {
    const world = setting({ room: { everyMs: 25 } });
    const deliveries = await Promise.all([world.deliver(), world.deliver()]);
    await world.engine.work({ concurrency: 5 });
    const ids = await Promise.all([world.begun({ options: { rounds: 1 } }), world.begun({ options: { rounds: 1 } })]);
    for (const id of ids) await over(world, id);
    const times = ids.flatMap((id) => world.chat.messagesIn(world.chat.threadFor(id)?.thread ?? '').map(({ at }) => at)).sort();
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(times.length).toBeGreaterThan(12);
    // Timers are a little early or late; in the long run the pace holds.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual((times.length - 1) * 25 - 10);
    expect(gaps.filter((gap) => gap < 12).length).toBeLessThan(gaps.length / 3);
    for (const id of ids) await expectWhole(world, id);
    await Promise.all(deliveries.map((one) => one.close()));
  });

  it('loses and doubles nothing when the platform refuses, is slow, or its answers are lost', async () => {
    const world = setting({ room: { message: 120 } });
    let n = 0;
    const every = (k: number, offset: number) => n % k === offset;
    world.chat.trouble.before = async (what) => {
      if (what !== 'post' && what !== 'opener' && what !== 'find') return;
      n++;
      if (every(7, 2)) throw slowDown(15);
      if (every(67, 5)) await sleep(400);
    };
    world.chat.trouble.after = async (what) => {
      if (what === 'post' && every(11, 4)) throw lostAnswer();
      if (what === 'post' && every(71, 3)) await sleep(400);
    };
    // What is answered too late gets through long before its claim ends, also on a machine that is busy.
    const delivery = await world.deliver({ times: { ...FAST, post: 300, claim: 2_000 } });
    await world.engine.work({ concurrency: 5 });
    const ids = await Promise.all([1, 2, 3].map(() => world.begun({ options: { rounds: 2, length: 'essay' } })));
    for (const id of ids) {
      await until(async () => (await world.threads.get(id))?.closed === true, 25_000);
      const keys = posts(world.chat, id).map(({ key }) => key);
      expect(keys).toEqual([...new Set(keys)]);
      expect(keys.filter((key) => key.endsWith('/1')).length).toBeGreaterThan(3);
      const { transcript } = await world.engine.status(id);
      const words = (text: string) => text.split(/\s+/);
      const spoken = transcript.turns.filter(({ kind }) => kind === 'persona').flatMap(({ text }) => words(text));
      const shown = posts(world.chat, id)
        .filter(({ speaker }) => speaker.kind === 'persona')
        .flatMap(({ text = '' }) => words(text));
      expect(shown).toEqual(spoken);
    }
    await delivery.close();
  }, 60_000);

  it('pauses with the reason on the starter message when a person has to mend something, and goes on when that is done', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    let forbidden = false;
    world.chat.trouble.before = (what, post) => {
      if (what === 'post' && post?.speaker.kind === 'persona' && !forbidden && saidIn(world.chat, id).length === 3)
        forbidden = true;
      if (what === 'post' && forbidden) throw new UserError('Give me "Send Messages" here.');
    };
    const id = await world.begun({ everyMs: 20 });
    await until(async () => (await world.engine.get(id))?.status === 'paused');
    expect(await world.threads.get(id)).toMatchObject({ problem: 'Give me "Send Messages" here.' });
    expect((await world.engine.get(id))?.reason).toBe('Give me "Send Messages" here.');
    await until(() => world.chat.threadFor(id)?.view.tone === 'bad');
    expect(textOf(world.chat.threadFor(id)?.view)).toContain('Give me \\"Send Messages\\" here.');
    await world.engine.resume(id, uma);
    await until(async () => (await world.engine.get(id))?.status === 'paused');
    world.chat.trouble.before = () => {};
    await world.engine.resume(id, uma);
    await over(world, id);
    await expectWhole(world, id);
    expect(world.chat.threadFor(id)?.view.tone).toBe('good');
    await delivery.close();
  });

  it('says nothing rather than something twice where it may not look, and says why', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    let lost = false;
    world.chat.allowLooking(false);
    world.chat.trouble.after = (what) => {
      if (what !== 'post' || lost || saidIn(world.chat, id).length < 3) return;
      lost = true;
      throw lostAnswer();
    };
    const id = await world.begun({ everyMs: 40 });
    await until(async () => (await world.threads.get(id))?.problem !== undefined);
    const count = posts(world.chat, id).length;
    await sleep(200);
    expect([posts(world.chat, id).length, (await world.engine.get(id))?.status]).toEqual([count, 'paused']);
    world.chat.allowLooking(true);
    await world.engine.resume(id, uma);
    await over(world, id);
    await expectWhole(world, id);
    await delivery.close();
  });

  it('ends a discussion whose thread is gone, and posts nowhere any more', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const id = await world.begun({ everyMs: 15 });
    await until(() => saidIn(world.chat, id).length >= 2);
    world.chat.deleteThread(id);
    await until(async () => (await world.engine.get(id))?.status === 'cancelled');
    await over(world, id);
    expect(await world.threads.due('fake', 10)).toEqual([]);
    await delivery.close();
  });

  it('tells whoever wanted it when the thread cannot be opened', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    world.chat.trouble.before = (what) => {
      if (what === 'open') throw new UserError('Give me "Create Public Threads" here.');
    };
    const id = await world.begun();
    await until(() => world.chat.told.length === 1);
    expect(world.chat.told[0]).toMatchObject({ person: uma, place: { channel: 'c1' } });
    expect(textOf(world.chat.told[0]?.view)).toContain('Create Public Threads');
    expect(await world.engine.get(id)).toMatchObject({ status: 'cancelled', reportStatus: 'none' });
    await delivery.close();
  });

  it('tries to open it again when the platform is not well', async () => {
    const world = setting();
    let n = 0;
    world.chat.trouble.before = (what) => {
      if (what === 'open' && ++n === 1) throw slowDown(20);
    };
    world.chat.trouble.after = async (what) => {
      if (what === 'open' && n === 2) await sleep(400);
    };
    const delivery = await world.deliver();
    const id = await world.begun();
    await until(async () => (await world.engine.get(id))?.status === 'running');
    expect([n, world.chat.threads.size]).toEqual([3, 1]);
    await delivery.close();
  });

  it('shows changes on the starter message, but not at every turn', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const id = await world.begun({ options: { rounds: 6 }, everyMs: 10 });
    await over(world, id);
    const views = world.chat.threadFor(id)?.views ?? [];
    const { transcript } = await world.engine.status(id);
    expect(views.length).toBeGreaterThan(4);
    expect(views.length).toBeLessThan(transcript.turns.length);
    expect(JSON.stringify(views)).toContain('round 4 of 6');
    await delivery.close();
  });

  it('changes no starter message of a team, in whatever process, before the time that the platform named', async () => {
    const world = setting({ room: { teamEveryMs: 1 } });
    const asked: number[] = [];
    world.chat.trouble.before = async (what) => {
      if (what !== 'opener') return;
      asked.push(Date.now());
      if (asked.length === 1) throw slowDown(1_000);
    };
    const deliveries = await Promise.all([world.deliver(), world.deliver()]);
    await world.engine.work({ concurrency: 5 });
    const ids = await Promise.all([1, 2, 3].map(() => world.begun({ options: { rounds: 2 } })));
    for (const id of ids) await over(world, id);
    const [first = 0] = asked;
    // What was under way when the refusal came has not heard of it.
    expect(asked.map((at) => at - first).filter((ms) => ms > 400 && ms < 980)).toEqual([]);
    expect(asked.length).toBeGreaterThan(3);
    await Promise.all(deliveries.map((one) => one.close()));
  });

  it('does not say again what was said before a fork', async () => {
    const world = setting();
    const delivery = await world.deliver();
    await world.engine.work({ concurrency: 5 });
    const first = await world.begun();
    await over(world, first);
    const fork = await world.engine.fork(first, { turn: 5, by: uma, status: 'draft' });
    await world.threads.add(fork.id, { platform: 'fake', team: 'g1', channel: 'c1' }, uma);
    await world.engine.initialize(fork.id, uma);
    await over(world, fork.id);
    const { transcript } = await world.engine.status(fork.id);
    expect(saidIn(world.chat, fork.id)).toHaveLength(transcript.turns.length - 5);
    expect(textOf(posts(world.chat, fork.id)[0]?.view)).toContain('goes on from turn 5');
    await delivery.close();
  });
});
