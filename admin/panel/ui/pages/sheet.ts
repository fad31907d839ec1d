import type { Persona } from '../lib/personas.tsx';

/** A persona as the form has it. */
export type Sheet = Omit<Persona, 'id' | 'traits' | 'face'> & Persona['traits'] & { face: string; shared: boolean };

export const emptySheet = (): Sheet => ({
  name: '',
  field: '',
  age: 40,
  gender: '',
  profession: '',
  openness: 5,
  rigor: 5,
  criticalThinking: 5,
  optimism: 5,
  knowledge: [],
  yearsOfExperience: 10,
  views: [],
  stance: 'neutral',
  style: 'casual',
  behaviour: 'balanced',
  voice: '',
  face: crypto.randomUUID(),
  shared: true,
});

export const sheetOf = ({ id, traits, face, ...persona }: Persona): Sheet => ({
  ...persona,
  ...traits,
  face: face ?? id,
  shared: true,
});
