import { type APIInteraction, type APIInteractionResponse, InteractionResponseType, MessageFlags, Routes } from 'discord.js';
import type { Logger } from '../../../engine/log.ts';
import type { View } from '../../view.ts';
import { type FaceUrl, messageOf } from './message.ts';
import { patiently, Refused, refusedWith, type Wire } from './wire.ts';

/** Discord waits this long for a first answer; a little is left for the way. */
const FIRST_MS = 2_700;
/** Its token lives for 15 minutes. */
const LIFE_MS = 14 * 60_000;
const ALREADY_ACKNOWLEDGED = 40_060;

/** Answers to one interaction. What comes too late is logged, never thrown: there is nobody to tell. */
export type Answers = {
  /** The acknowledgement is the lock: false when another process, or an earlier delivery of the same, has it. */
  first(response: APIInteractionResponse): Promise<boolean>;
  /** "… is thinking", seen by the person alone. */
  think(): Promise<boolean>;
  /** A control was pressed: nothing changes yet. */
  accept(): Promise<boolean>;
  /** In the place of "thinking". */
  fill(view: View): Promise<void>;
  /** In the place of the message that holds the control. */
  replace(view: View): Promise<void>;
  /** A message of its own for the person alone. */
  add(view: View): Promise<void>;
};

export function openAnswers(desk: { wire: Wire; faceUrl: FaceUrl; log: Logger }, interaction: APIInteraction): Answers {
  const { wire, log } = desk;
  const { id, token, application_id } = interaction;
  const from = Date.now();

  const first = async (response: APIInteractionResponse): Promise<boolean> => {
    let isUnsure = false;
    try {
      await patiently(from + FIRST_MS, () =>
        wire.token('post', Routes.interactionCallback(id, token), { body: response }).catch((error: unknown) => {
          // It was ours if an answer of Discord's was lost; only who asked twice may think so.
          if (isUnsure && refusedWith(error, ALREADY_ACKNOWLEDGED)) return;
          isUnsure ||= !(error instanceof Refused);
          throw error;
        }),
      );
      return true;
    } catch (error) {
      if (!refusedWith(error, ALREADY_ACKNOWLEDGED)) log.warn({ err: error, interaction: id }, 'not acknowledged in time');
      return false;
    }
  };
  const send = async (method: 'patch' | 'post', view: View, flags?: MessageFlags): Promise<void> => {
    try {
      const { body, files } = await messageOf(view, desk.faceUrl);
      const route = method === 'patch' ? Routes.webhookMessage(application_id, token) : Routes.webhook(application_id, token);
      await patiently(from + LIFE_MS, () => wire.token(method, route, { body: { ...body, ...(flags && { flags }) }, files }));
    } catch (error) {
      log.warn({ err: error, interaction: id }, 'an answer did not reach its person');
    }
  };
  const whilePending = { thinking: false };
  return {
    first,
    async think() {
      whilePending.thinking = true;
      return first({
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      });
    },
    accept: () => first({ type: InteractionResponseType.DeferredMessageUpdate }),
    async fill(view) {
      whilePending.thinking = false;
      await send('patch', view);
    },
    replace: (view) => send('patch', view),
    async add(view) {
      if (!whilePending.thinking) return send('post', view, MessageFlags.Ephemeral);
      whilePending.thinking = false;
      return send('patch', view);
    },
  };
}
