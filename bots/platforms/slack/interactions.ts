import type { BlockAction, MessageShortcut, SlashCommand } from '@slack/bolt';
import { UserError } from '../../../engine/errors.ts';
import type { CommandSpec, Place } from '../../platform.ts';
import { actionOf } from './action-id.ts';
import { typedCommand } from './command-text.ts';
import type { Desk } from './desk.ts';
import { givenTo } from './given.ts';
import { messageText } from './message-text.ts';
import { formModal } from './modal.ts';
import { ask, handled, open, openCommand, personOf, type Situation, show } from './situation.ts';
import { threadId } from './thread-id.ts';
import { PLATFORM } from './workspaces.ts';

/** Of the button on the app's own page that opens the dialog. */
export const OPEN_DIALOG = 'new focus group';

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
