import { normalise } from '../text.ts';

/** What stands between quotation marks in a sentence: where an apostrophe may be a mark too, each run that it may be. */
export type QuotedRun = readonly string[];

/** Runs between quotation marks of any kind, in order. A double mark that is not closed runs to the end. */
export function quotedRuns(text: string): QuotedRun[] {
  const plain = oneKindOfMark(text);
  const parts = plain.split('"');
  const doubles = parts.filter((_, i) => i % 2 === 1).map((run): QuotedRun => [run]);
  return [...doubles, ...singleRuns(plain)];
}

function oneKindOfMark(text: string): string {
  const simple = text.replace(/[`´]/gu, "'");
  return normalise(simple)
    .replace(/[‹›「」『』〝〞]/gu, '"')
    .replace(/''/gu, '"');
}

const WORD = /[\p{L}\p{N}\p{M}]/u;

/** From each mark that opens to each that may close before the next one opens: an apostrophe at the end of a word may not. */
function singleRuns(text: string): QuotedRun[] {
  const runs: string[][] = [];
  let from = -1;
  for (let i = text.indexOf("'"); i >= 0; i = text.indexOf("'", i + 1)) {
    const before = text[i - 1] ?? ' ';
    const after = text[i + 1] ?? ' ';
    if (!WORD.test(before) && after !== ' ' && (before === ' ' || !/[.,!?…]/u.test(before))) {
      from = i + 1;
      runs.push([]);
    } else if (from >= 0 && before !== ' ' && !WORD.test(after)) {
      runs.at(-1)?.push(text.slice(from, i));
    }
  }
  return runs.filter((run) => run.length > 0);
}
