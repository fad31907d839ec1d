import type { App, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { View } from '../../view.ts';
import type { Desk } from './desk.ts';
import { type Message, messageEvent } from './events.ts';
import { showHome } from './home.ts';
import { removed } from './installs.ts';
import { chosenOn, commanded, pressed, sent, wantsDialog } from './interactions.ts';
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
    event(body, () => messageEvent(desk, context.teamId ?? body.team_id, message as Message)),
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
      await people.left(PLATFORM, team);
    }
  };
  app.event('app_uninstalled', ({ body }) => event(body, () => left(body as Parameters<typeof left>[0])));
  app.event('tokens_revoked', ({ event: { tokens }, body }) =>
    event(body, async () => {
      if (tokens.bot && tokens.bot.length > 0) await left(body as Parameters<typeof left>[0]);
    }),
  );
  app.error(async (error) => {
    log.warn({ err: error }, 'Slack: something that came in was not understood');
  });

  return {
    heard: () => heard,
    async settled() {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, SETTLE_MS).unref());
      await Promise.race([Promise.all(begun), patience]);
    },
  };
}
