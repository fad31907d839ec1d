/** Run as a process of its own after the end of one that called `process.exit`. Takes the data folder. */
import { stopIfUnused } from './leave.ts';

await stopIfUnused(process.argv[2] ?? '');
