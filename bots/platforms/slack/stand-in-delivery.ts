import { createHmac } from 'node:crypto';
import type { types } from '@slack/bolt';
import { SIGNING_SECRET } from './stand-in-world.ts';

/** What was sent to the app, and how it answered. */
export type Delivered = { kind: Kind; payload: Payload; status: number; ackMs: number; body: unknown };
export type Kind = 'events_api' | 'slash_commands' | 'interactive';
export type Payload = Record<string, unknown>;
export type Signing = { secret?: string; at?: number; none?: boolean };

/** As Slack sends it over HTTP, or as somebody else would. */
export async function sendHttp(
  url: string,
  kind: Kind,
  payload: Payload,
  { secret = SIGNING_SECRET, at = Date.now(), none }: Signing,
) {
  const form = kind === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
  const isEvent = kind === 'events_api';
  const body = isEvent ? JSON.stringify(payload) : new URLSearchParams(form as Record<string, string>).toString();
  const seconds = Math.floor(at / 1_000);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
    ...(!none && { 'x-slack-signature': signature, 'x-slack-request-timestamp': String(seconds) }),
  };
  const answer = await fetch(`${url}/slack/events`, { method: 'POST', headers, body });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text || undefined };
}

/** What a person has written and chosen in a dialog, as Slack sends it. */
export function stateOf(blocks: readonly types.KnownBlock[], fields: Readonly<Record<string, string | string[]>>): Payload {
  const inputs = blocks.filter((block) => block.type === 'input');
  return Object.fromEntries(
    inputs.map((input) => {
      const value = fields[input.block_id ?? ''];
      const type = input.element.type;
      const state = Array.isArray(value)
        ? { selected_options: value.map((one) => ({ value: one })) }
        : type === 'static_select'
          ? { selected_option: value === undefined ? null : { value } }
          : type === 'conversations_select'
            ? { selected_conversation: value ?? null }
            : { value: value ?? null };
      return [input.block_id, { answer: { type, ...state } }];
    }),
  );
}

/** Waits until it holds. */
export async function until<T>(holds: () => T | undefined | false, what: string, ms = 10_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = holds();
    if (found) return found;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
