import { storable, storableText } from './rows.ts';
import type { OpenCall, SettledCall } from './store.ts';

/** Calls as the parameters of the statements in `sql.ts`. */

/** Vendors count whole tokens; a server that does not is rounded. */
const whole = (tokens: number | undefined): number | null => (tokens === undefined ? null : Math.round(tokens));

export const settleValues = (call: SettledCall | undefined): unknown[] => [
  call?.stepKey ?? null,
  call?.attempt ?? null,
  call?.outcome ?? null,
  call?.reply ? storable(call.reply) : null,
  call?.reason === undefined ? null : storableText(call.reason),
  whole(call?.usage?.input),
  whole(call?.usage?.cached),
  whole(call?.usage?.cacheWrite),
  whole(call?.usage?.output),
  call?.usage?.cost ?? null,
  call?.model ?? null,
  call?.key ?? null,
];

export const openValues = (calls: readonly OpenCall[]): unknown[] => [
  calls.map((call) => call.stepKey),
  calls.map((call) => call.attempt),
  calls.map((call) => call.provider),
  calls.map((call) => call.model),
  calls.map((call) => call.reserved),
];
