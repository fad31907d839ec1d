import { type Outcome, type StandIn, until } from './stand-in.ts';
import { CHANNEL, type SeenMessage } from './stand-in-world.ts';

const LONG_MS = 300_000;

/** What people saw of a focus group that they held. */
export type Played = { thread: string; posts: SeenMessage[]; preview: Outcome; report: Outcome };

/** Three people hold a whole focus group on the stand-in: one starts it, two ask something, one takes the report. */
export async function playGroup(discord: StandIn, topic: string, seen: (message: SeenMessage) => void): Promise<Played> {
  const { world } = discord;
  const preview = await discord.command('start', { topic, rounds: 4, people: 4, pace: 'fast' }, 'alice');
  if (preview.message) seen(preview.message);
  await discord.press(preview.message?.id ?? '', 'Start', 'alice');
  await until(() => threadOf(discord) !== undefined, 'a thread is opened', LONG_MS);
  const thread = threadOf(discord) ?? '';

  const shown = new Set<string>();
  const posts = (): SeenMessage[] => {
    const all = [...world.messages.values()].filter((one) => one.channel_id === thread);
    for (const one of all.filter(({ id }) => !shown.has(id))) {
      shown.add(one.id);
      seen(one);
    }
    return all.filter(({ webhook_id }) => webhook_id !== undefined);
  };
  const turns = () => posts().filter(({ content, avatar_url }) => content !== '' && avatar_url !== undefined);
  await until(() => turns().length > 0, 'a persona speaks', LONG_MS);
  discord.say(thread, 'bob', 'What would it cost, and who pays?');
  discord.say(thread, 'carol', 'Why do you think so?', turns()[0]?.id);
  discord.botSays(thread, 'I am a bot. Do you hear me?');
  const end = () => posts().find(({ components }) => components.some((row) => row.components.some(isReport)));
  await until(() => end() !== undefined, 'the discussion ends', LONG_MS);
  const report = await discord.press(end()?.id ?? '', 'Full report', 'bob');
  await until(
    () => (world.messages.get(thread)?.components ?? []).some((row) => row.components.some(isReport)),
    'it is shown as over',
  );
  return { thread, posts: posts(), preview, report };
}

const threadOf = ({ world }: StandIn): string | undefined =>
  [...world.channels.values()].find(({ parent_id }) => parent_id === CHANNEL)?.id;

const isReport = (control: object): boolean => 'label' in control && control.label === 'Full report';
