import type { StandIn } from './stand-in.ts';
import { until } from './stand-in-delivery.ts';
import { CHANNEL, type SeenMessage } from './stand-in-world.ts';

const LONG_MS = 300_000;

/** What people saw of a focus group that they held. */
export type Played = { root: SeenMessage; posts: SeenMessage[]; preview: SeenMessage; questions: string[]; report: SeenMessage };

/** Three people hold a whole focus group on the stand-in: one starts and pauses it, two ask something, one takes the report. */
export async function playGroup(slack: StandIn, topic: string, seen: (message: SeenMessage) => void): Promise<Played> {
  const { world } = slack;
  await slack.command('');
  await until(() => slack.dialog(), 'a dialog');
  await slack.submit({ topic, rounds: '4', people: '4', pace: 'fast' });
  const preview = await until(() => slack.whispered(), 'a preview', LONG_MS);
  seen(structuredClone(preview));
  await slack.press(preview, 'Start');
  const isRoot = ({ channel, bot_id, seenBy, thread_ts }: SeenMessage) => channel === CHANNEL && bot_id && !seenBy && !thread_ts;
  const root = await until(() => world.messages.find(isRoot), 'a thread', LONG_MS);

  const shown = new Set<string>();
  const posts = (): SeenMessage[] => {
    const all = world.messages.filter((one) => one.thread_ts === root.ts && !one.seenBy);
    for (const one of all.filter(({ ts }) => !shown.has(ts))) {
      shown.add(one.ts);
      seen(one);
    }
    return all.filter(({ bot_id }) => bot_id !== undefined);
  };
  const holds = (words: string) => () => posts().some(({ text }) => text.includes(words));
  const showsRoot = (label: string) => () => {
    posts();
    return JSON.stringify(root.blocks).includes(`"${label}"`);
  };
  await until(() => posts().some(({ icon_emoji, icon_url }) => icon_emoji ?? icon_url), 'a persona speaks', LONG_MS);
  const questions = [(await slack.say('What would it cost, and who pays?', root.ts, 'ben')).ts];
  await slack.say(`<@UBOT${root.team}> pause`, root.ts);
  await until(showsRoot('Resume'), 'it is paused', LONG_MS);
  questions.push((await slack.say('And what about the night?', root.ts, 'cleo')).ts);
  await slack.say('<@U0BEN> did you see that?', root.ts, 'cleo');
  await slack.press(root, 'Resume');
  await until(holds('Resumed'), 'it goes on', LONG_MS);
  await until(showsRoot('Full report'), 'it is over', LONG_MS);
  const isEnd = ({ blocks }: SeenMessage) => JSON.stringify(blocks).includes('"Full report"');
  const end = await until(() => posts().find(isEnd), 'the summary', LONG_MS);
  await slack.press(end, 'Full report', 'ben');
  const report = await until(
    () => world.messages.find(({ files, channel }) => files && channel === 'DU0BEN'),
    'a report',
    LONG_MS,
  );
  return { root, posts: posts(), preview, questions, report };
}
