/** What happens to the server when the process ends and nobody called `stop`. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type Tenant = {
  dataDir: string;
  stop(): Promise<void>;
  /** Ends the connection at once, without waiting. */
  cut(): void;
};

const tenants = new Set<Tenant>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Returns the function that takes it back. */
export function onEnd(tenant: Tenant): () => void {
  if (tenants.size === 0) listen();
  tenants.add(tenant);
  return () => {
    if (tenants.delete(tenant) && tenants.size === 0) unlisten();
  };
}

function listen(): void {
  for (const signal of signals) process.on(signal, onSignal);
  process.on('beforeExit', stopAll);
  process.on('exit', onExit);
}

function unlisten(): void {
  for (const signal of signals) process.off(signal, onSignal);
  process.off('beforeExit', stopAll);
  process.off('exit', onExit);
}

/** Who else listens to the signal also decides when to end, and calls `stop` or `process.exit`. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  stopAll()
    .catch(() => undefined)
    .finally(() => {
      unlisten();
      process.kill(process.pid, signal);
    });
}

async function stopAll(): Promise<void> {
  await Promise.all([...tenants].map((tenant) => tenant.stop()));
}

/** Nothing that takes time can be done here: a short process of its own does it after us. */
function onExit(): void {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const script = fileURLToPath(new URL('./stop-unused.ts', import.meta.url));
  for (const { cut, dataDir } of tenants) {
    cut();
    const options = { detached: true, stdio: 'ignore', windowsHide: true } as const;
    spawn(process.execPath, ['--import', loader, script, dataDir], options).unref();
  }
}
