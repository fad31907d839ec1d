import { createInterface, type Interface } from 'node:readline';
import type { Draft, Engine, Estimate } from '../../engine/engine.ts';
import type { Discussion, DiscussionEvent } from '../../engine/types.ts';
import { draftLine } from './draft-line.ts';
import { estimateLines } from './estimate-lines.ts';
import { jsonScreen } from './json-screen.ts';
import { Lines } from './lines.ts';

export type Summary = {
  discussion: Discussion;
  turns: number;
  cost: { dollars: number; unpriced: number; input: number; cached: number; output: number; calls: number };
  /** As far as it is written. */
  report?: Awaited<ReturnType<Engine['report']>>['json'];
  /** Paths of what was kept. */
  files: string[];
};

/** Where a discussion is shown: coloured in a terminal, plain lines elsewhere, JSON lines for programs. */
export type Screen = {
  progress(line: string): void;
  note(line: string): void;
  /** Something to read, whole. */
  text(text: string): void;
  /** What it will cost, before it begins. */
  estimate(estimate: Estimate, budget: number | undefined): void;
  status(discussion: Discussion): void;
  event(event: DiscussionEvent): void;
  /** The turn that is being written, where there is a line for it; without one it stands above, or was taken back. */
  draft?(draft: Draft | undefined): void;
  /** Lines that are typed, and Ctrl-C where it comes as a key; returns how to stop listening. */
  input(onLine: (line: string) => void, onInterrupt: () => void): () => void;
  end(summary: Summary): void;
  close(): void;
};

export function openScreen({ json }: { json: boolean }): Screen {
  return json ? jsonScreen() : textScreen(process.stdout.isTTY === true);
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

function textScreen(tty: boolean): Screen {
  const lines = new Lines({
    colour: tty && process.stdout.hasColors(),
    width: tty ? Math.min(process.stdout.columns || 80, 100) : undefined,
  });
  let typed: Interface | undefined;
  let tick = 0;
  let working = '';
  let drafted = '';

  const prompt = () => {
    if (!typed) return;
    const doing = drafted || working;
    typed.setPrompt(doing ? `${SPINNER[tick % SPINNER.length]} ${doing} › ` : '› ');
    typed.prompt(true);
  };
  const print = (text: string) => {
    if (tty) process.stdout.write('\r\u001b[2K\u001b[0J');
    process.stdout.write(`${text}\n`);
    prompt();
  };
  const spin = () => {
    if (!(working || drafted) || !typed) return;
    tick++;
    prompt();
  };
  const timer = tty ? setInterval(spin, 200) : undefined;
  timer?.unref();

  return {
    progress: (line) => print(lines.dim(line)),
    note: (line) => print(lines.dim(`  ${line}`)),
    text: (text) => print(lines.plain(text)),
    estimate: (estimate, budget) => estimateLines(estimate, budget).map((line) => print(lines.dim(line))),
    status(discussion) {
      working = lines.working(discussion);
      for (const line of lines.status(discussion)) print(line);
      prompt();
    },
    event(event) {
      drafted = '';
      for (const line of lines.event(event)) print(line);
      working = lines.progress;
      prompt();
    },
    ...(tty && {
      draft(draft: Draft | undefined) {
        drafted = draft ? draftLine(draft, process.stdout.columns || 80) : '';
        prompt();
      },
    }),
    input(onLine, onInterrupt) {
      typed = createInterface({
        input: process.stdin,
        ...(tty && { output: process.stdout }),
        terminal: tty && process.stdin.isTTY === true,
      });
      typed.on('line', onLine);
      typed.on('SIGINT', onInterrupt);
      prompt();
      return () => {
        typed?.close();
        process.stdin.pause();
        process.stdin.unref?.();
        typed = undefined;
        if (tty) process.stdout.write('\r\u001b[2K');
      };
    },
    end: (summary) => print(lines.end(summary)),
    close() {
      clearInterval(timer);
      typed?.close();
      typed = undefined;
    },
  };
}
