import type { SpeakStep } from '../../formats/format.ts';
import { chance, shuffled } from '../../seed.ts';
import type { Persona, Phase, Stance, Transcript, Turn } from '../../types.ts';
import { askedAspects } from './asked.ts';
import type { Aspect } from './aspects/aspect.ts';
import { ASPECTS, aspectsOf } from './aspects/index.ts';
import { type Dice, dice } from './dice.ts';
import { echoesOf } from './echo.ts';
import { firstName } from './english.ts';
import { type Said, saidIn } from './said.ts';
import { type Setting, settingOf } from './setting.ts';
import { inStyle } from './style.ts';
import { type Topic, topicOf } from './topic.ts';
import { sided, stanceAt, verdictOf } from './verdict.ts';

export type Side = 'pro' | 'con';

/** Somebody's turn that is taken up. */
export type Heard = { turn: Turn; name?: string; echo?: string; distance: number };

/** Everything that a turn is made from. */
export type Stage = {
  transcript: Transcript;
  step: SpeakStep;
  persona: Persona;
  topic: Topic;
  dice: Dice;
  said: Said;
  setting: Setting;
  phase: Phase;
  creative: boolean;
  consensus: boolean;
  side: Side;
  /** What this turn is about, the nearest first. */
  aspects: readonly Aspect[];
  heard?: Heard;
  /** First name of whoever has moved this speaker to another side. */
  mover?: string;
  /** First name of another participant. */
  other?: string;
  style(text: string): string;
};

const POSITION: Record<Stance, number> = { support: 2, neutral: 0, critical: -1, oppose: -2 };
const FAVOURITES = 5;
/** A side of the topic that so many of the last turns were about is left for another. */
const TIRED = { turns: 5, times: 2 };

export const stanceValue = (stance: Stance): number => POSITION[stance];

const assigned = new WeakMap<readonly Persona[], { size: number; seed: string; sides: Map<string, Aspect[]> }>();

/**
 * The sides of a topic that a person cares about: two that the sheet speaks of, then others by seed, so that each side
 * has about as many friends.
 */
export function favouritesOf(personas: readonly Persona[], persona: Persona, seed: string): Aspect[] {
  let known = assigned.get(personas);
  if (!known || known.size !== personas.length || known.seed !== seed) {
    known = { size: personas.length, seed, sides: assign(personas, seed) };
    assigned.set(personas, known);
  }
  return known.sides.get(persona.id) ?? assign([persona], seed).get(persona.id) ?? [];
}

function assign(personas: readonly Persona[], seed: string): Map<string, Aspect[]> {
  const friends = new Map<Aspect, number>();
  const sides = new Map<string, Aspect[]>();
  for (const { id, views, knowledge } of personas) {
    const own = aspectsOf([...views, ...knowledge].join('. ')).filter((aspect) => (friends.get(aspect) ?? 0) < 2);
    const rest = shuffled(ASPECTS, seed, 'aspects', id).sort((a, b) => (friends.get(a) ?? 0) - (friends.get(b) ?? 0));
    const chosen = [...new Set([...own.slice(0, 2), ...rest])].slice(0, FAVOURITES);
    for (const aspect of chosen) friends.set(aspect, (friends.get(aspect) ?? 0) + 1);
    sides.set(id, chosen);
  }
  return sides;
}

/** A sheet for a speaker who is not of the cast, such as a service of a council. */
export function personaOf(transcript: Transcript, id: string, name: string): Persona {
  const found = transcript.personas.find((persona) => persona.id === id);
  if (found) return found;
  const stance = shuffled(['support', 'neutral', 'critical', 'oppose'] as const, transcript.seed, id)[0] ?? 'neutral';
  return {
    id,
    name,
    stance,
    field: '',
    age: 40,
    gender: '',
    profession: '',
    knowledge: [],
    yearsOfExperience: 0,
    views: [],
    style: 'casual',
    behaviour: 'balanced',
    voice: '',
    traits: { openness: 5, rigor: 5, criticalThinking: 5, optimism: 5 },
  };
}

function sideOf(persona: Persona, roll: number): Side {
  const towards = { support: 1, neutral: 0.45 + (persona.traits.optimism - 5) / 25, critical: 0, oppose: 0 }[persona.stance];
  return roll < towards ? 'pro' : 'con';
}

function hearing(transcript: Transcript, persona: Persona, topic: Topic, step: SpeakStep, d: Dice): Heard | undefined {
  const named = step.replyTo === undefined ? undefined : transcript.turns[step.replyTo - 1];
  const late = transcript.turns.filter((turn) => turn.kind === 'persona' && turn.speaker.id !== persona.id).slice(-4);
  const turn = named ?? (step.phase !== 'opening' && d.hits(0.6) ? d.pick(late) : undefined);
  if (!turn || turn.kind === 'moderator' || turn.speaker.id === persona.id) return undefined;
  const name = firstName(turn.speaker.name);
  const echo = d.pick(echoesOf(turn).slice(0, 4)) ?? topic.thing;
  const speaker = transcript.personas.find(({ id }) => id === turn.speaker.id);
  const theirs = speaker ? stanceAt(transcript, speaker) : 'neutral';
  return {
    turn,
    distance: Math.abs(stanceValue(theirs) - stanceValue(persona.stance)),
    ...(name && { name }),
    ...(echo && { echo }),
  };
}

export function stageOf(transcript: Transcript, step: SpeakStep, problem = ''): Stage {
  const sheet = personaOf(transcript, step.speaker.id, step.speaker.name);
  const persona = { ...sheet, stance: stanceAt(transcript, sheet) };
  const d = dice(transcript.seed, step.key, problem);
  const topic = topicOf(transcript.brief.topic);
  const heard = hearing(transcript, persona, topic, step, d);
  const mine = transcript.turns.filter((turn) => turn.speaker.id === persona.id).length;
  const favourites = favouritesOf(transcript.personas, persona, transcript.seed);
  const turned = favourites
    .map((_, i) => favourites[(mine * 2 + i) % favourites.length])
    .filter((aspect) => aspect !== undefined);
  const lately = transcript.turns.slice(-TIRED.turns).map((turn) => aspectsOf(turn.text)[0]);
  const tired = (aspect: Aspect) => lately.filter((one) => one === aspect).length >= TIRED.times;
  const theirs = heard
    ? aspectsOf(heard.turn.text)
        .slice(0, 2)
        .filter((aspect) => !tired(aspect))
    : [];
  const ordered = d.hits(0.5) ? [...theirs.slice(0, 1), ...turned] : [...turned.slice(0, 1), ...theirs, ...turned.slice(1)];
  const askedFor = heard?.turn.kind === 'person' ? askedAspects(heard.turn.text) : [];
  const rest = shuffled(ASPECTS, transcript.seed, step.key, 'rest');
  const others = transcript.personas.filter(({ id }) => id !== persona.id && id !== heard?.turn.speaker.id);
  const verdict = sheet.id === transcript.moderator.id ? undefined : verdictOf(transcript, sheet);
  const crossed = verdict?.turn && Math.sign(verdict.before) !== Math.sign(verdict.now) ? verdict.turn : undefined;
  const mover = crossed && !sided(transcript) ? firstName(crossed.speaker.name) : undefined;
  const other = firstName(d.pick(others)?.name ?? '');
  return {
    transcript,
    step,
    persona,
    topic,
    dice: d,
    said: saidIn(transcript),
    setting: settingOf(persona),
    phase: step.phase ?? (transcript.turns.some((turn) => turn.speaker.id === persona.id) ? 'development' : 'opening'),
    creative: transcript.brief.options.mode === 'creative',
    consensus: transcript.brief.options.mode === 'consensus',
    side: sideOf(persona, chance(transcript.seed, step.key, 'side')),
    aspects: [...new Set([...askedFor, ...ordered, ...rest])],
    style: (text) => inStyle(text, persona.style),
    ...(heard && { heard }),
    ...(other && { other }),
    ...(mover && { mover }),
  };
}
