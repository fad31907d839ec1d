/** The stand-in for both vendors in a process of its own, so that it answers in time whatever the engine does. */
import { type ModelServer, startModelServer } from '../../engine/llm/model-server.ts';
import { troubleFor } from './troubles.ts';

/** `factor`: of the usual trouble. */
export type ServerOrders = { kind: 'start'; latencyMs: number; seed: string; factor: number } | { kind: 'log' };

let server: ModelServer | undefined;

process.on('message', async (orders: ServerOrders) => {
  if (orders.kind === 'log') return void process.send?.(server?.stats().log ?? []);
  const { latencyMs, seed, factor } = orders;
  server = await startModelServer({ latencyMs, troubleFor: ({ vendor }, n) => troubleFor(seed, n, vendor, factor) });
  process.send?.(server.url);
});
// Nobody left to answer.
process.on('disconnect', () => process.exit(0));
