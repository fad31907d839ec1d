import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../engine/config.ts';
import { openLog } from '../../../engine/log.ts';
import { openEngine } from '../../../engine/open.ts';
import { openBots } from '../../start.ts';
import { playGroup } from './play-group.ts';
import { openStandIn } from './stand-in.ts';
import { GUILD, lineOf, TOKEN } from './stand-in-world.ts';

const TOPIC = 'Should our city make buses free?';

/** A whole focus group on the stand-in of Discord, as people would see it: `npm run play:discord -- "your topic"`. */
async function play(topic: string): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'simfocus-play-'));
  chmodSync(dataDir, 0o755);
  const discord = await openStandIn();
  const settings = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.url,
    DISCORD_GUILD_ID: GUILD,
    PUBLIC_URL: 'https://faces.example',
  };
  const config = readConfig({ ...settings, DATA_DIR: dataDir, PROVIDER: 'rehearsal' });
  const log = openLog('warn');
  const opened = await openEngine(config, log, say);
  const bots = openBots({ opened, config, log });
  const worker = await opened.engine.work({ concurrency: config.concurrency });
  try {
    await bots.start();
    say(`/focus start topic: ${topic}\n`);
    const { thread, report } = await playGroup(discord, topic, (message) => say(`${lineOf(message)}\n`));
    say(`The starter message:\n${discord.read(discord.world.channels.get(thread)?.parent_id ?? '').join('\n')}\n`);
    say(`The report, as Bob gets it:\n${report.added.map(lineOf).join('\n')}\n`);
    for (const fault of discord.world.faults) say(`FAULT ${fault}`);
    say(discord.world.faults.length === 0 ? 'Nothing pinged, nothing was refused.' : `${discord.world.faults.length} faults.`);
    return discord.world.faults.length === 0 ? 0 : 1;
  } finally {
    await bots.close();
    await worker.close();
    await opened.close();
    await discord.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const code = await play(process.argv[2] ?? TOPIC);
process.exit(code);
