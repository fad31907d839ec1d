import { createInterface } from 'node:readline';
import { safe } from './safe.ts';
import type { Screen } from './screen.ts';

/** Events as JSON lines on standard output, and nothing else there; what is for people goes to standard error. */
export function jsonScreen(): Screen {
  const put = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const tell = (line: string) => process.stderr.write(`${safe(line)}\n`);
  return {
    progress: tell,
    note: tell,
    text: tell,
    estimate: (estimate) => put({ kind: 'estimate', ...estimate }),
    status: ({ id, status, reportStatus, speed, reason, held }) =>
      put({ kind: 'status', id, status, reportStatus, speed, ...(reason && { reason }), ...(held && { held }) }),
    event: (event) => put({ kind: 'event', event }),
    input(onLine) {
      const typed = createInterface({ input: process.stdin });
      typed.on('line', onLine);
      return () => {
        typed.close();
        process.stdin.pause();
        process.stdin.unref?.();
      };
    },
    end: ({ discussion: { id, status, reportStatus }, turns, cost, files }) =>
      put({ kind: 'end', id, status, reportStatus, turns, cost, files }),
    close() {},
  };
}
