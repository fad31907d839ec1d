import { type App, AuthorizationError, type SlashCommand, type ViewSubmitAction } from '@slack/bolt';
import type { View } from '../../view.ts';
import { respond } from './answers.ts';
import { shown } from './blocks.ts';
import type { Desk } from './desk.ts';
import { sent } from './dialogs.ts';
import { type Message, messageEvent } from './events.ts';
import { showHome } from './home.ts';
import { removed } from './installs.ts';
import { chosenOn, commanded, pressed, wantsDialog } from './interactions.ts';
import { CALLBACK } from './modal.ts';
import { meaning } from './refusals.ts';
import { PLATFORM } from './workspaces.ts';

export type Running = {
  /** Whether Slack has told us of anything. */
  heard(): boolean;
  /** Resolves when all that has begun is done. */
  settled(): Promise<void>;
};

const COMMAND = '/focus';
const DIALOG = 'new_focus_group';
const SETTLE_MS = 10_000;
/** To somebody of another organisation, in a channel that is shared with it. */
const ELSEWHERE: View = {
  tone: 'bad',
  lines: ['simFocus is not in your Slack workspace, so only replies in the thread count. Ask the one who started it.'],
};
const NO_FACES = { avatars: { url: () => undefined, png: async () => undefined }, roleName: (id: string) => id };

/** Everything that comes in: acknowledged at once, and then done. */
export function listen(app: App, desk: Desk, missing: (team: string) => Promise<View | undefined>): Running {
  const { log, received, people } = desk;
  const begun = new Set<Promise<void>>();
  let heard = false;

  const doing = async (what: string, work: () => Promise<void>): Promise<void> => {
    const done = work().catch((error: unknown) => log.error({ err: meaning(error) }, `Slack: ${what} could not be done`));
    begun.add(done);
    await done;
    begun.delete(done);
  };
  /** Slack delivers an event again when it is not sure that it arrived. */
  const event = (body: { event_id?: string }, work: () => Promise<void>): Promise<void> => {
    heard = true;
    return doing('an event', async () => {
      if (body.event_id && (await received.before(`${PLATFORM}/event/${body.event_id}`))) return;
      await work();
    });
  };

  app.command(COMMAND, async ({ command, ack }) => {
    await ack();
    await doing('a command', () => commanded(desk, command as SlashCommand));
  });
  app.shortcut({ type: 'message_action' }, async ({ shortcut, ack }) => {
    await ack();
    await doing('a shortcut', () => chosenOn(desk, shortcut));
  });
  app.shortcut({ type: 'shortcut', callback_id: DIALOG }, async ({ shortcut, ack }) => {
    await ack();
    const { team, user, trigger_id: trigger } = shortcut;
    await doing('a shortcut', () => wantsDialog(desk, { team: team?.id ?? '', user: user.id, name: user.username, trigger }));
  });
  app.action({ type: 'block_actions' }, async ({ body, ack }) => {
    await ack();
    await doing('a control', () => pressed(desk, body));
  });
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: CALLBACK }, async ({ body, ack }) => {
    await doing('a dialog', () => sent(desk, body, ack));
  });

  app.event('message', ({ event: message, body, context }) =>
    event(body, async () => {
      const team = context.teamId ?? body.team_id;
      const said = message as Message;
      await messageEvent(desk, team, said);
      // Of a channel that two organisations share Slack tells us once, though the thread may be the other one's.
      const shared = (body as { is_ext_shared_channel?: boolean }).is_ext_shared_channel;
      if (shared && said.team && said.team !== team && said.thread_ts && (await desk.workspaces.has(said.team))) {
        await messageEvent(desk, said.team, said);
      }
    }),
  );
  app.event('app_home_opened', ({ event: { tab, user }, body, context }) =>
    event(body, async () => {
      if (tab === 'home') await showHome(desk, context.teamId ?? body.team_id, user, missing);
    }),
  );
  for (const name of ['channel_deleted', 'group_deleted'] as const) {
    app.event(name, ({ event: { channel }, body }) =>
      event(body, () => people.gone({ platform: PLATFORM, team: body.team_id, channel })),
    );
  }
  const left = async (body: { team_id?: string; enterprise_id?: string; is_enterprise_install?: boolean }): Promise<void> => {
    const where = { team: body.team_id, enterprise: body.enterprise_id, ofAll: body.is_enterprise_install === true };
    for (const team of await removed(desk.installations, where)) {
      desk.workspaces.forget(team);
      if (where.enterprise) desk.workspaces.forget(where.enterprise);
      await people.left(PLATFORM, team);
    }
  };
  app.event('app_uninstalled', ({ body }) => event(body, () => left(body as Parameters<typeof left>[0])));
  app.event('tokens_revoked', ({ event: { tokens }, body }) =>
    event(body, async () => {
      if (tokens.bot && tokens.bot.length > 0) await left(body as Parameters<typeof left>[0]);
    }),
  );
  app.error(async ({ error, body }: { error: Error; body: object }) => {
    log.warn({ err: error }, 'Slack: something that came in could not be acted on');
    const { response_url: url } = body as { response_url?: string };
    if (error instanceof AuthorizationError && url) await respond(url, shown(ELSEWHERE, NO_FACES), false, log);
  });

  return {
    heard: () => heard,
    async settled() {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, SETTLE_MS).unref());
      await Promise.race([Promise.all(begun), patience]);
    },
  };
}
