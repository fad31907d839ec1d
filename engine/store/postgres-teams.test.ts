import pg from 'pg';
import { freshDatabase } from '../../prisma/test-database.ts';
import { postgresTeams } from './postgres-teams.ts';
import { teamsContract } from './teams.contract.ts';

teamsContract('PostgreSQL', async () => {
  const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 4 });
  return { teams: postgresTeams(pool), close: () => pool.end() };
});
