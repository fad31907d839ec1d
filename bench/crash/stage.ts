import pg from 'pg';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import { chance } from '../../engine/seed.ts';
import type { DiscussionId, Question, ReportStatus, Status } from '../../engine/types.ts';
import { isQuiet, questionFor, requestFor } from './topics.ts';

const TICK_MS = 100;
const AGAIN_MS = 200;
/** Of ticks that bring a question. */
const QUESTION_RATE = 0.3;
const MOST_QUESTIONS = 3;

export type Asked = Question & {
  /** The engine said that it has it. */
  accepted: boolean;
  /** How often it said that it was new; more than once is wrong. */
  taken: number;
};

export type Talk = {
  n: number;
  id: DiscussionId;
  quiet: boolean;
  createdAt: number;
  /** When nothing was owed any more, as seen from here. */
  finishedAt?: number;
  status: Status;
  reportStatus: ReportStatus;
  /** The last event as seen from here. */
  seq: number;
  lastAt: number;
  questions: Asked[];
};

export type Stage = {
  talks: readonly Talk[];
  unfinished(): Talk[];
  /** No more new discussions and questions. */
  lastOrders(): void;
  close(): Promise<void>;
};

type Row = { id: string; status: Status; reportStatus: ReportStatus; seq: number; at: Date };
const STATES = `select d.id, d.status, d.report_status as "reportStatus", d.seq, e.at
  from discussion d join event e on e.discussion_id = d.id and e.seq = d.seq where d.id = any ($1::uuid[])`;

/** Keeps discussions going, throws questions in, and looks how far they are. The database may be away at any moment. */
export function openStage(engine: Engine, databaseUrl: string, options: { seed: string; atOnce: number }): Stage {
  const { seed, atOnce } = options;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: 'crash-stage' });
  pool.on('error', () => {});
  const talks: Talk[] = [];
  const underway = new Set<Promise<void>>();
  let open = true;
  let closed = false;
  let started = 0;
  let starting = 0;
  let asked = 0;
  let ticks = 0;

  const unfinished = () => talks.filter(({ finishedAt }) => finishedAt === undefined);
  const aside = (work: Promise<void>) => {
    underway.add(work);
    void work.finally(() => underway.delete(work));
  };

  /** Until it is told: who asks again with the same id must not ask twice. */
  async function persist<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    while (!closed) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof UserError) return undefined;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
    return undefined;
  }

  async function start(n: number): Promise<void> {
    starting++;
    try {
      const discussion = await persist(() => engine.start(requestFor(seed, n)));
      if (!discussion) throw new Error(`discussion ${n} was refused`);
      const { id, status, reportStatus, seq, createdAt } = discussion;
      const at = createdAt.getTime();
      talks.push({ n, id, quiet: isQuiet(n), createdAt: at, status, reportStatus, seq, lastAt: at, questions: [] });
    } finally {
      starting--;
    }
  }

  async function ask(talk: Talk, question: Question, times: number): Promise<void> {
    const one: Asked = { ...question, accepted: false, taken: 0 };
    talk.questions.push(one);
    const answers = await Promise.all(Array.from({ length: times }, () => persist(() => engine.ask(talk.id, question))));
    one.accepted = answers.some((answer) => answer !== undefined);
    one.taken = answers.filter((answer) => answer === true).length;
  }

  async function look(): Promise<void> {
    const open = new Map(unfinished().map((talk) => [talk.id, talk]));
    if (open.size === 0) return;
    const { rows } = await pool.query<Row>(STATES, [[...open.keys()]]);
    for (const row of rows) {
      const talk = open.get(row.id);
      if (!talk) continue;
      const { status, reportStatus, seq } = row;
      Object.assign(talk, { status, reportStatus, seq, lastAt: row.at.getTime() });
      const over = status === 'failed' || (['completed', 'cancelled'].includes(status) && reportStatus !== 'generating');
      if (over) talk.finishedAt = Date.now();
    }
  }

  function tick(): void {
    ticks++;
    if (!open) return;
    for (let missing = atOnce - unfinished().length - starting; missing > 0; missing--) aside(start(started++));
    if (chance(seed, 'tick', ticks) > QUESTION_RATE) return;
    const may = unfinished().filter((talk) => !talk.quiet && talk.status === 'running' && talk.questions.length < MOST_QUESTIONS);
    const talk = may[Math.floor(chance(seed, 'who', ticks) * may.length)];
    // Every third is sent twice, as platforms do.
    if (talk) aside(ask(talk, questionFor(seed, ++asked), asked % 3 === 0 ? 2 : 1));
  }

  const loop = (async () => {
    while (!closed) {
      await look().catch(() => {});
      tick();
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
  })();

  return {
    talks,
    unfinished,
    lastOrders() {
      open = false;
    },
    async close() {
      closed = true;
      await Promise.allSettled([loop, ...underway]);
      await pool.end();
    },
  };
}
