import { type APIWebhook, PermissionsBitField, Routes } from 'discord.js';
import type { Finding, Place } from '../../platform.ts';
import { channelOf, hasThreads, isForum } from './channels.ts';
import type { WhoWeAre } from './identity.ts';
import { permissionsIn, USED } from './permissions.ts';
import { refusedWith, type Wire } from './wire.ts';

const MOST_WEBHOOKS = 15;

/** What is missing for focus groups in this place, each with how to mend it. */
export async function check(wire: Wire, whoWeAre: WhoWeAre, readsMessages: boolean, place: Place): Promise<Finding[]> {
  const { user, application } = await whoWeAre();
  const may = await permissionsIn(wire, place.team, place.channel, user).catch((error: unknown) => {
    if (refusedWith(error, 50_001)) return new PermissionsBitField(0n);
    throw error;
  });
  const permissions = USED.map(({ bit, name, what, ...more }): Finding => {
    if (may.has(bit)) return { ok: true, what: `Permission "${name}"` };
    return {
      ok: false,
      what: `The permission "${name}" is missing here: I need it to ${what}.`,
      mend: `Give it to my role under Edit Channel → Permissions, or in Server Settings → Roles.`,
      needed: !('spare' in more),
    };
  });
  return [
    ...permissions,
    ...(may.has('ViewChannel') ? [await kindOf(wire, place)] : []),
    ...(may.has('ManageWebhooks') ? [await webhookRoom(wire, application, place.channel)] : []),
    readsMessages
      ? { ok: true, what: 'Message Content intent: replies in the thread are questions' }
      : {
          ok: false,
          what: 'The Message Content intent is not granted: I cannot read replies in the thread. Ask with the Ask button, or mention me.',
          mend: 'Switch on "Message Content Intent" in the developer portal (Bot → Privileged Gateway Intents), then restart me.',
        },
  ];
}

async function kindOf(wire: Wire, place: Place): Promise<Finding> {
  const { type } = await channelOf(wire, place.channel);
  if (hasThreads(type) || isForum(type) || place.thread) return { ok: true, what: 'Threads can be opened here' };
  return {
    ok: false,
    what: 'There are no threads in this kind of channel.',
    mend: 'Start focus groups in a text channel or a forum.',
    needed: true,
  };
}

async function webhookRoom(wire: Wire, application: string, channel: string): Promise<Finding> {
  const hooks = await wire.bot<APIWebhook[]>('get', Routes.channelWebhooks(channel));
  const ours = hooks.some((hook) => hook.application_id === application);
  if (ours || hooks.length < MOST_WEBHOOKS) return { ok: true, what: 'Room for the personas’ webhook' };
  return {
    ok: false,
    what: `This channel has its ${MOST_WEBHOOKS} webhooks already, and the personas need one.`,
    mend: 'Delete one under Edit Channel → Integrations → Webhooks.',
    needed: true,
  };
}
