/** A worker process of the crash tool: loads, waits for its orders, works until it is killed. */
import type { LoopPoint } from '../../engine/discussion/run-step.ts';
import { openLog } from '../../engine/log.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { wire } from './wire.ts';

let death: { point: LoopPoint; pass: number } | undefined;

const tell = (message: FromWorker): void => void process.send?.(message);

function at(point: LoopPoint): void {
  if (death?.point === point && --death.pass === 0) process.kill(process.pid, 'SIGKILL');
}

process.on('message', (message: ToWorker) => {
  if (message.kind === 'die-at') {
    death = { point: message.point, pass: message.pass };
    return;
  }
  const log = openLog('warn');
  const { engine } = wire(message.wiring, log, { at, took: (id) => tell({ kind: 'took', id, at: Date.now() }) });
  engine.work({ concurrency: message.concurrency }).then(() => tell({ kind: 'working' }));
});
// Nobody left to work for.
process.on('disconnect', () => process.exit(0));
tell({ kind: 'loaded' });
