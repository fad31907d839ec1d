import { memoryStore } from './memory.ts';
import { memoryThreads } from './memory-threads.ts';
import { threadsContract } from './threads.contract.ts';

threadsContract('memory', async () => {
  const store = memoryStore();
  return { store, threads: memoryThreads(store), close: async () => {} };
});
