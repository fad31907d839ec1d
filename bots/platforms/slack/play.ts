import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../engine/config.ts';
import { openLog } from '../../../engine/log.ts';
import { openEngine } from '../../../engine/open.ts';
import { openBots } from '../../start.ts';
import { playGroup } from './play-group.ts';
import { openStandIn } from './stand-in.ts';
import { APP_TOKEN, botToken, messageLines, TEAM } from './stand-in-world.ts';

const TOPIC = 'Should our city make buses free?';

/** A whole focus group on the stand-in of Slack, as people would see it: `npm run play:slack -- "your topic"`. */
async function play(topic: string): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'simfocus-play-'));
  chmodSync(dataDir, 0o755);
  const slack = await openStandIn();
  const settings = { SLACK_BOT_TOKEN: botToken(TEAM), SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl };
  const config = readConfig({ ...settings, DATA_DIR: dataDir, PROVIDER: 'rehearsal' });
  const log = openLog('warn');
  const opened = await openEngine(config, log, say);
  const bots = openBots({ opened, config, log });
  const worker = await opened.engine.work({ concurrency: config.concurrency });
  try {
    await bots.start();
    say(`/focus\n`);
    const { root, report } = await playGroup(slack, topic, (message) => say(`${messageLines(message).join('\n')}\n`));
    say(`The starter message:\n${messageLines(root).join('\n')}\n`);
    say(`The report, as Ben gets it:\n${messageLines(report).join('\n')}\n`);
    const { faults } = slack.world;
    for (const fault of faults) say(`FAULT ${fault}`);
    say(faults.length === 0 ? 'Nothing pinged, nothing was refused.' : `${faults.length} faults.`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await bots.close();
    await worker.close();
    await opened.close();
    await slack.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const code = await play(process.argv[2] ?? TOPIC);
process.exit(code);
