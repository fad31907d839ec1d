import { randomUUID } from 'node:crypto';
import { memoryShares } from './memory-shares.ts';
import { sharesContract } from './shares.contract.ts';

sharesContract('memory', async () => ({ shares: memoryShares(), discussion: async () => randomUUID(), close: async () => {} }));
