import { chance } from '../../seed.ts';
import { Fold } from '../../transcript.ts';
import type { Behaviour, EventBody, Persona, Stance, Transcript } from '../../types.ts';
import type { Step } from '../format.ts';
import { answerSteps } from '../questions.ts';
import { focusGroup } from './focus-group.ts';

/** A room without an engine: steps are carried out by a function, and the log is folded as it grows. */

const FIRST =
  'Maria Tom Aisha Kenji Greta Paulo Ines Jonas Leila Ravi Sofia Hugo Nadia Oskar Priya Emil Zoe Marek Yuna Bela'.split(' ');
const LAST =
  'Lopez Baker Khan Sato Lind Silva Costa Weber Haddad Patel Rossi Blanc Petrova Berg Nair Novak Adler Kowal Park Nagy'.split(
    ' ',
  );
const BEHAVIOURS: Behaviour[] = ['active', 'passive', 'balanced'];
const STANCES: Stance[] = ['support', 'oppose', 'neutral', 'critical'];

export function persona(i: number, over: Partial<Persona> = {}): Persona {
  const name = `${FIRST[i % 20]} ${LAST[i % 20]}`;
  return {
    id: name.toLowerCase().replace(' ', '-'),
    name,
    field: 'Society',
    age: 30 + i,
    gender: 'woman',
    profession: 'Bus driver',
    traits: { openness: 5, rigor: 5, criticalThinking: 5, optimism: 5 },
    knowledge: ['timetables'],
    yearsOfExperience: 10,
    views: ['Buses should come on time.'],
    stance: STANCES[i % 4] as Stance,
    style: 'casual',
    behaviour: BEHAVIOURS[i % 3] as Behaviour,
    voice: 'Short sentences.',
    ...over,
  };
}

export const cast = (size: number, over: Partial<Persona> = {}): Persona[] =>
  Array.from({ length: size }, (_, i) => persona(i, over));

export class Room {
  private readonly fold = new Fold('d1');
  private seq = 0;

  constructor(personas: readonly Persona[], given: Record<string, unknown> = {}, seed = 'seed') {
    const options = focusGroup.options.parse(given);
    const topic = 'Should our city make buses free?';
    const plan = JSON.parse(JSON.stringify(focusGroup.plan({ topic, options, personas, seed })));
    this.add('opened', {
      type: 'opened',
      format: 'focus-group',
      formatVersion: 1,
      seed,
      brief: { topic, format: 'focus-group', options, provider: 'scripted', pace: 'fast', promptVersion: 1 },
      plan,
      moderator: { id: 'moderator', name: 'Moderator' },
    });
    this.add('cast', { type: 'cast', personas: [...personas], reason: 'Different in stance and temper.' });
  }

  get transcript(): Transcript {
    return this.fold.transcript;
  }

  add(key: string, body: EventBody): this {
    const at = new Date(Date.UTC(2025, 0, 1) + this.seq * 1000);
    this.fold.add([{ seq: ++this.seq, key, at, deliverAt: at, ...body }]);
    return this;
  }

  say(speaker: Persona, text: string, key = `said/${this.seq}`): this {
    return this.add(key, { type: 'said', speaker: speaker.id, text });
  }

  ask(text: string, id = String(this.seq), name = 'Ann'): this {
    return this.add(`question/${id}`, { type: 'asked', asker: { id: 'ann', name }, text });
  }

  /** Carries steps out to the end, answers first, as the engine does; returns them in order. */
  run(carryOut: (step: Step) => EventBody = obedient, onBatch?: (room: Room, batch: readonly Step[]) => void): Step[] {
    const done: Step[] = [];
    for (;;) {
      const answers = answerSteps(this.transcript);
      const batch = answers.length > 0 ? answers : focusGroup.next(this.transcript);
      if (batch.length === 0) return done;
      onBatch?.(this, batch);
      for (const step of batch) {
        if (done.length > 2000) throw new Error('It does not end');
        if (this.transcript.byKey.has(step.key)) throw new Error(`${step.key} was asked for again`);
        this.add(step.key, carryOut(step));
        done.push(step);
      }
    }
  }
}

/** A model that keeps exactly to the length asked, times `factor`, and to every schema. */
export function obedient(step: Step, factor = 1): EventBody {
  switch (step.kind) {
    case 'speak': {
      const { phase, round, replyTo } = step;
      const first = Math.floor(chance(step.key) * 5000);
      const text = Array.from({ length: step.words.about * factor }, (_, i) => `w${(first + i * 37) % 5000}`).join(' ');
      return {
        type: 'said',
        speaker: step.speaker.id,
        text: `${text}.`,
        ...(phase && { phase }),
        ...(round !== undefined && { round }),
        ...(replyTo !== undefined && { replyTo }),
      };
    }
    case 'say': {
      const { speaker, text, phase, round } = step;
      return { type: 'said', speaker: speaker.id, text, ...(phase && { phase }), ...(round !== undefined && { round }) };
    }
    case 'decide':
      return { type: 'decided', data: step.schema.parse(DATA[step.name]), ...(step.by && { by: step.by.id }) };
    default:
      throw new Error(`A focus group has no step of kind ${step.kind}`);
  }
}

const DATA: Record<string, unknown> = {
  frame: { proposition: 'Our city should make buses free.' },
  ballot: { position: 1, reason: 'Because a secret neighbour rides.', turn: null },
  statement: { statement: 'Buses become free for a trial of one year.' },
  signature: { signs: true, dissent: null },
};
