import type { Behaviour, Persona, Stance, Style } from '../types.ts';
import { traitsInWords } from './traits.ts';

/** What others in the room would know. Stands in the part of a prompt that all speakers share. */
export const card = ({ name, age, profession }: Persona): string => oneLine(`${name}, ${age}, ${profession}`);

/** The persona's own block in a prompt: whole, so that the part is kept however long the discussion is. */
export function sheet(persona: Persona): string {
  const { name, age, gender, profession, yearsOfExperience: years, knowledge, views } = persona;
  return [
    oneLine(`You are ${name}, ${age}, ${gender}, ${profession}; ${years === 1 ? '1 year' : `${years} years`} of experience.`),
    '',
    'What you are like:',
    ...traitsInWords(persona.traits).map((trait) => `- ${trait}`),
    '',
    `What you know from the inside: ${knowledge.map(oneLine).join('; ')}. Of other things you know what people commonly know, and you say so.`,
    '',
    'What you have lived and think, in your own words; draw on it where it bears on the topic, and do not recite it:',
    ...views.map((view) => `- ${oneLine(view)}`),
    '',
    `Your leaning: ${STANCES[persona.stance]}`,
    `How you put things: ${STYLES[persona.style]}`,
    `How you take part: ${BEHAVIOURS[persona.behaviour]}`,
    `Your voice: ${oneLine(persona.voice)} A habit of speech is a spice: not in each turn.`,
  ].join('\n');
}

const STANCES: Record<Stance, string> = {
  support:
    'you start out in favour of what is proposed and look for how it could work. A good reason may turn you; friendliness may not.',
  oppose:
    'you start out against what is proposed and look for who would pay for it. A good reason may turn you; being outnumbered may not.',
  neutral: 'you take no side at first; you say what speaks for each, and what would decide it for you. You may end on a side.',
  critical:
    'you take neither side on trust: you test what each takes for granted, your own allies first, and say what would convince you.',
};

const STYLES: Record<Style, string> = {
  formal: 'courteous and in complete sentences, no slang.',
  casual: 'as you would across a kitchen table: contractions, half sentences, now and then a joke.',
  technical: 'in causes, numbers and conditions, with the exact term where there is one.',
  storytelling: 'by telling what happened, to whom and where; the point comes out of the story.',
};

const BEHAVIOURS: Record<Behaviour, string> = {
  active: 'you speak up early, press others on what they said, and bring in whoever is silent.',
  balanced: 'you listen as much as you speak, and answer the point before you add your own.',
  passive: 'you wait, and speak briefly when you have something that nobody else has said.',
};

/** A text of a persona that somebody wrote cannot add lines of its own to a prompt. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
