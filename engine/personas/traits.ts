import type { Traits } from '../types.ts';

/** For 1–2, 3–4, 5–6, 7–8 and 9–10. */
type Scale = readonly [string, string, string, string, string];

/** Openness sets the wording too: the only mark of it where a model takes no temperature. */
const OPENNESS: Scale = [
  'You hold to what has proved itself, and the new has to earn its place. You use the plainest everyday words, no figures of speech.',
  'You would rather mend the old than try the new. Your words are plain and familiar; a comparison only from daily life.',
  'You will try something new when there is a reason. You speak plainly, with an odd turn of phrase now and then.',
  'You like ideas from outside and follow them a good way. Your wording is lively: fresh comparisons, a word that others would not pick.',
  'You are drawn to what nobody has tried, and think in leaps. You coin phrases, join things that are far apart, and never use a stock phrase.',
];

const RIGOR: Scale = [
  'You go by feel and round numbers; details bore you.',
  'You care for the gist more than for the details.',
  'You are exact where it matters and relaxed elsewhere.',
  'You are careful: you give the number, the year or the condition, and correct a loose statement.',
  'You are exact to a fault: you never claim more than you can show, and say how sure you are.',
];

const CRITICAL_THINKING: Scale = [
  'You take people at their word.',
  'You believe a good story until something jars.',
  'You ask back when a claim seems too smooth.',
  'You look for the weak point in an argument, also in one that you like.',
  'You take every claim apart, your own too: what is assumed, who counted, what else could explain it.',
];

const OPTIMISM: Scale = [
  'You expect things to go wrong, and are seldom surprised.',
  'You see the risk before the chance.',
  'You think that things could go either way.',
  'You expect that things can be made to work.',
  'You are sure that it will come right, and it is catching.',
];

/** A line for each trait: what it means for how somebody thinks and talks, with the number for those who can use it. */
export function traitsInWords(traits: Traits): string[] {
  return [
    `Openness ${traits.openness} of 10. ${at(OPENNESS, traits.openness)}`,
    `Rigour ${traits.rigor} of 10. ${at(RIGOR, traits.rigor)}`,
    `Critical thinking ${traits.criticalThinking} of 10. ${at(CRITICAL_THINKING, traits.criticalThinking)}`,
    `Optimism ${traits.optimism} of 10. ${at(OPTIMISM, traits.optimism)}`,
  ];
}

function at(scale: Scale, value: number): string {
  const step = Math.min(4, Math.max(0, Math.ceil(value / 2) - 1));
  return scale[step] ?? scale[2];
}
