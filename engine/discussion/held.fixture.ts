import { LastingFailure } from '../llm/failure.ts';
import type { ModelRequest } from '../llm/provider.ts';
import type { Store } from '../store/store.ts';
import type { Discussion, DiscussionEvent } from '../types.ts';

export const refused = new LastingFailure('bad-key', 'The OpenAI key "marketing" was refused (401). An admin can replace it.');
export const isTurn = ({ key }: ModelRequest) => key.startsWith('round/');
export const controls = (events: readonly DiscussionEvent[]) =>
  events.flatMap((event) => (event.type === 'control' ? [`${event.action} by ${event.by.name}`] : []));
export const isHeld = ({ held }: Discussion) => held !== undefined;

export async function until(store: Store, id: string, holds: (discussion: Discussion) => boolean): Promise<Discussion> {
  for (;;) {
    const discussion = await store.get(id);
    if (discussion && holds(discussion)) return discussion;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
