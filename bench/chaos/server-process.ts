import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ModelServerCall } from '../../engine/llm/model-server.ts';
import type { ServerOrders } from './server.ts';

export type ServerProcess = { url: string; log(): Promise<ModelServerCall[]>; close(): void };

export async function startServerProcess(options: { latencyMs: number; seed: string; factor: number }): Promise<ServerProcess> {
  const child = forked('./server.ts');
  const asked = async (orders: ServerOrders): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(orders);
    return (await answer)[0];
  };
  const url = String(await asked({ kind: 'start', ...options }));
  return {
    url,
    log: async () => (await asked({ kind: 'log' })) as ModelServerCall[],
    close: () => child.disconnect(),
  };
}

/** A script of this folder as a process of its own. */
export const forked = (script: string): ChildProcess =>
  fork(fileURLToPath(new URL(script, import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
