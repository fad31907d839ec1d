import { memoryStore } from './memory.ts';
import { memoryTeams } from './memory-teams.ts';
import { memoryThreads } from './memory-threads.ts';
import { teamsContract } from './teams.contract.ts';

teamsContract('memory', async () => {
  const store = memoryStore();
  return { store, teams: memoryTeams(store.forget), threads: memoryThreads(store), close: async () => {} };
});
