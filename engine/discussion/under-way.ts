import type { Call } from '../call.ts';
import type { Transcript } from '../types.ts';

/** A step that has begun and has no event yet: its model thinks, or it waits to be asked again, for the reason told. */
export type UnderWay = { step: string; state: 'thinking' | 'waiting'; reason?: string };

export function underWayIn({ byKey }: Transcript, calls: readonly Call[], now: Date): UnderWay[] {
  const steps = new Map<string, UnderWay>();
  for (const { stepKey: step, state, outcome, retryAt, reason } of calls) {
    if (byKey.has(step)) continue;
    const waits = outcome === 'error' && retryAt !== undefined && retryAt > now;
    if (state === 'open') steps.set(step, { step, state: 'thinking' });
    else if (waits) steps.set(step, { step, state: 'waiting', ...(reason && { reason }) });
  }
  return [...steps.values()];
}
