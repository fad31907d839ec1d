import { callingOn, type OpenThread } from '../engine/engine.ts';
import { RetryError, UserError } from '../engine/errors.ts';
import { apology } from './apology.ts';
import { toTheApp } from './app-words.ts';
import { type Doing, speakerOf } from './doing.ts';
import { threadOf } from './links.ts';
import type { Said, Thread } from './platform.ts';

/**
 * What somebody wrote in a thread: a question to the personas, or a word to the app itself. What is addressed to somebody
 * else, and talk after the end, is left alone.
 */
export async function heard(said: Said, open: OpenThread, doing: Doing): Promise<void> {
  const thread = threadOf(open);
  if (!thread || said.addressed === 'other' || said.text.trim() === '') return;
  try {
    const answer = said.addressed === 'app' ? await toTheApp(said.text, open.discussion, doing) : undefined;
    if (answer) await doing.platform.tell(doing.place, doing.by, answer);
    else await asked(said, open, doing, thread);
  } catch (error) {
    if (!(error instanceof UserError || error instanceof RetryError)) throw error;
    await marked(doing, thread, said.id, 'refused');
    await doing.platform.tell(doing.place, doing.by, apology(error, doing.log));
  }
}

async function asked(said: Said, open: OpenThread, doing: Doing, thread: Thread): Promise<void> {
  const { engine } = doing;
  const discussion = await engine.get(open.discussion);
  if (!discussion) return;
  const over = discussion.status === 'completed' || discussion.status === 'cancelled';
  // People talk about how it came out; only whoever speaks to the app is told that it is over.
  if (over && said.addressed !== 'app') return;
  const text = await withAddressee(said, open, doing);
  const taken = await engine.ask(open.discussion, { messageId: said.id, asker: speakerOf(doing), text });
  if (taken) await marked(doing, thread, said.id, 'taken');
}

/** A reply to a persona's message calls on that persona, unless it names somebody. */
async function withAddressee({ text, replyTo }: Said, { discussion }: OpenThread, { engine, threads }: Doing): Promise<string> {
  const seq = replyTo === undefined ? undefined : await threads.seqOf(discussion, replyTo);
  if (seq === undefined) return text;
  const { transcript } = await engine.status(discussion);
  const turn = transcript.turns.find((one) => one.seq === seq);
  return turn?.kind === 'persona' ? callingOn(text, turn.speaker, transcript.personas) : text;
}

/** A mark that cannot be set is no reason to lose a question. */
async function marked({ platform, log }: Doing, thread: Thread, message: string, mark: 'taken' | 'refused'): Promise<void> {
  try {
    await platform.mark(thread, message, mark);
  } catch (error) {
    log.warn({ err: error, thread: thread.thread }, 'a message could not be marked');
  }
}
