import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../../../engine/errors.ts';
import { silentLog } from '../../../engine/log.ts';
import { memoryInstallations } from '../../../engine/store/memory-installations.ts';
import { memoryReceived } from '../../../engine/store/memory-received.ts';
import { type CommandSpec, type People, type Platform, type Post, type Thread, ThreadGone } from '../../platform.ts';
import type { View } from '../../view.ts';
import { openSlack, type SlackSettings } from './slack.ts';
import { openStandIn, type StandIn } from './stand-in.ts';
import { until } from './stand-in-delivery.ts';
import {
  APP_TOKEN,
  botToken,
  botUser,
  CHANNEL,
  ORG_TOKEN,
  OTHER_TEAM,
  type SeenMessage,
  SIGNING_SECRET,
  TEAM,
} from './stand-in-world.ts';
import { threadId } from './thread-id.ts';

const COMMANDS: CommandSpec[] = [
  {
    name: 'start',
    summary: 'Personas discuss a topic',
    options: [
      { name: 'topic', summary: 'What it is about', kind: 'text', most: 200, required: true },
      {
        name: 'mode',
        summary: 'How',
        kind: 'text',
        most: 20,
        choices: ['free', 'debate'].map((value) => ({ label: value, value })),
      },
      { name: 'personas', summary: 'Who takes part', kind: 'text', most: 500, suggests: true, several: true },
      { name: 'rounds', summary: 'How many', kind: 'number', least: 1, most: 20, whole: true },
    ],
  },
  { name: 'status', summary: 'How far it is', options: [] },
  { name: 'help', summary: 'What there is', options: [] },
  { name: 'Discuss this', summary: 'About a message', options: [], onMessage: true },
];
const preview: View = {
  title: 'Preview <!channel>',
  lines: ['Topic *here* <@U0BEN>', [{ bold: 'Cost' }, ' $0.02']],
  faces: [{ name: 'Maria', avatar: 'maria', line: 'nurse' }],
  buttons: [
    [
      { label: 'Start', style: 'primary', action: { name: 'start', about: 'd1' } },
      { label: 'Ask', action: { name: 'ask', about: 'd1' } },
      { label: 'Fail', action: { name: 'fail', about: 'd1' } },
    ],
  ],
};

/** People as a platform needs them: they write down what they are told. */
function listeners(told: unknown[][]): People {
  const note = (...what: unknown[]) => void told.push(what);
  return {
    commands: COMMANDS,
    async command(name, given, by, place, origin) {
      note('command', name, given, by.name, place, origin);
      if (name === 'help') throw new UserError('There is no help today.');
      if (given['topic'] === 'wrong') throw new UserError('Not this topic.', 'VALIDATION_ERROR', { field: 'topic' });
      return preview;
    },
    suggest: async () => ['Maria', 'Otto'].map((name) => ({ label: name, value: name })),
    formFor: (name, about) =>
      name === 'ask'
        ? {
            title: 'Ask the people of this discussion',
            action: { name: 'asked', about },
            submit: 'Ask',
            fields: [{ name: 'question', label: 'Question', required: true, kind: 'text', long: true, most: 8_000 }],
          }
        : undefined,
    async act({ name, about, fields }, by, place) {
      note('act', name, about, fields, by.admin, place);
      if (name === 'fail') throw new Error('secret cause');
      return name === 'asked' ? { answer: { lines: ['Asked.'] } } : { instead: { lines: ['Started.'] } };
    },
    async said({ by, ...message }, thread) {
      note('said', message, by.name, thread.thread);
    },
    async gone(place) {
      note('gone', place);
    },
    home: async () => [{ title: 'Going on', lines: ['Nothing.'] }],
    async left(...where) {
      note('left', ...where);
    },
    async joined(...where) {
      note('joined', ...where);
    },
  };
}

describe.each(['Socket Mode', 'signed HTTP'])('Slack over %s', (mode) => {
  let slack: StandIn;
  let platform: Platform;
  let told: unknown[][];
  const installations = memoryInstallations();

  const opened = (more: Partial<SlackSettings> = {}): Platform =>
    openSlack({
      apiUrl: slack.apiUrl,
      installations,
      received: memoryReceived(),
      avatars: { url: () => undefined, png: async () => undefined },
      log: silentLog(),
      ...(mode === 'Socket Mode'
        ? { appToken: APP_TOKEN, botToken: botToken(TEAM) }
        : { signingSecret: SIGNING_SECRET, clientId: '1.2', clientSecret: 'client-secret' }),
      ...more,
    });
  const stored = (team: string) =>
    JSON.stringify({
      team: { id: team },
      user: { id: 'U0' },
      bot: { token: botToken(team), id: `B${team}`, userId: botUser(team), scopes: [] },
      isEnterpriseInstall: false,
    });

  beforeEach(async () => {
    slack = await openStandIn();
    told = [];
    for (const team of [TEAM, OTHER_TEAM]) await installations.put('slack', team, stored(team));
    platform = opened();
    await platform.connect(listeners(told));
    if (platform.routes) await slack.deliverTo(platform.routes.listener);
    else await until(() => slack.world.calls.includes('apps.connections.open'), 'a connection');
  });
  afterEach(async () => {
    await platform.close();
    await slack.close();
    expect(slack.world.faults).toEqual([]);
  });

  const of = (what: string) => told.filter(([first]) => first === what);
  const open = (view: View = { title: 'Topic', buttons: preview.buttons ?? [] }) =>
    platform.openThread({
      discussion: 'd1',
      place: { platform: 'slack', team: TEAM, channel: CHANNEL },
      title: 'Topic',
      view,
      startedBy: { id: 'U0ANNA', name: 'Anna Berg' },
    });
  const openedThread = async (): Promise<Thread> => ({ platform: 'slack', team: TEAM, channel: CHANNEL, ...(await open()) });
  const said = (key: string, text: string, more: Partial<Post> = {}): Post => ({
    key,
    speaker: { name: 'Maria', avatar: 'maria', kind: 'persona' },
    text,
    ...more,
  });
  const post = (thread: Thread, one: Post) => platform.post(thread, one, AbortSignal.timeout(5_000));
  const messages = () => slack.world.messages.filter(({ bot_id, seenBy }) => bot_id && !seenBy);

  it('acknowledges a command at once, and shows a preview to the caller alone, in which data is only data', async () => {
    const done = await slack.command('start Should buses be free? --rounds 6 --mode debate');
    expect(done).toMatchObject({ status: 200, body: undefined });
    expect(done.ackMs).toBeLessThan(1_000);
    const shown = await until(() => slack.whispered(), 'a preview');
    expect(slack.read(undefined, 'anna').join('\n')).toContain('Topic *here* <@U0BEN>\n    Cost $0.02');
    expect(slack.read(undefined, 'ben')).toEqual([]);
    expect(shown.text).toContain('Preview &lt;!channel&gt;');
    expect(of('command')).toEqual([
      [
        'command',
        'start',
        { topic: 'Should buses be free?', rounds: 6, mode: 'debate' },
        'Anna Berg',
        { platform: 'slack', team: TEAM, channel: CHANNEL },
        expect.stringMatching(`^slack/${TEAM}/trigger`),
      ],
    ]);
  });

  it('opens a dialog for /focus alone, says in it what is wrong with it, and keeps what was written', async () => {
    await slack.command('');
    const dialog = await until(() => slack.dialog(), 'a dialog');
    expect(dialog.view).toMatchObject({ title: { text: 'New focus group' }, blocks: { length: 4 } });
    const wrong = await slack.submit({ topic: 'wrong' });
    expect(wrong.body).toEqual({ response_action: 'errors', errors: { topic: 'Not this topic.' } });
    expect((await slack.submit({ topic: 'x', rounds: '99' })).body).toEqual({
      response_action: 'errors',
      errors: { rounds: 'rounds must be a whole number from 1 to 20, not "99".' },
    });
    const right = await slack.submit({ topic: 'Buses', rounds: '4', personas: ['Maria', 'Otto'] });
    expect(right.body).toBeUndefined();
    await until(() => slack.whispered(), 'a preview');
    expect(of('command').at(-1)).toMatchObject([
      'command',
      'start',
      { topic: 'Buses', rounds: 4, personas: 'Maria, Otto' },
      {},
      {},
      {},
    ]);
  });

  it('does once what is delivered three times', async () => {
    const command = await slack.command('start Free buses');
    const pressed = await until(() => slack.whispered(), 'a preview').then((shown) => slack.press(shown, 'Start'));
    const thread = await openedThread();
    const question = await slack.say('Why?', thread.opener);
    for (const { kind, payload } of [command, pressed, question, command, pressed, question]) await slack.send(kind, payload);
    await until(() => of('said').length > 0, 'a question');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([of('command').length, of('act').length, of('said').length]).toEqual([1, 1, 1]);
  });

  it('does what a button stands for, in place of what held it, and asks in a dialog where one is wanted', async () => {
    await slack.command('start Free buses');
    const shown = await until(() => slack.whispered(), 'a preview');
    await slack.press(shown, 'Ask');
    expect(JSON.stringify(await until(() => slack.dialog(), 'a dialog'))).toContain('Ask the people of');
    await slack.submit({ question: 'Why?' });
    await until(() => slack.whispered()?.text === 'Asked.', 'an answer');
    expect(of('act')[0]).toMatchObject(['act', 'asked', 'd1', { question: 'Why?' }, false, { channel: CHANNEL }]);
    await slack.press(shown, 'Fail', 'cleo');
    await until(() => slack.whispered('cleo')?.text.includes('Something went wrong on our side'), 'an apology');
    expect(of('act')[1]).toMatchObject(['act', 'fail', 'd1', undefined, true, {}]);
    await slack.press(shown, 'Start');
    await until(() => shown.text === 'Started.', 'something instead');
  });

  it('has nothing to say where the message that was pressed is gone meanwhile', async () => {
    const { opener } = await open();
    const [shown] = slack.world.messages.splice(
      slack.world.messages.findIndex(({ ts }) => ts === opener),
      1,
    );
    await slack.press(shown, 'Start');
    await until(() => of('act').length === 1 && slack.world.calls.includes('chat.update'), 'a change');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(slack.whispered()).toBeUndefined();
  });

  it('tells what a person can mend, in one sentence', async () => {
    await slack.command('help');
    await until(() => slack.whispered()?.text.includes('There is no help today.'), 'a word');
    await slack.command('strat');
    await until(() => slack.whispered()?.text.includes('There is no command "strat".'), 'a word');
    await slack.command('start x --rounds many');
    await until(() => slack.whispered()?.text.includes('rounds must be a whole number from 1 to 20, not "many".'), 'a word');
  });

  it('discusses a message', async () => {
    await slack.say('We &lt;b&gt; should <https://example.com|plant> trees, <@U0BEN> &amp; all');
    const message = slack.world.messages.at(-1) as SeenMessage;
    await slack.onMessage(message, 'discuss_this');
    await until(() => of('command').length > 0, 'a command');
    const text = 'We <b> should plant (https://example.com) trees, @Ben Okoro & all';
    expect(of('command')[0]).toMatchObject(['command', 'Discuss this', { text, message: message.ts }, 'Anna Berg', {}, {}]);
  });

  it('posts a turn once under the persona’s name, with its key, and answers what it answers by a link', async () => {
    const thread = await openedThread();
    const first = await post(thread, said('d1/3/0', 'I **like** it, <!here>.'));
    const second = await post(
      thread,
      said('d1/4/0', 'But why?', {
        speaker: { name: 'Otto', avatar: 'otto', kind: 'persona' },
        replyTo: { message: first, name: 'Maria', excerpt: 'I like it' },
      }),
    );
    expect(messages().slice(1)).toMatchObject([
      { ts: first, username: 'Maria', thread_ts: thread.opener, text: 'I like it, &lt;!here&gt;.' },
      { ts: second, username: 'Otto', metadata: { event_payload: { key: 'd1/4/0' } } },
    ]);
    expect(messages()[1]?.icon_emoji).not.toBe(messages()[2]?.icon_emoji);
    const link = await platform.permalink(thread, first);
    expect(link).toContain(`/archives/${CHANNEL}/p${first.replace('.', '')}?thread_ts=${thread.opener}`);
    expect(JSON.stringify(messages()[2]?.blocks)).toContain(link);
  });

  it('opens a thread once, whatever became of the answer, and joins a public channel for it', async () => {
    slack.world.loseAnswers.push('chat.postMessage');
    await expect(open()).rejects.toBeInstanceOf(RetryError);
    const found = await open();
    expect(messages().map(({ ts }) => ts)).toEqual([found.opener]);
    expect(found.thread).toBe(threadId(CHANNEL, found.opener ?? ''));
    const other = { discussion: 'd2', title: 'x', view: preview, startedBy: { id: 'U0ANNA', name: 'Anna' } };
    await platform.openThread({ ...other, place: { platform: 'slack', team: TEAM, channel: 'C0OPEN' } });
    expect(slack.world.channels.get('C0OPEN')?.joined).toBe(true);
    const hidden = platform.openThread({
      ...other,
      discussion: 'd3',
      place: { platform: 'slack', team: TEAM, channel: 'C0HIDDEN' },
    });
    await expect(hidden).rejects.toThrow(/I cannot see this channel.*invite/s);
  });

  it('finds a post that got through although nobody heard of it, in one look', async () => {
    const thread = await openedThread();
    const before = await post(thread, said('a', 'First'));
    slack.world.loseAnswers.push('chat.postMessage');
    const lost = said('b', 'Second');
    const error = await post(thread, lost).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RetryError);
    expect((error as RetryError).retryAfterMs).toBeUndefined();
    const looks = slack.world.calls.length;
    expect(await platform.findPost(thread, before, lost)).toBe(messages().at(-1)?.ts);
    expect(await platform.findPost(thread, before, said('c', 'Third'))).toBeUndefined();
    expect(slack.world.calls.slice(looks)).toEqual(['conversations.replies', 'conversations.replies']);
    slack.world.refusals.push({ method: 'conversations.replies', error: 'not_in_channel' });
    await expect(platform.findPost(thread, before, lost)).rejects.toBeInstanceOf(UserError);
  });

  it('sends the files of a post after it, each once', async () => {
    const thread = await openedThread();
    const end = said('end', '', {
      speaker: { name: 'simFocus', kind: 'app' },
      view: {
        title: 'The end',
        files: [{ name: 'report.md', type: 'text/markdown', data: Buffer.from('# Report') }],
        image: { png: Buffer.from('png'), name: 'chart.png', alt: 'Ballots' },
      },
    });
    slack.world.loseAnswers.push('files.completeUploadExternal');
    await expect(post(thread, end)).rejects.toBeInstanceOf(RetryError);
    await platform.findPost(thread, thread.opener, end);
    expect(messages().flatMap(({ files = [] }) => files.map(({ title, size }) => `${title} ${size}`))).toEqual([
      'chart.png 3',
      'report.md 8',
    ]);
    slack.world.refusals.push({ method: 'files.completeUploadExternal', error: 'ratelimited', retryAfter: 1 });
    await post(thread, { ...end, key: 'end2' });
    expect(messages().filter(({ files }) => files)).toHaveLength(2);
  });

  it('says when it may go on, what is to be mended, and what is gone', async () => {
    const thread = await openedThread();
    const refused = async (error: string, retryAfter?: number) => {
      slack.world.refusals.push({ method: 'chat.postMessage', error, ...(retryAfter && { retryAfter }) });
      return post(thread, said(error, 'x')).catch((thrown: unknown) => thrown);
    };
    expect(await refused('ratelimited', 7)).toMatchObject({ retryAfterMs: 7_000 });
    for (const code of ['not_in_channel', 'is_archived', 'channel_not_found', 'restricted_action']) {
      expect(await refused(code)).toBeInstanceOf(UserError);
    }
    for (const code of ['account_inactive', 'thread_not_found']) expect(await refused(code)).toBeInstanceOf(ThreadGone);
    expect(messages()).toHaveLength(1);
  });

  it('takes a reply for a question, and nothing else', async () => {
    const thread = await openedThread();
    const root = thread.opener ?? '';
    await slack.say('outside of any thread');
    await slack.say('a bot', root, 'anna', { bot_id: 'B0OTHER' });
    await slack.say('changed', root, 'anna', { subtype: 'message_changed', message: { ts: '1.1' } });
    await slack.say('joined', root, 'anna', { subtype: 'channel_join' });
    await slack.say('ours', root, 'anna', { user: botUser(TEAM) });
    await slack.say('of another', root, 'anna', { parent_user_id: 'U0BEN' });
    await slack.say('Why &lt;b&gt; <!here>?', root, 'ben');
    await slack.say(`<@${botUser(TEAM)}> pause`, root);
    await slack.say('<@U0BEN> look at this', root);
    await until(() => of('said').length === 3, 'three messages');
    expect(of('said')).toMatchObject([
      ['said', { text: 'Why <b> @here?' }, 'Ben Okoro', thread.thread],
      ['said', { text: 'pause', addressed: 'app' }, 'Anna Berg', thread.thread],
      ['said', { text: '@Ben Okoro look at this', addressed: 'other' }, 'Anna Berg', thread.thread],
    ]);
  });

  it('marks a question, changes the starter message, and tells one person', async () => {
    const thread = await openedThread();
    const { ts } = await slack.say('Why?', thread.opener);
    await platform.mark(thread, ts, 'taken');
    expect(slack.world.messages.find((one) => one.ts === ts)?.reactions).toEqual(['eyes']);
    await platform.updateOpener(thread, { title: 'Topic', fields: [{ name: 'Round', value: '2 of 6' }] });
    expect(messages()).toMatchObject([{ ts: thread.opener, edits: 1 }]);
    expect(slack.read().join('\n')).toContain('Round: 2 of 6');
    await platform.tell({ ...thread }, { id: 'U0BEN', name: 'Ben' }, { tone: 'bad', lines: ['No.'] });
    expect(slack.whispered('ben')).toMatchObject({ text: '⛔ No.', thread_ts: thread.opener });
  });

  it('ends what goes on where the thread or the channel is deleted, or the app removed, and forgets its tokens', async () => {
    const thread = await openedThread();
    await slack.event({ type: 'message', subtype: 'message_deleted', channel: CHANNEL, ts: '9.9', deleted_ts: thread.opener });
    await slack.event({ type: 'channel_deleted', channel: CHANNEL });
    await slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U0'], bot: [] } });
    await slack.event({ type: 'app_uninstalled' }, TEAM);
    await until(() => of('left').length > 0, 'somebody to leave');
    expect(of('gone')).toMatchObject([
      ['gone', { thread: thread.thread }],
      ['gone', { channel: CHANNEL }],
    ]);
    expect(of('left')).toEqual([['left', 'slack', TEAM]]);
    expect(await installations.get('slack', TEAM)).toBeUndefined();
    expect(await installations.get('slack', OTHER_TEAM)).toBeDefined();
  });

  it('has a page of its own, with a dialog to start from', async () => {
    await slack.openHome();
    await until(() => slack.world.homes.get('U0ANNA'), 'a page');
    expect(JSON.stringify(slack.world.homes.get('U0ANNA'))).toContain('Going on');
    await slack.press(undefined, 'New focus group');
    await until(() => slack.dialog(), 'a dialog');
    await slack.submit({ topic: 'Buses', 'channel of the thread': CHANNEL });
    await until(() => slack.whispered()?.text.includes('Preview'), 'a preview');
    expect(of('command')[0]).toMatchObject(['command', 'start', { topic: 'Buses' }, 'Anna Berg', { channel: CHANNEL }, {}]);
  });

  it('checks what is missing', async () => {
    slack.world.scopes.splice(slack.world.scopes.indexOf('commands'), 1);
    const findings = async (channel: string) =>
      (await platform.check({ platform: 'slack', team: TEAM, channel }))
        .map(({ ok, what }) => `${ok ? '+' : '-'} ${what}`)
        .join('\n');
    expect(await findings(CHANNEL)).toMatch(/^- Permissions: commands missing\.[\s\S]*\+ Channel: I am in it\.$/);
    expect(await findings('C0HIDDEN')).toMatch(/- Channel: I cannot see it\.$/);
    slack.world.channels.set(CHANNEL, { team: TEAM, joined: true, archived: true, private: false });
    expect(await findings(CHANNEL)).toMatch(/- Channel: archived\.$/);
  });

  if (mode === 'signed HTTP') {
    it('refuses a request with a wrong, old or missing signature, and does nothing of it', async () => {
      const { kind, payload } = await slack.command('start Free buses');
      await until(() => of('command').length === 1, 'a command');
      const again = { ...payload, trigger_id: 'another' };
      for (const signing of [{ secret: 'wrong' }, { at: Date.now() - 360_000 }, { none: true }]) {
        expect((await slack.send(kind, again, signing)).status).toBe(401);
      }
      expect(of('command')).toHaveLength(1);
    });

    it('acknowledges everything while the store does not answer, and does it when it does', async () => {
      let answers = () => {};
      const away = new Promise<void>((resolve) => {
        answers = resolve;
      });
      const get: typeof installations.get = (...where) => away.then(() => installations.get(...where));
      const slow = opened({ installations: { ...installations, get } });
      const heard: unknown[][] = [];
      await slow.connect(listeners(heard));
      await slack.deliverTo(slow.routes?.listener ?? (() => {}));
      const { payload } = await slack.command('start Free buses');
      const sent = await Promise.all([
        slack.send('slash_commands', { ...payload, trigger_id: 'waits' }),
        slack.event({ type: 'app_home_opened', tab: 'home', user: 'U0ANNA' }),
        slack.send('interactive', { type: 'view_submission', team: { id: TEAM }, user: { id: 'U0ANNA' }, view: {} }),
      ]);
      for (const { status, ackMs } of sent) {
        expect(status).toBe(200);
        expect(ackMs).toBeLessThan(2_000);
      }
      expect(heard).toEqual([]);
      answers();
      await until(() => heard.filter(([what]) => what === 'command').length === 2, 'the commands');
      await slow.close();
    });

    it('serves several workspaces, each with its own token', async () => {
      await slack.command('start Free buses', 'dan', 'C0TWO');
      await until(() => slack.whispered('dan'), 'a preview');
      expect(of('command')[0]).toMatchObject(['command', 'start', {}, 'Dan Ito', { team: OTHER_TEAM, channel: 'C0TWO' }, {}]);
      const elsewhere = platform.openThread({
        discussion: 'd9',
        place: { platform: 'slack', team: TEAM, channel: 'C0TWO' },
        title: 'x',
        view: preview,
        startedBy: { id: 'U0ANNA', name: 'Anna' },
      });
      await expect(elsewhere).rejects.toBeInstanceOf(UserError);
    });

    it('is in all workspaces of an organisation that it was added to, until it leaves', async () => {
      await installations.remove('slack', TEAM);
      await installations.put(
        'slack',
        'E1',
        JSON.stringify({
          ...JSON.parse(stored(TEAM)),
          bot: { token: ORG_TOKEN, id: `B${TEAM}`, userId: botUser(TEAM), scopes: [] },
          team: undefined,
          enterprise: { id: 'E1' },
          isEnterpriseInstall: true,
        }),
      );
      const grid = { enterprise_id: 'E1', is_enterprise_install: 'true' };
      const { kind, payload } = await slack.command('status');
      await slack.send(kind, { ...payload, ...grid, trigger_id: 'grid' });
      await until(() => of('joined').length > 0 && of('command').length > 0, 'a command');
      expect(of('joined')).toEqual([['joined', 'slack', TEAM]]);
      expect(await installations.get('slack', TEAM)).toContain('"E1"');
      // Everything by the organisation's token, and about the workspace.
      const thread = await openedThread();
      const first = await post(thread, said('d1/1/0', 'Hello.'));
      const replyTo = { message: first, name: 'Maria', excerpt: 'Hello.' };
      await post(thread, said('d1/1/1', 'And this.', { replyTo }));
      await post(thread, { key: 'd1/2/0', speaker: { name: 'simFocus', kind: 'app' }, view: { lines: [[{ role: 'S1' }]] } });
      expect(slack.read(thread.opener).join('\n')).toContain('@planners-of-T0ONE');
      await slack.event({ type: 'app_uninstalled' }, TEAM, { enterprise_id: 'E1', is_enterprise_install: true });
      await until(() => of('left').length > 0, 'somebody to leave');
      expect(await installations.get('slack', TEAM)).toBeUndefined();
    });

    it('keeps what it is given when it is added, and is then there', async () => {
      await installations.remove('slack', OTHER_TEAM);
      const url = await slack.deliverTo(platform.routes?.listener ?? (() => {}));
      const asked = await fetch(`${url}/slack/install`, { redirect: 'manual' });
      expect(asked.headers.get('location')).toContain('scope=channels%3Ahistory%2C');
      const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state') ?? '';
      const cookie = asked.headers.get('set-cookie')?.split(';')[0] ?? '';
      const without = await fetch(`${url}/slack/oauth_redirect?code=${OTHER_TEAM}&state=${state}`);
      expect(without.ok).toBe(false);
      const done = await fetch(`${url}/slack/oauth_redirect?code=${OTHER_TEAM}&state=${state}`, {
        headers: { cookie },
        redirect: 'manual',
      });
      expect(done.status).toBe(200);
      expect(JSON.parse((await installations.get('slack', OTHER_TEAM)) ?? '{}')).toMatchObject({
        bot: { token: botToken(OTHER_TEAM) },
      });
      expect(of('joined')).toEqual([['joined', 'slack', OTHER_TEAM]]);
      expect((await fetch(`${url}/slack/elsewhere`)).status).toBe(404);
    });
  }
});
