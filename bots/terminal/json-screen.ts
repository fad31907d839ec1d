import { createInterface } from 'node:readline';
import type { Screen } from './screen.ts';

/** Events as JSON lines on standard output, and nothing else there; what is for people goes to standard error. */
export function jsonScreen(): Screen {
  const put = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  return {
    progress: tell,
    note: tell,
    status: ({ id, status, reportStatus, speed, reason }) =>
      put({ kind: 'status', id, status, reportStatus, speed, ...(reason && { reason }) }),
    event: (event) => put({ kind: 'event', event }),
    input(onLine, onInterrupt) {
      const typed = createInterface({ input: process.stdin });
      typed.on('line', onLine);
      process.on('SIGINT', onInterrupt);
      return () => {
        process.removeListener('SIGINT', onInterrupt);
        typed.close();
        process.stdin.pause();
        process.stdin.unref?.();
      };
    },
    end: ({ discussion, turns, cost }) =>
      put({ kind: 'end', id: discussion.id, status: discussion.status, reportStatus: discussion.reportStatus, turns, cost }),
    close() {},
  };
}
