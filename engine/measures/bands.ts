import type { Measures } from './measures.ts';

export type MeasureKey = keyof Measures;

export type Band = {
  key: MeasureKey;
  label: string;
  /** The formula in words. */
  formula: string;
  /** Five real focus groups on one topic. */
  people: number;
  /** The human band: of five groups only, so indicative, and to be shown as such; null where it is not known. */
  band: readonly [low: number, high: number] | null;
  /** The best published synthetic groups. */
  synthetic: number;
};

/** All measures in the order in which they are shown. */
export const bands: readonly Band[] = [
  {
    key: 'medianWords',
    label: 'Median words a turn',
    formula: 'median of the words of each persona turn',
    people: 49,
    band: [22, 90],
    synthetic: 229,
  },
  {
    key: 'shortTurns',
    label: 'Short turns',
    formula: 'share of persona turns with fewer than 25 words',
    people: 0.34,
    band: [0.04, 0.53],
    synthetic: 0.03,
  },
  {
    key: 'lengthVariation',
    label: 'Length variation',
    formula: 'standard deviation of the words of persona turns, divided by their mean',
    people: 0.97,
    band: [0.51, 1.14],
    synthetic: 0.36,
  },
  {
    key: 'participationGini',
    label: 'Participation Gini',
    formula: 'Gini coefficient of the number of turns of each persona',
    people: 0.195,
    band: [0.1, 0.27],
    synthetic: 0.07,
  },
  {
    key: 'participationEntropy',
    label: 'Participation entropy',
    formula: 'entropy of the shares of turns of the personas, divided by the logarithm of their number',
    people: 0.926,
    band: null,
    synthetic: 0.988,
  },
  {
    key: 'chainDepth',
    label: 'Chain depth',
    formula: 'mean run of persona turns between two moderator turns',
    people: 12.8,
    band: [5.6, 24.6],
    synthetic: 2.1,
  },
  {
    key: 'moderatorShare',
    label: "Moderator's share of words",
    formula: "the moderator's words, divided by the words of moderator and personas",
    people: 0.024,
    band: [0.013, 0.043],
    synthetic: 0.14,
  },
  {
    key: 'repetition',
    label: 'Repetition',
    formula: "share of a persona turn's 4-word sequences that were said in an earlier turn, mean over turns",
    people: 0.013,
    band: [0.007, 0.019],
    synthetic: 0.045,
  },
  {
    key: 'speakerDistance',
    label: 'Distance between speakers',
    formula: 'mean over pairs of personas of 1 − cosine of the TF-IDF vectors of their words',
    people: 0.53,
    band: [0.5, 0.58],
    synthetic: 0.35,
  },
  {
    key: 'agreementOpenings',
    label: 'Turns that open with agreement',
    formula: 'share of persona turns that begin by agreeing',
    people: 0.38,
    band: [0.28, 0.51],
    synthetic: 0.66,
  },
];

/** Whether people's groups had such a value, ends included; null where there is no value or no band. */
export function insideBand(key: MeasureKey, value: number | null): boolean | null {
  const band = bands.find((entry) => entry.key === key)?.band;
  return band && value !== null ? value >= band[0] && value <= band[1] : null;
}
