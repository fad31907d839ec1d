import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { RenderReply, RenderResult, RenderTask } from './task.ts';

/** Longer than any report that can be read; then the process is ended and the task has failed. */
const LONGEST_MS = 120_000;
/** A process that waits in vain for so long is ended, with all the memory that drawing takes. */
const IDLE_MS = 15_000;
/** Memory that is not used again is given back soon. */
const SMALL = ['--max-semi-space-size=2', '--optimize-for-size', '--max-old-space-size=512'];
/** Behind everything that people wait for turn by turn. */
const NICE = 10;
/** What is posted in a thread is waited for like a turn. */
const AS_OTHERS = 0;

export type Renderer = {
  /** Throws an ordinary error where the work could not be done. */
  render(task: RenderTask): Promise<RenderResult>;
  /** A chart is soon wanted: its process begins, which takes longer than to draw it. */
  expectChart(): void;
  close(): Promise<void>;
};
type Lane = Omit<Renderer, 'expectChart'> & { expect(): void };

type Waiting = { task: RenderTask; done(result: RenderResult): void; failed(error: Error): void };

/**
 * Draws charts and sets pages in processes of their own, begun when they are needed: the loop of this one is not held up,
 * its memory is not taken, and a fault in a native library ends nobody's discussion. Charts, which take a moment, do not
 * stand behind the pages, which take seconds.
 */
export function openRenderer(): Renderer {
  const [charts, pages] = [openLane(AS_OTHERS), openLane(NICE)];
  return {
    render: (task) => (task.kind === 'chart' ? charts : pages).render(task),
    expectChart: charts.expect,
    async close() {
      await Promise.all([charts.close(), pages.close()]);
    },
  };
}

/** One task after the other, in a process of such a priority. */
function openLane(nice: number): Lane {
  const queue: Waiting[] = [];
  let child: ChildProcess | undefined;
  let current: { id: number; work: Waiting; timer: NodeJS.Timeout } | undefined;
  let idle: NodeJS.Timeout | undefined;
  let ids = 0;
  let closed = false;

  function next(): void {
    if (current || closed) return;
    const work = queue.shift();
    if (!work) {
      endUnlessUsed();
      return;
    }
    clearTimeout(idle);
    child ??= begin();
    const id = ++ids;
    const timer = setTimeout(() => lost(new Error('Drawing took too long and was ended')), LONGEST_MS).unref();
    current = { id, work, timer };
    child.send({ id, task: work.task }, (error) => {
      if (error) lost(error);
    });
  }

  function endUnlessUsed(): void {
    clearTimeout(idle);
    idle = setTimeout(end, IDLE_MS).unref();
  }

  function begin(): ChildProcess {
    const begun = fork(new URL('./child.ts', import.meta.url), {
      // It draws what strangers wrote: it gets no secret of ours.
      env: {},
      execArgv: [...SMALL, '--import', loader],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (nice > 0) lowered(begun, nice);
    begun.on('message', (reply: RenderReply) => answered(reply));
    begun.on('error', (error) => lost(error));
    begun.on('exit', () => {
      if (child !== begun) return;
      child = undefined;
      lost(new Error('The process that draws has ended'));
    });
    // It keeps nobody alive: neither the process nor the pipe to it.
    begun.unref();
    begun.channel?.unref();
    return begun;
  }

  function answered(reply: RenderReply): void {
    if (!current || reply.id !== current.id) return;
    const { work } = settled();
    if ('result' in reply) work.done(reply.result);
    else work.failed(new Error(reply.error));
    next();
  }

  /** The task under way has failed; what waits is done by a new process. */
  function lost(error: Error): void {
    end();
    if (!current) return;
    settled().work.failed(error);
    next();
  }

  function settled() {
    const was = current as NonNullable<typeof current>;
    clearTimeout(was.timer);
    current = undefined;
    child?.channel?.unref();
    return was;
  }

  function end(): void {
    const ending = child;
    child = undefined;
    ending?.kill();
  }

  return {
    render(task) {
      if (closed) return Promise.reject(new Error('The renderer is closed'));
      return new Promise((done, failed) => {
        queue.push({ task, done, failed });
        next();
        child?.channel?.ref();
      });
    },
    expect() {
      if (closed || current) return;
      child ??= begin();
      endUnlessUsed();
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      for (const { failed } of queue.splice(0)) failed(new Error('The renderer is closed'));
      if (current) settled().work.failed(new Error('The renderer is closed'));
      end();
    },
  };
}

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

function lowered({ pid }: ChildProcess, nice: number): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, nice);
  } catch {
    // Not allowed here: it draws at the usual priority.
  }
}
