/** A council as the server sends it. */
export type Named = { n: number; name: string };
export type Sentence = { text: string; answers: Named[] };
export type Answer = {
  n: number;
  text: string;
  selected: boolean;
  summary?: string;
  reasoning?: string;
  /** That it stopped at its limit. */
  cut?: string;
  place?: number;
  /** The place as `1st`. */
  placed?: string;
  score?: string;
};
export type Asked = {
  id: string;
  name: string;
  model: string;
  state: 'open' | 'answered' | 'failed' | 'deleted';
  /** What it is doing beside its answer. */
  doing: string[];
  /** What it does now, or why it failed. */
  told?: string;
  answer?: Answer;
};
export type Synthesis = {
  heading: string;
  chair: string;
  agreements: Sentence[];
  contradictions: { text: string; sides: Sentence[] }[];
  onlyOne: Sentence[];
  blindSpots: Sentence[];
  minority: Sentence[];
};
export type Question = {
  n: number;
  text: string;
  asker?: string;
  answered: string;
  change: string[];
  asked: Asked[];
  silent: string[];
  writing: boolean;
  noSynthesis?: string;
  synthesis?: Synthesis;
};
export type Council = {
  id: string;
  topic: string;
  status: string;
  reason?: string;
  archived: boolean;
  atRest: boolean;
  rehearsal: boolean;
  startedBy: string;
  createdAt: string;
  cost: string;
  budget?: number;
  services: { id: string; name: string; model: string }[];
  questions: Question[];
};
export type Choice = { kind: string; turns?: number[]; service?: string };
