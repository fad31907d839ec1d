import { formatNamed } from '../formats/index.ts';
import { inTurn } from '../in-turn.ts';
import type { ProfileInput } from '../llm/call-profile.ts';
import { type Estimate, estimate, scaled } from '../llm/estimate.ts';
import { habitsOf, type Measured } from '../llm/habits.ts';
import { measuredOf } from '../llm/measured.ts';
import type { Models, Provider } from '../llm/provider.ts';
import type { Store } from '../store/store.ts';
import { countWords } from '../text.ts';
import { fold } from '../transcript.ts';
import type { Discussion, DiscussionId, Transcript, Voice } from '../types.ts';
import { gapMs } from './pace.ts';

/** So many of the last discussions with the same voice are learnt from; they are looked for among so many. */
const LEARNT_FROM = 20;
/** Where there are fewer than so many, others of the same provider tell what they can. */
const ENOUGH_ALIKE = 4;
const LOOKED_AT = 100;
const REMEMBERED = 1_000;

type Learnt = Measured | undefined;

/**
 * Estimates by what this installation's finished discussions were like; each of those is read once. To play one takes tens
 * of milliseconds or more: they are played one after the other.
 */
export function forecaster(store: Store, providerFor: (voice: Voice) => Provider) {
  const known = new Map<DiscussionId, Promise<Learnt>>();

  function learnt({ id, brief, team }: Discussion): Promise<Learnt> {
    const before = known.get(id);
    if (before) return before;
    if (known.size >= REMEMBERED) known.clear();
    const found = read(id, providerFor({ ...brief, team }).models);
    known.set(id, found);
    found.catch(() => known.delete(id));
    return found;
  }

  async function read(id: DiscussionId, models: Models): Promise<Learnt> {
    const [events, calls] = await Promise.all([store.events(id, 0), store.calls(id)]);
    const transcript = fold(id, events);
    const input = inputOf(transcript, models);
    return input && transcript.ended === 'done' ? inTurn(() => measuredOf(input, transcript, calls)) : undefined;
  }

  async function measured(voice: Voice): Promise<Measured[]> {
    const finished = await store.list({ status: ['completed'], limit: LOOKED_AT });
    const theirs = finished.filter(({ brief, reportStatus }) => reportStatus === 'ready' && brief.provider === voice.provider);
    const alike = theirs.filter(({ brief }) => sameVoice(brief, voice)).slice(0, LEARNT_FROM);
    const others = theirs.filter(({ brief }) => !sameVoice(brief, voice)).slice(0, Math.max(0, ENOUGH_ALIKE - alike.length));
    const found: Measured[] = [];
    for (const discussion of [...alike, ...others]) {
      const one = await learnt(discussion);
      if (one) found.push(one);
    }
    return found;
  }

  /** A fork is counted from its beginning, less the share of its steps that are done. */
  return async (transcript: Transcript, speed: number, models: Models): Promise<Estimate> => {
    const { brief } = transcript;
    const input = inputOf(transcript, models);
    if (!input) throw new Error(`There is no format ${brief.format}`);
    const readingSeconds = (text: string) => gapMs({ ...brief, speed }, countWords(text)) / 1_000;
    const habits = habitsOf(await measured(brief));
    const found = await inTurn(() => estimate({ ...input, readingSeconds }, habits));
    const { done, total } = input.format.progress(transcript);
    return part(found, total > 0 ? 1 - done / total : 1, brief.minutes === undefined ? undefined : brief.minutes * 60);
  };
}

function part(
  { cost, tokens, seconds, enough, ...rest }: Estimate,
  share: number,
  mostSeconds = Number.POSITIVE_INFINITY,
): Estimate {
  const time = (n: number) => Math.round(Math.min(mostSeconds, share * n));
  return {
    ...rest,
    calls: Math.round(share * rest.calls),
    ...(enough !== undefined && { enough: share * enough }),
    cost: 'unknown' in cost ? cost : { p50: share * cost.p50, p90: share * cost.p90 },
    tokens: { p50: scaled(tokens.p50, share), p90: scaled(tokens.p90, share) },
    seconds: { p50: time(seconds.p50), p90: time(seconds.p90) },
  };
}

function inputOf({ brief, personas, services, seed }: Transcript, models: Models): ProfileInput | undefined {
  const { topic, context, options } = brief;
  const format = formatNamed(brief.format);
  return (
    format && { format, topic, ...(context && { context }), options, personas, services, models, seed, batches: 'one-first' }
  );
}

const sameVoice = (a: Voice, b: Voice): boolean => a.model === b.model && a.quality === b.quality;
