import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RESTGetAPIGatewayBotResult, Routes, ShardingManager } from 'discord.js';
import { readConfig } from '../../../engine/config.ts';
import { openLog } from '../../../engine/log.ts';
import { openWire, patiently } from './wire.ts';

const MAIN = fileURLToPath(new URL('../../../main.ts', import.meta.url));
/** Discord lets one connection identify every five seconds; processes take their time to start, one more than the other. */
const BETWEEN_MS = 7_500;

/** `npm run discord:shards`: as many processes of the role `bots` as Discord recommends; one that ends is started again. */
async function shards(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { discordToken: token, discordApiUrl, logLevel } = readConfig();
  const log = openLog(logLevel);
  if (token === undefined) {
    process.stderr.write('DISCORD_TOKEN is not set: see docs/discord.md.\n');
    process.exit(2);
  }
  const wire = openWire(token, discordApiUrl);
  const asked = () => wire.bot<RESTGetAPIGatewayBotResult>('get', Routes.gatewayBot());
  const { shards: totalShards } = await patiently(Number.POSITIVE_INFINITY, asked);
  const manager = new ShardingManager(MAIN, {
    token,
    totalShards,
    shardArgs: ['bots'],
    execArgv: ['--import', 'tsx'],
    respawn: true,
  });
  manager.on('shardCreate', (shard) => {
    log.info({ shard: shard.id, of: totalShards }, 'a process for a shard begins');
    shard.on('death', () => {
      if (manager.respawn) log.warn({ shard: shard.id }, 'the process of a shard ended; it is started again');
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      manager.respawn = false;
      for (const shard of manager.shards.values()) shard.kill();
      process.exit(0);
    });
  }
  await manager.spawn({ amount: totalShards, delay: BETWEEN_MS, timeout: -1 });
}

await shards();
