import { requestFor, askFor } from '../../engine/llm/prompt.ts';
import type { Provider } from '../../engine/llm/provider.ts';
import { formatNamed } from '../../engine/formats/index.ts';
import type { Store } from '../../engine/store/store.ts';
import { Fold } from '../../engine/transcript.ts';

/** Milliseconds by what they were spent on; what runs side by side counts once for each. */
export class Times {
  private readonly spent = new Map<string, number>();

  async measure<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await work();
    } finally {
      this.spent.set(name, this.of(name) + performance.now() - begun);
    }
  }

  of(name: string): number {
    return this.spent.get(name) ?? 0;
  }

  total(): number {
    return [...this.spent.values()].reduce((sum, ms) => sum + ms, 0);
  }
}

export function timedProvider(provider: Provider, times: Times): Provider {
  return { ...provider, generate: (request, signal) => times.measure('generate', () => provider.generate(request, signal)) };
}

export function timedStore(store: Store, times: Times): Store {
  return {
    ...store,
    open: (...args) => times.measure('open', () => store.open(...args)),
    append: (...args) => times.measure('append', () => store.append(...args)),
  };
}

/** What folding an event and making a prompt take, on a finished discussion, played again turn by turn; milliseconds a turn. */
export async function foldAndPrompt(store: Store, id: string, provider: Provider): Promise<{ foldMs: number; promptMs: number }> {
  const events = await store.events(id, 0);
  const fold = new Fold(id);
  let foldMs = 0;
  let promptMs = 0;
  let turns = 0;
  for (const event of events) {
    let begun = performance.now();
    fold.add([event]);
    foldMs += performance.now() - begun;
    if (event.type !== 'said') continue;
    turns++;
    begun = performance.now();
    const format = formatNamed(fold.transcript.format);
    const [step] = format?.next(fold.transcript) ?? [];
    if (format && step && step.kind === 'speak') requestFor(format, fold.transcript, step, askFor(step), provider.models);
    promptMs += performance.now() - begun;
  }
  return { foldMs: foldMs / turns, promptMs: promptMs / turns };
}
