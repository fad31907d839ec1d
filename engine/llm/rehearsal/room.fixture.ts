import type { Persona } from '../../types.ts';

/** Five people who differ in everything that rehearsal reads. */
const one = (persona: Partial<Persona> & Pick<Persona, 'id' | 'name' | 'profession' | 'views' | 'stance'>): Persona => ({
  field: 'everyday-life',
  age: 40,
  gender: 'female',
  traits: { openness: 5, rigor: 5, criticalThinking: 5, optimism: 5 },
  knowledge: ['timetables'],
  yearsOfExperience: 12,
  style: 'casual',
  behaviour: 'balanced',
  voice: 'Plain.',
  ...persona,
});

export const five: readonly Persona[] = [
  one({
    id: 'maria-lopez',
    name: 'Maria Lopez',
    profession: 'bus driver',
    stance: 'support',
    style: 'storytelling',
    behaviour: 'active',
    knowledge: ['public transport', 'night shifts'],
    views: [
      'A late bus is remembered for a year, a punctual one for a minute.',
      'I have never met a rude passenger before eight in the morning.',
    ],
    voice: 'Warm, in little scenes. Says "let me tell you".',
  }),
  one({
    id: 'tom-baker',
    name: 'Tom Baker',
    profession: 'accountant',
    gender: 'male',
    stance: 'oppose',
    style: 'formal',
    traits: { openness: 3, rigor: 9, criticalThinking: 8, optimism: 3 },
    knowledge: ['budgets and audits', 'pensions'],
    views: [
      'Somebody always pays, and it is rarely the person who cheers.',
      'I trust a plan when its author has crossed out a number in it.',
    ],
  }),
  one({
    id: 'dr-chen-wei',
    name: 'Dr. Chen Wei',
    profession: 'hospital doctor',
    stance: 'critical',
    style: 'technical',
    traits: { openness: 8, rigor: 8, criticalThinking: 9, optimism: 5 },
    knowledge: ['public health', 'statistics'],
    views: [
      'What is not measured is decided by whoever speaks last.',
      'Half of my patients could not say what their tablets are for.',
    ],
    voice: 'Dry; asks "compared with what?"',
  }),
  one({
    id: 'aisha-khan',
    name: 'Aisha Khan',
    profession: 'primary school teacher',
    stance: 'neutral',
    traits: { openness: 9, rigor: 5, criticalThinking: 5, optimism: 7 },
    behaviour: 'passive',
    knowledge: ['children and reading', 'parents'],
    views: ['Children copy what we do on the days when we are tired.', 'A rule that needs explaining twice is two rules.'],
  }),
  one({
    id: 'jonas-weber',
    name: 'Jonas Weber',
    profession: 'student',
    gender: 'male',
    stance: 'support',
    yearsOfExperience: 1,
    knowledge: ['student life and money'],
    views: ['My rent went up four times and my bus pass five.'],
  }),
];

export const six: readonly Persona[] = [
  ...five,
  one({
    id: 'greta-lind',
    name: 'Greta Lind',
    profession: 'retired gardener',
    stance: 'oppose',
    behaviour: 'active',
    knowledge: ['gardens', 'village life'],
    views: ['You cannot pull a carrot to make it grow faster.', 'In our village the last shop closed on a sunny day.'],
  }),
];
