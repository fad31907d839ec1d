import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UserError } from '../../engine/errors.ts';

const LONGEST = 10_000;

/** A secret from a person, who does not see it typed, or from a pipe. Never from the command line, which others can see. */
export async function askSecret(question: string): Promise<string> {
  return process.stdin.isTTY ? typed(question) : piped();
}

function typed(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true, historySize: 0 });
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('SIGINT', () => reject(new UserError('Nothing was changed.')));
    lines.once('close', () => resolve(''));
  }).finally(() => {
    lines.close();
    process.stderr.write('\n');
  });
}

async function piped(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST) break;
  }
  // `echo` and editors end the line; any other line break is the person's mistake.
  return text.replace(/\r?\n$/, '');
}
