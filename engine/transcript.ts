import type { DiscussionEvent, EventOf, OpenQuestion, Persona, Speaker, Transcript, Turn } from './types.ts';

/** Folds a whole log. Linear. */
export function fold(id: string, events: readonly DiscussionEvent[]): Transcript {
  return new Fold(id).add(events).transcript;
}

/** Folds a log as it grows: `transcript` is one object that is added to, so a wake of many steps stays linear. */
export class Fold {
  readonly transcript: Transcript;
  private readonly personas: Persona[] = [];
  private readonly turns: Turn[] = [];
  private readonly byKey = new Map<string, DiscussionEvent>();
  private readonly questions: OpenQuestion[] = [];
  private readonly failures: string[] = [];
  private readonly speakers = new Map<string, Speaker>();

  constructor(id: string) {
    this.transcript = {
      id,
      brief: { topic: '', format: '', options: {}, provider: '', pace: 'natural', promptVersion: 0 },
      seed: '',
      format: '',
      formatVersion: 0,
      plan: undefined,
      personas: this.personas,
      services: [],
      moderator: { id: 'moderator', name: 'Moderator' },
      castReason: '',
      turns: this.turns,
      byKey: this.byKey,
      questions: this.questions,
      failures: this.failures,
      lastSeq: 0,
    };
  }

  add(events: readonly DiscussionEvent[]): this {
    for (const event of events) this.addOne(event);
    return this;
  }

  private addOne(event: DiscussionEvent): void {
    if (event.seq <= this.transcript.lastSeq) return;
    this.transcript.lastSeq = event.seq;
    this.byKey.set(event.key, event);
    if (event.type === 'failed') {
      if (event.by === undefined) this.failures.push(event.reason);
    } else this.failures.length = 0;
    switch (event.type) {
      case 'opened':
        Object.assign(this.transcript, {
          brief: event.brief,
          seed: event.seed,
          format: event.format,
          formatVersion: event.formatVersion,
          plan: event.plan,
          moderator: event.moderator,
          services: event.services ?? [],
        });
        this.speakers.set(event.moderator.id, event.moderator);
        for (const { id, name } of event.services ?? []) this.speakers.set(id, { id, name });
        break;
      case 'cast':
        this.personas.push(...event.personas);
        this.transcript.castReason = event.reason;
        for (const persona of event.personas) this.speakers.set(persona.id, persona);
        break;
      case 'said':
        this.turns.push(this.said(event));
        break;
      case 'asked': {
        const turn: Turn = {
          n: this.turns.length + 1,
          seq: event.seq,
          key: event.key,
          kind: 'person',
          speaker: event.asker,
          text: event.text,
          at: event.deliverAt,
        };
        this.turns.push(turn);
        this.questions.push({ key: event.key, turn });
        break;
      }
      case 'ended':
        this.transcript.ended = event.reason;
        break;
      case 'chose':
      case 'decided':
      case 'section':
      case 'failed':
      case 'control':
        break;
    }
  }

  private said(event: EventOf<'said'>): Turn {
    const { id: moderatorId } = this.transcript.moderator;
    return {
      n: this.turns.length + 1,
      seq: event.seq,
      key: event.key,
      kind: event.speaker === moderatorId ? 'moderator' : 'persona',
      speaker: this.speakers.get(event.speaker) ?? { id: event.speaker, name: event.speaker },
      text: event.text,
      at: event.deliverAt,
      ...(event.phase && { phase: event.phase }),
      ...(event.round !== undefined && { round: event.round }),
      ...(event.replyTo !== undefined && { replyTo: event.replyTo }),
    };
  }
}
