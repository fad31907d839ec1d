import type { AckFn, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { UserError } from '../../../engine/errors.ts';
import type { Act, Place } from '../../platform.ts';
import { actionOf } from './action-id.ts';
import { answer } from './answers.ts';
import type { Desk } from './desk.ts';
import { readFile } from './files.ts';
import { TooLate } from './first-ack.ts';
import { givenTo } from './given.ts';
import { aboutOf, answersOf, CHANNEL } from './modal.ts';
import { handled, personOf, type Situation, show } from './situation.ts';
import { PLATFORM } from './workspaces.ts';

/** Somebody sent a dialog. It closes at once, unless what is wrong with it is known so soon that it can say so itself. */
export async function sent(desk: Desk, body: ViewSubmitAction, ack: AckFn<ViewResponseAction>): Promise<void> {
  const about = aboutOf(body.view.private_metadata);
  const { fields, files } = answersOf(body.view.state.values);
  const channel = about?.channel ?? fields[CHANNEL] ?? '';
  const team = body.view.app_installed_team_id ?? body.team?.id ?? body.user.team_id ?? '';
  const { id: user, name } = body.user;
  const who = { team, user, name, trigger: body.trigger_id, mayBeOld: true, ...(about?.url && { url: about.url }) };
  const place: Place = { platform: PLATFORM, team, channel, ...(about?.thread && { thread: about.thread }) };
  const inDialog = async (error: unknown): Promise<boolean> => {
    if (!(error instanceof UserError) || !error.field || !(error.field in body.view.state.values)) return false;
    try {
      await ack({ response_action: 'errors', errors: { [error.field]: error.message } });
      return true;
    } catch (late) {
      if (late instanceof TooLate) return false;
      throw late;
    }
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
      await ack();
      await answer(at, view, await desk.showing(at.workspace, view), desk.log);
    };
    await handled(desk, who, place, work, inDialog);
  } finally {
    await ack();
  }
}

function actionWith(value: string, fields: Record<string, string>, origin: string): Act | undefined {
  const ref = actionOf(value);
  return ref && { ...ref, fields, origin };
}
