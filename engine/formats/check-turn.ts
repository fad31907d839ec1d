import { countWords, withoutInvisible } from '../text.ts';
import type { Speaker, Transcript } from '../types.ts';
import type { SpeakStep } from './format.ts';
import { escapeRegExp, firstName } from './names.ts';
import { outOfCharacter } from './out-of-character.ts';
import { saidBefore } from './repetition.ts';
import { speaksFor } from './speaks-for.ts';

/** What is wrong with a turn, as a request to the speaker in one sentence; `unfit`: not to be shown under the speaker's name at all. */
export type TurnProblem = { told: string; unfit: boolean };

/** What is wrong with a turn whatever the format; undefined when it is fine. */
export function checkTurn(transcript: Transcript, step: SpeakStep, text: string): TurnProblem | undefined {
  const { about, max } = step.words;
  const length = countWords(text);
  if (length === 0) return { unfit: true, told: `Your turn was empty: say something, in about ${about} words.` };
  const other = speaksFor(transcript, step.speaker, text);
  if (other) {
    return {
      unfit: true,
      told: `You wrote a line for ${other}: speak for yourself alone, and put no name with a colon before a sentence.`,
    };
  }
  if (outOfCharacter(text)) {
    const told = `You stepped out of the part: speak as ${step.speaker.name}, and say nothing about models, prompts or instructions of yours.`;
    return { unfit: true, told };
  }
  if (length > max) return { unfit: false, told: `That was far too long: say it again in about ${about} words.` };
  const before = saidBefore(transcript, step, text);
  if (!before) return undefined;
  return {
    unfit: false,
    told: `You repeated turn [${before.n}] nearly word for word: say something of your own that has not been said.`,
  };
}

/** More characters than any turn has; what is beyond them is not looked at. */
const LONGEST = 60_000;

/** Without what the speaker did not mean to say: their own name in front, quotes round it, numbers, invisible characters. */
export function tidyTurn(text: string, speaker: Speaker): string {
  const lines = withoutInvisible(text.slice(0, LONGEST).toWellFormed().replace(/\r\n?/gu, '\n')).split('\n');
  let tidy = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  const prefix = ownPrefix(speaker);
  for (let before = ''; before !== tidy; ) {
    before = tidy;
    tidy = unquoted(tidy.replace(/^\[\d+\]\s*(?:[:–—-]\s*)?/u, '').replace(prefix, '')).trim();
  }
  return onlyStageDirection(tidy) ? '' : tidy;
}

function ownPrefix({ name }: Speaker): RegExp {
  const forms = [...new Set([name, firstName(name)])].map(escapeRegExp).join('|');
  return new RegExp(`^[*_]*(?:${forms})(?:\\s*\\([^)\\n]*\\))?[*_]*\\s*[:：][*_]*\\s*`, 'iu');
}

const QUOTES: Record<string, string> = { '"': '"', '“': '”', '„': '“', '«': '»', '»': '«', '「': '」', '『': '』' };

/** Without quotes that open at the start and close at the very end, and nowhere between. */
function unquoted(text: string): string {
  const close = QUOTES[text.charAt(0)];
  if (close === undefined || text.length < 2 || !text.endsWith(close)) return text;
  const inner = text.slice(1, -1);
  return inner.includes(text.charAt(0)) || inner.includes(close) ? text : inner;
}

/** "*nods*" or "(laughs)" and nothing else; a whole turn in italics is a turn. */
const onlyStageDirection = (text: string): boolean =>
  /^(?:\*[^*\n]+\*|\([^()\n]+\)|\[[^[\]\n]+\]|（[^（）\n]+）)[.!]?$/u.test(text) && countWords(text) <= 8;
