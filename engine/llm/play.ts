import type { DecideStep, Format, Step } from '../formats/format.ts';
import { askedSections } from '../report/index.ts';
import { sectionKey } from '../report/section.ts';
import { Fold } from '../transcript.ts';
import type { Brief, EventBody, Persona, Service, Transcript } from '../types.ts';
import { firstRunsAlone } from './batches.ts';
import type { MadeUp } from './fabricate.ts';
import { askFor, PROMPT_VERSION, requestFor } from './prompt.ts';
import type { ModelRequest, Models } from './provider.ts';
import { coveredBy } from './summary.ts';
import { summaryFirst } from './window.ts';

/** What a call is for, as bills are read. */
export type Purpose = 'turn' | 'moderator' | 'decision' | 'summary' | 'report';

/** A call that a discussion will make. */
export type PlannedCall = { step: Step; purpose: Purpose; instruction: string; request: ModelRequest };

export type PlayInput = {
  format: Format;
  topic: string;
  context?: string;
  options: Record<string, unknown>;
  personas: readonly Persona[];
  services?: readonly Service[];
  models: Models;
  seed: string;
  /** Side by side calls go `together`, as they are; or `one-first`, as the loop sends them: the others read what it left in the cache. */
  batches?: 'together' | 'one-first';
};

/**
 * A discussion from its first step to the end of its report, without an engine: yields the calls of each batch, all made
 * before any of them is answered, and takes their answers, in order.
 */
export function* play(input: PlayInput): Generator<PlannedCall[], Transcript, readonly MadeUp[]> {
  const { format, models } = input;
  const log = new Log(input);
  const { transcript } = log;
  for (;;) {
    const next = format.next(transcript);
    if (next.length === 0) break;
    const summary = format.prompt ? undefined : summaryFirst(transcript, format, models);
    yield* log.carryOut(summary ? [summary] : next);
  }
  yield* log.carryOut(askedSections(format.sections).map(({ name }) => ({ kind: 'section', key: sectionKey(name), name })));
  return transcript;
}

class Log {
  private readonly fold = new Fold('played');
  private readonly input: PlayInput;
  private seq = 0;

  constructor(input: PlayInput) {
    this.input = input;
    const { format, topic, context, personas, services = [], seed } = input;
    const options = format.options.parse(input.options);
    const plan: unknown = JSON.parse(JSON.stringify(format.plan({ topic, options, personas, seed })));
    const brief: Brief = {
      topic,
      ...(context && { context }),
      format: format.name,
      options,
      provider: '',
      pace: 'fast',
      promptVersion: PROMPT_VERSION,
    };
    const moderator = { id: 'moderator', name: 'Moderator' };
    const head = {
      format: format.name,
      formatVersion: format.version,
      seed,
      brief,
      plan,
      moderator,
      ...(services.length > 0 && { services: [...services] }),
    };
    this.add('opened', { type: 'opened', ...head });
    this.add('cast', { type: 'cast', personas: [...personas], reason: '' });
  }

  get transcript(): Transcript {
    return this.fold.transcript;
  }

  *carryOut(steps: readonly Step[]): Generator<PlannedCall[], void, readonly MadeUp[]> {
    const calls = steps.flatMap((step) => (step.kind === 'say' ? [] : [this.planned(step)]));
    const ahead = this.input.batches === 'one-first' && firstRunsAlone(steps) ? 1 : 0;
    const answers: MadeUp[] = [];
    for (const wave of [calls.slice(0, ahead), calls.slice(ahead)]) if (wave.length > 0) answers.push(...(yield wave));
    const said = new Map(calls.map(({ step }, i) => [step.key, answers[i]]));
    for (const step of steps) this.add(step.key, bodyOf(step, said.get(step.key)));
  }

  private planned(step: Exclude<Step, { kind: 'say' }>): PlannedCall {
    const { transcript } = this;
    const { format, models } = this.input;
    const [section] = step.kind === 'section' ? askedSections([step.name]) : [];
    const ask = askFor(step, section?.ask(transcript));
    const request = requestFor(format, transcript, step, ask, models);
    return { step, purpose: purposeOf(transcript, step), instruction: ask.instruction, request };
  }

  private add(key: string, body: EventBody): void {
    const at = new Date(0);
    this.fold.add([{ seq: ++this.seq, key, at, deliverAt: at, ...body }]);
  }
}

function purposeOf({ moderator }: Transcript, step: Step): Purpose {
  if (step.kind === 'section') return 'report';
  if (step.kind === 'decide') return coveredBy(step.key) === undefined ? 'decision' : 'summary';
  return step.speaker.id === moderator.id ? 'moderator' : 'turn';
}

const decidedBy = ({ by, service }: DecideStep) => (service ? { by: service.id } : by ? { by: by.id } : {});

function bodyOf(step: Step, answer: MadeUp | undefined): EventBody {
  switch (step.kind) {
    case 'decide':
      return { type: 'decided', data: answer?.data, ...decidedBy(step) };
    case 'section':
      return { type: 'section', name: step.name, title: step.name, body: { claims: [], dropped: 0 } };
    case 'say':
    case 'speak': {
      const { speaker, phase, round } = step;
      const replyTo = step.kind === 'speak' ? step.replyTo : undefined;
      const text = step.kind === 'say' ? step.text : (answer?.text ?? '');
      return {
        type: 'said',
        speaker: speaker.id,
        text,
        ...(phase && { phase }),
        ...(round !== undefined && { round }),
        ...(replyTo !== undefined && { replyTo }),
      };
    }
  }
}
