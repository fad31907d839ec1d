import { formatNamed } from '../../engine/formats/index.ts';
import { askFor, requestFor } from '../../engine/llm/prompt.ts';
import type { Provider } from '../../engine/llm/provider.ts';
import type { Store } from '../../engine/store/store.ts';
import { Fold } from '../../engine/transcript.ts';

/** What the turns of the rounds took, which come one after the other; ballots and the report run side by side and are left out. */
export class TurnTimes {
  private readonly written: number[] = [];
  private clientMs = 0;
  private appendMs = 0;

  async client<T>(key: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await work();
    if (isTurn(key)) this.clientMs += performance.now() - begun;
    return result;
  }

  async append<T>(key: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await work();
    if (!isTurn(key)) return result;
    this.appendMs += performance.now() - begun;
    this.written.push(performance.now());
    return result;
  }

  /** Milliseconds a turn: in all, waiting for the model's answer, and writing. */
  get means(): { turnMs: number; clientMs: number; appendMs: number } {
    const turns = this.written.length;
    const span = (this.written.at(-1) ?? 0) - (this.written[0] ?? 0);
    return { turnMs: span / (turns - 1), clientMs: this.clientMs / turns, appendMs: this.appendMs / turns };
  }
}

const isTurn = (key: string) => key.startsWith('round/');

export function timedProvider(provider: Provider, times: TurnTimes): Provider {
  return { ...provider, generate: (request, signal) => times.client(request.key, () => provider.generate(request, signal)) };
}

export function timedStore(store: Store, times: TurnTimes): Store {
  return { ...store, append: (id, epoch, write) => times.append(write.event.key, () => store.append(id, epoch, write)) };
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
