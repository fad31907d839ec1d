import { keyStoreContract } from './key-store.contract.ts';
import { memoryKeyRows } from './memory.ts';

keyStoreContract('memory', async () => ({ rows: memoryKeyRows(), close: async () => {} }));
