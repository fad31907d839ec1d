import { memoryTeams } from './memory-teams.ts';
import { teamsContract } from './teams.contract.ts';

teamsContract('memory', async () => ({ teams: memoryTeams(), close: async () => {} }));
