import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoopPoint } from '../../engine/discussion/run-step.ts';
import type { ModelServer } from '../../engine/llm/model-server.ts';
import type { DiscussionId } from '../../engine/types.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { openModel } from './models.ts';
import type { Site } from './place.ts';

/** Spares have loaded their modules and wait, so that a killed worker is replaced at once. */
const SPARES = 2;
const CONCURRENCY = 10;
const KEPT_LINES = 200;

export type Member = {
  name: string;
  child: ChildProcess;
  model: ModelServer;
  state: 'loading' | 'spare' | 'starting' | 'working' | 'dead';
  /** When it was killed, or ended. */
  diedAt?: number;
  /** The point of the loop at which it is to kill itself. */
  point?: LoopPoint;
};

export type Took = { id: DiscussionId; by: string; at: number };

export type Crew = {
  /** All that ever were, the dead too. */
  members: readonly Member[];
  /** Each time that a discussion was taken up. */
  taken: readonly Took[];
  /** What went wrong in a worker by itself. */
  accidents: readonly string[];
  working(): Member[];
  kill(member: Member): Promise<void>;
  /** The worker kills itself when it passes the point for the n-th time; false when it did not within the time. */
  dieAt(member: Member, point: LoopPoint, pass: number, withinMs: number): Promise<boolean>;
  close(): Promise<void>;
};

/** Worker processes, always `size` of them at work: whoever dies is replaced. */
export function openCrew(site: Site, options: { size: number; latencyMs: (n: number) => number }): Crew {
  const members: Member[] = [];
  const taken: Took[] = [];
  const accidents: string[] = [];
  let closing = false;
  let spawned = 0;

  const inState = (...states: Member['state'][]) => members.filter(({ state }) => states.includes(state));
  const send = (member: Member, message: ToWorker) => member.child.connected && member.child.send(message, () => {});

  async function hire(): Promise<void> {
    const n = ++spawned;
    const model = await openModel(options.latencyMs(n));
    if (closing) return model.close();
    const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
      execArgv: ['--import', import.meta.resolve('tsx')],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const member: Member = { name: `worker-${n}`, child, model, state: 'loading' };
    members.push(member);
    const said: string[] = [];
    child.stderr?.on('data', (text: Buffer) => {
      for (const line of text.toString().split('\n').filter(Boolean)) {
        if (said.push(line) > KEPT_LINES) said.shift();
        if (/"level":(50|60)\b/.test(line)) accidents.push(`${member.name}: ${line.slice(0, 1_000)}`);
      }
    });
    child.on('message', (message: FromWorker) => {
      if (message.kind === 'took') taken.push({ id: message.id, by: member.name, at: message.at });
      else if (member.state !== 'dead') member.state = message.kind === 'loaded' ? 'spare' : 'working';
      fill();
    });
    child.once('exit', (code, signal) => {
      const expected = member.diedAt !== undefined || (member.point !== undefined && signal === 'SIGKILL');
      if (!expected && !closing) {
        accidents.push(`${member.name} ended by itself (${signal ?? code}): ${said.slice(-8).join(' | ').slice(0, 2_000)}`);
      }
      member.diedAt ??= Date.now();
      member.state = 'dead';
      fill();
    });
  }

  /** Puts spares to work, and loads new ones. */
  function fill(): void {
    if (closing) return;
    for (const spare of inState('spare')) {
      if (inState('starting', 'working').length >= options.size) break;
      spare.state = 'starting';
      send(spare, { kind: 'work', wiring: { name: spare.name, ...site, modelUrl: spare.model.url }, concurrency: CONCURRENCY });
    }
    const missing = options.size + SPARES - inState('loading', 'spare', 'starting', 'working').length;
    for (let i = 0; i < missing - hiring; i++) {
      hiring++;
      void hire().finally(() => hiring--);
    }
  }
  let hiring = 0;
  fill();

  const died = (member: Member) => (member.state === 'dead' ? Promise.resolve() : once(member.child, 'exit').then(() => {}));

  return {
    members,
    taken,
    accidents,
    working: () => inState('working').filter(({ point, diedAt }) => point === undefined && diedAt === undefined),
    async kill(member) {
      member.diedAt = Date.now();
      member.child.kill('SIGKILL');
      await died(member);
    },
    async dieAt(member, point, pass, withinMs) {
      member.point = point;
      send(member, { kind: 'die-at', point, pass });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([died(member), late]);
      clearTimeout(timer);
      return member.state === 'dead';
    },
    async close() {
      closing = true;
      const alive = members.filter(({ state }) => state !== 'dead');
      for (const { child } of alive) child.kill('SIGKILL');
      await Promise.all(alive.map(died));
      await Promise.all(members.map(({ model }) => model.close()));
    },
  };
}
