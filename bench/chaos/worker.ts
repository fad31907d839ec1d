/** A worker process that shares its keys' limits with others: works until it is killed. */
import { openLog } from '../../engine/log.ts';
import { openSite, type Place } from './site.ts';

const CONCURRENCY = 20;

process.once('message', async (place: Place) => {
  const { engine } = await openSite(place, openLog('error'), { connections: 4 });
  await engine.work({ concurrency: CONCURRENCY });
  process.send?.({ kind: 'working' });
});
// Nobody left to work for.
process.on('disconnect', () => process.exit(0));
