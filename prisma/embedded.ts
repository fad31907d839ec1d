/**
 * The built-in database: a real PostgreSQL in the data folder, for those who have no server.
 * Every process that uses a data folder joins the same server; the last one out stops it. After `kill -9` of its starter the
 * server runs on, and the next process joins it.
 */
import { type Attached, attach } from './postgres/attach.ts';
import { prepareBinaries } from './postgres/binaries.ts';
import { ensureCluster } from './postgres/cluster.ts';
import { databaseUrl } from './postgres/guard.ts';
import { leave } from './postgres/leave.ts';
import { onEnd } from './postgres/on-end.ts';
import { openSite } from './postgres/site.ts';

export type EmbeddedOptions = {
  dataDir: string;
  /** Plain lines for people, only when there is something to wait for. */
  onProgress?: (line: string) => void;
  /** What an administrator may want to know later. */
  log?: (line: string) => void;
};

export type EmbeddedDatabase = {
  url: string;
  /** This process started the server. */
  owned: boolean;
  /** Leaves the server, and stops it if nobody else uses it. Close your own connections first. */
  stop(): Promise<void>;
};

/**
 * Joins the server of `dataDir`, and starts it if it is not up. Throws a UserError where the folder or the system forbid it.
 * When this process ends without `stop`, that is made good: on SIGINT, SIGTERM and SIGHUP that nobody else handles, when
 * nothing is left to do, and (by a short process of its own) after `process.exit`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir, onProgress = () => undefined, log = () => undefined } = options;
  const site = await openSite(dataDir);
  const binaries = await prepareBinaries(site.home, site.account);
  await ensureCluster(site, binaries, onProgress);
  let current = await attach(site, binaries, onProgress);
  const { owned, port } = current;
  log(`built-in database ${owned ? 'started' : 'joined'} on port ${port}`);
  let stopping: Promise<void> | undefined;
  let rejoining: Promise<void> = Promise.resolve();

  /** A server that went away under us (killed, or restarting after a crash) is joined or started again. */
  const watch = ({ guard }: Attached) => {
    guard.socket.unref();
    guard.client.once('end', () => {
      if (stopping) return;
      log('the connection to the built-in database was lost; joining it again');
      rejoining = rejoin().catch((error: unknown) => log(`the built-in database is gone: ${String(error)}`));
    });
  };
  const rejoin = async () => {
    current = await attach(site, binaries, onProgress);
    if (current.port !== port) log(`the built-in database moved from port ${port} to ${current.port}: start simFocus again`);
    watch(current);
  };
  watch(current);

  const stop = () => {
    stopping ??= rejoining.then(() => leave(current.guard, site, binaries)).finally(() => forget());
    return stopping;
  };
  const forget = onEnd({ dataDir: site.dataDir, stop, cut: () => current.guard.socket.destroy() });
  return { url: databaseUrl(site, port), owned, stop };
}
