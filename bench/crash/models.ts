import { type ModelServer, type ModelServerCall, startModelServer } from '../../engine/llm/model-server.ts';
import { chance } from '../../engine/seed.ts';

/** A stand-in for the model, one for each worker process, so that its log tells who asked. */
export const openModel = (latencyMs: number): Promise<ModelServer> => startModelServer({ latencyMs, reply: sometimesUnusable });

/** One answer in twelve is one that the engine refuses, and asks for again; which ones depends on the request alone. */
function sometimesUnusable({ blocks, schema }: { blocks: readonly string[]; schema?: unknown }): string | undefined {
  const task = blocks.at(-1) ?? '';
  if (schema !== undefined || task.includes('Your first answer could not be used')) return undefined;
  return chance('unusable', ...blocks) < 1 / 12 ? 'As an AI language model, I have no opinion on this.' : undefined;
}

/** How often a request was sent that had been sent before. */
export function repeatsIn(logs: readonly (readonly Pick<ModelServerCall, 'hash'>[])[]): number {
  const calls = logs.flat();
  return calls.length - new Set(calls.map(({ hash }) => hash)).size;
}
