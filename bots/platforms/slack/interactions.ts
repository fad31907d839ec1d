import type { AckFn, BlockAction, MessageShortcut, SlashCommand, types, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { UserError } from '../../../engine/errors.ts';
import { apology } from '../../apology.ts';
import type { Act, ActResult, Choice, CommandSpec, Given, Place } from '../../platform.ts';
import type { View } from '../../view.ts';
import { actionOf } from './action-id.ts';
import { type Address, answer } from './answers.ts';
import { shown } from './blocks.ts';
import { typedCommand } from './command-text.ts';
import type { Desk } from './desk.ts';
import { readFile } from './files.ts';
import { givenTo } from './given.ts';
import { messageText } from './message-text.ts';
import { type About, aboutOf, answersOf, CHANNEL, commandModal, formModal } from './modal.ts';
import { asked, meaning } from './refusals.ts';
import { threadId } from './thread-id.ts';
import { PLATFORM } from './workspaces.ts';

/** Of the button on the app's own page that opens the dialog. */
export const OPEN_DIALOG = 'new focus group';
/** A dialog that is wrong says so itself if that is known so soon; Slack waits three seconds. */
const PATIENCE_MS = 700;
/** A trigger of Slack's dies after three seconds: what is not found by then is typed by hand. */
const SUGGEST_MS = 700;

type Situation = Address & { origin: string; name: string };

/** Somebody typed `/focus …`. */
export async function commanded(desk: Desk, command: SlashCommand): Promise<void> {
  const { team_id: team, channel_id: channel, user_id: user, user_name: name, response_url: url, trigger_id: trigger } = command;
  const who = { team, user, name, url, trigger };
  await handled(desk, who, { platform: PLATFORM, team, channel }, async (at) => {
    const typed = typedCommand(unescaped(command.text), desk.people.commands);
    if (typed.kind === 'dialog') return openCommand(desk, at, 'start', trigger, { channel, url });
    if (typed.kind === 'unknown') {
      throw new UserError(`There is no command "${typed.word}". /focus help shows what there is; /focus alone opens a dialog.`);
    }
    const { spec, values } = typed;
    const wanting = spec.options.some(({ name: one, required }) => required && values[one] === undefined);
    if (wanting) return openCommand(desk, at, spec.name, trigger, { channel, url }, values);
    return ask(desk, at, spec.name, givenTo(spec, await withGroups(desk, at, spec, values)));
  });
}

/** Slack may escape what was typed; it is escaped again where it is shown. */
const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** A user group as people write it, by its id. */
async function withGroups(desk: Desk, { workspace }: Situation, { options }: CommandSpec, values: Record<string, string>) {
  const roles = options.filter(({ kind, name }) => kind === 'role' && values[name]?.startsWith('@'));
  if (roles.length === 0) return values;
  const groups = await desk.directory.groups(workspace);
  const idOf = (handle: string) => [...groups].find(([, name]) => `@${name}` === handle)?.[0];
  return { ...values, ...Object.fromEntries(roles.map(({ name }) => [name, idOf(values[name] ?? '') ?? values[name] ?? ''])) };
}

async function ask(desk: Desk, at: Situation, name: string, given: Given): Promise<void> {
  const view = await desk.people.command(name, given, await personOf(desk, at), at.place, at.origin);
  await answer(at, view, await desk.showing(at.workspace, view), desk.log);
}

const personOf = (desk: Desk, { workspace, user, name }: Situation) => desk.directory.person(workspace, user, name);

async function openCommand(
  desk: Desk,
  at: Situation,
  name: string,
  trigger: string,
  where: Omit<About, 'command' | 'action'>,
  given: Readonly<Record<string, string>> = {},
): Promise<void> {
  const spec = desk.people.commands.find((one) => one.name === name);
  if (!spec) throw new UserError('There is no such command. /focus help shows what there is.');
  const choices = await suggestions(desk, at, spec);
  await open(at, trigger, commandModal(spec, where, { choices, given }));
}

async function suggestions(desk: Desk, at: Situation, spec: CommandSpec): Promise<Record<string, readonly Choice[]>> {
  const options = spec.options.filter((option) => option.kind === 'text' && option.suggests);
  const by = { id: at.user, name: at.name, admin: false, roles: async () => [] };
  const found = options.map(async ({ name }) => {
    const choices = desk.people.suggest(spec.name, name, '', by, at.place).catch(() => []);
    return [name, await Promise.race([choices, later(SUGGEST_MS, [])])] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

const later = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms));

const open = async ({ workspace }: Situation, trigger: string, view: types.ModalView): Promise<void> => {
  await asked(() => workspace.client().views.open({ trigger_id: trigger, view }));
};

/** Somebody chose a command on a message. */
export async function chosenOn(desk: Desk, { channel, message, ...body }: MessageShortcut): Promise<void> {
  const team = body.team?.id ?? body.user.team_id ?? '';
  const who = { team, user: body.user.id, name: body.user.name, url: body.response_url, trigger: body.trigger_id };
  const thread = message.thread_ts ? { thread: threadId(channel.id, message.thread_ts) } : {};
  await handled(desk, who, { platform: PLATFORM, team, channel: channel.id, ...thread }, async (at) => {
    const spec = desk.people.commands.find((one) => one.onMessage && callbackOf(one) === body.callback_id);
    if (!spec) throw new UserError('This shortcut is of an earlier version of the app. Type /focus instead.');
    const text = await messageText(message.text ?? '', (user) => desk.directory.nameOf(at.workspace, user));
    await ask(desk, at, spec.name, { text, message: body.message_ts });
  });
}

export const callbackOf = ({ name }: Pick<CommandSpec, 'name'>): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '_');

/** Somebody wants the dialog, from wherever they are. */
export async function wantsDialog(
  desk: Desk,
  body: { team: string; user: string; name: string; trigger: string },
): Promise<void> {
  const place = { platform: PLATFORM, team: body.team, channel: '' };
  await handled(desk, body, place, (at) => openCommand(desk, at, 'start', body.trigger, {}));
}

/** Somebody pressed or chose something. */
export async function pressed(desk: Desk, body: BlockAction): Promise<void> {
  const [action] = body.actions;
  const team = body.view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id ?? '';
  const name = body.user.name ?? body.user.username;
  if (!action || action.action_id.startsWith('link ')) return;
  if (action.action_id === OPEN_DIALOG) return wantsDialog(desk, { team, user: body.user.id, name, trigger: body.trigger_id });
  const ts = body.container['message_ts'] as string | undefined;
  const whispered = body.container['is_ephemeral'] === true;
  const root = (body.container['thread_ts'] as string | undefined) ?? (whispered ? undefined : ts);
  const channel = body.channel?.id ?? '';
  const place: Place = { platform: PLATFORM, team, channel, ...(channel && root && { thread: threadId(channel, root) }) };
  const who = { team, user: body.user.id, name, url: body.response_url, trigger: body.trigger_id };
  await handled(desk, who, place, async (at) => {
    const ref = actionOf(action.type === 'button' ? action.value : action.block_id);
    if (!ref) throw new UserError('This control is of an earlier version. Type /focus status to go on.');
    const form = desk.people.formFor(ref.name, ref.about, ref.argument);
    if (form) {
      const where = {
        channel,
        ...(place.thread && { thread: place.thread }),
        ...(body.response_url && { url: body.response_url }),
      };
      return open(at, body.trigger_id, formModal(form, where));
    }
    const chosen = chosenIn(action);
    const result = await desk.people.act(
      { ...ref, origin: at.origin, ...(chosen && { chosen }) },
      await personOf(desk, at),
      place,
    );
    await show(desk, at, result, whispered ? undefined : ts);
  });
}

function chosenIn(action: BlockAction['actions'][number]): string[] | undefined {
  if (action.type === 'static_select') return [action.selected_option.value ?? ''];
  if (action.type === 'multi_static_select') return action.selected_options.map(({ value }) => value ?? '');
  return undefined;
}

/** What came of it: in place of what was pressed (`ts`: a message that everybody sees), and for the person alone. */
async function show(desk: Desk, at: Situation, { instead, answer: told }: ActResult, ts: string | undefined): Promise<void> {
  if (instead && ts) {
    const message = shown(instead, await desk.showing(at.workspace, instead));
    await asked(() => at.workspace.client().chat.update({ channel: at.place.channel, ts, ...message }));
  } else if (instead) await answer(at, instead, await desk.showing(at.workspace, instead), desk.log, true);
  if (told) await answer(at, told, await desk.showing(at.workspace, told), desk.log);
}

/** Somebody sent a dialog. It closes at once, unless what is wrong with it is known so soon that it can say so itself. */
export async function sent(desk: Desk, body: ViewSubmitAction, ack: AckFn<ViewResponseAction>): Promise<void> {
  const about = aboutOf(body.view.private_metadata);
  const { fields, files } = answersOf(body.view.state.values);
  const channel = about?.channel ?? fields[CHANNEL] ?? '';
  const team = body.view.app_installed_team_id ?? body.team?.id ?? body.user.team_id ?? '';
  const { id: user, name } = body.user;
  const who = { team, user, name, trigger: body.trigger_id, mayBeOld: true, ...(about?.url && { url: about.url }) };
  const place: Place = { platform: PLATFORM, team, channel, ...(about?.thread && { thread: about.thread }) };
  let acknowledged: Promise<void> | undefined;
  const accept = (errors?: Record<string, string>) => {
    acknowledged ??= errors ? ack({ response_action: 'errors', errors }) : ack();
    return acknowledged;
  };
  const patience = setTimeout(
    () => void accept().catch((error: unknown) => desk.log.warn({ err: error }, 'a dialog')),
    PATIENCE_MS,
  );
  const inDialog = async (error: unknown): Promise<boolean> => {
    if (!(error instanceof UserError) || !error.field || acknowledged) return false;
    if (!(error.field in body.view.state.values)) return false;
    await accept({ [error.field]: error.message });
    return true;
  };
  try {
    const work = async (at: Situation) => {
      if (!about) throw new UserError('This dialog is of an earlier version. Open it again with /focus.');
      if ('action' in about) {
        const act: Act | undefined = actionWith(about.action, fields, at.origin);
        if (!act) throw new UserError('This dialog is of an earlier version. Press the button again.');
        await show(desk, at, await desk.people.act(act, await personOf(desk, at), place), undefined);
        return;
      }
      const spec = desk.people.commands.find((one) => one.name === about.command);
      if (!spec) throw new UserError('There is no such command any more. /focus help shows what there is.');
      const given: Record<string, string | number | undefined> = { ...givenTo(spec, fields) };
      for (const option of spec.options) {
        const file = files[option.name];
        if (option.kind === 'file' && file) given[option.name] = await readFile(at.workspace, file, option.mostBytes);
      }
      const view = await desk.people.command(spec.name, given, await personOf(desk, at), place, at.origin);
      await accept();
      await answer(at, view, await desk.showing(at.workspace, view), desk.log);
    };
    await handled(desk, who, place, work, inDialog);
  } finally {
    clearTimeout(patience);
    await accept();
  }
}

function actionWith(value: string, fields: Record<string, string>, origin: string): Act | undefined {
  const ref = actionOf(value);
  return ref && { ...ref, fields, origin };
}

type Who = { team: string; user: string; name: string; url?: string | undefined; mayBeOld?: boolean; trigger: string };

/** Does it once, however often it is delivered, and tells the person when it cannot be done. */
async function handled(
  desk: Desk,
  { team, user, name, url, mayBeOld, trigger }: Who,
  place: Place,
  work: (at: Situation) => Promise<void>,
  told?: (error: unknown) => Promise<boolean>,
): Promise<void> {
  const origin = `${PLATFORM}/${team}/${trigger}`;
  const workspace = await desk.workspaces.of(team);
  const at: Situation = { workspace, place, user, name, origin, ...(url && { url }), ...(mayBeOld && { mayBeOld }) };
  try {
    if (await desk.received.before(origin)) return;
    await work(at);
  } catch (error) {
    const meant = meaning(error);
    if (await told?.(meant)) return;
    await apologise(desk, at, apology(meant, desk.log));
  }
}

async function apologise(desk: Desk, at: Situation, view: View): Promise<void> {
  try {
    await answer(at, view, await desk.showing(at.workspace, view), desk.log);
  } catch (error) {
    desk.log.warn({ err: error, team: at.place.team }, 'nobody could be told what went wrong');
  }
}
