import { contentWords } from '../measures/content-words.ts';
import { wilson } from '../measures/wilson.ts';
import type { Report } from '../report/report.ts';

/** A claim that one or several discussions came to. `of`: by discussion, what each of them says and the turns it rests on. */
export type Finding = {
  section: string;
  title: string;
  text: string;
  in: { discussion: number; text: string; turns: number[] }[];
  /** Of how many discussions it may be expected, 95 % by Wilson. */
  interval: [number, number] | null;
};

/** The sections that hold findings: what each persona thinks and how it went are told elsewhere. */
const SECTIONS = ['consensus', 'controversies', 'insights', 'recommendations', 'questions'];
/** Share of the content words of the shorter claim that two must have in common to be one finding. */
const ALIKE = 0.5;
const FEWEST_WORDS = 2;

type Found = Finding & { words: Set<string> };

/** What the discussions came to; those that most of them share first. Matched by words, by code: the same claims always match. */
export function findingsOf(reports: readonly Report[]): Finding[] {
  const found: Found[] = [];
  reports.forEach((report, discussion) => {
    for (const section of report.sections) {
      if (!SECTIONS.includes(section.name)) continue;
      for (const { text, evidence } of section.claims) {
        const words = new Set(contentWords(text).keys());
        const entry = { discussion, text, turns: evidence.map(({ turn }) => turn) };
        const same = best(found, section.name, words);
        if (same && !same.in.some((one) => one.discussion === discussion)) same.in.push(entry);
        else if (!same) found.push({ section: section.name, title: section.title, text, in: [entry], interval: null, words });
      }
    }
  });
  return found
    .map(({ words: _words, ...finding }) => ({ ...finding, interval: wilson(finding.in.length, reports.length) }))
    .sort((a, b) => b.in.length - a.in.length);
}

function best(found: readonly Found[], section: string, words: ReadonlySet<string>): Found | undefined {
  const likely = found
    .filter((one) => one.section === section)
    .map((one) => ({ one, likeness: likeness(one.words, words) }))
    .sort((a, b) => b.likeness - a.likeness)[0];
  return likely && likely.likeness >= ALIKE ? likely.one : undefined;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  const shorter = Math.min(a.size, b.size);
  return shared < Math.min(FEWEST_WORDS, shorter) || shorter === 0 ? 0 : shared / shorter;
}
