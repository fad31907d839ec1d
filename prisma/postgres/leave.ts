/** The last one out stops the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { close, connect, type Guard, letGo, takeAlone } from './guard.ts';
import { readPostmaster, shutDown } from './process.ts';
import { openSite, type Site } from './site.ts';

/** Gives up our part, and stops the server if that was the last one. */
export async function leave(guard: Guard, site: Site, binaries: Binaries): Promise<void> {
  guard.socket.ref();
  try {
    await letGo(guard);
    if (await takeAlone(guard)) await shutDown(site, binaries);
  } catch {
    // The connection is gone, and with it our part; the server may be back without us.
    await stopUnused(site, binaries);
  } finally {
    await close(guard);
  }
}

/** Stops the server of `dataDir` if nobody uses it: for a process that could not do it itself any more, right after its end. */
export async function stopIfUnused(dataDir: string): Promise<void> {
  const site = await openSite(dataDir);
  await stopUnused(site, await prepareBinaries(site.home, site.account));
}

async function stopUnused(site: Site, binaries: Binaries): Promise<void> {
  const postmaster = await readPostmaster(site);
  const guard = postmaster && (await connect(site, postmaster.port));
  if (!guard) return;
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (await takeAlone(guard)) return await shutDown(site, binaries);
      // The server may not have noticed yet that the other process is gone.
      await sleep(50);
    }
  } catch {
    // Somebody else is stopping it.
  } finally {
    await close(guard);
  }
}
