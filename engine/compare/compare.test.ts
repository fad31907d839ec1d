import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readKept } from '../kept.ts';
import type { ReportSource } from '../report/input.ts';
import { eventsOf, type Made, talk } from '../report/report.fixture.ts';
import { compare } from './compare.ts';
import { comparisonHtml, comparisonMarkdown } from './forms.ts';

const discussion = { status: 'completed', reportStatus: 'ready', createdAt: new Date('2026-03-01T10:00:00Z') } as const;
const source = (id: string, made: Made): ReportSource => ({
  id,
  discussion,
  events: eventsOf({ lines: talk, ...made }),
  calls: [],
});
const claim = (text: string, turn: number, quote: string) => ({ text, evidence: [{ turn, quote, speaker: '' }] });
const ballot = (position: number) => ({ position, reason: 'Because.', turn: null });
const friday = claim('Shops cannot close on Fridays.', 2, 'close the shop on Fridays');
const sick = claim('Sick days fell by a third in a trial.', 3, 'sick days fell by a third');

const a = source('a', {
  written: { insights: { claims: [friday, sick], dropped: 0 } },
  decided: { 'ballot/before/ana': ballot(-1), 'ballot/after/ana': ballot(1) },
});
const b = source('b', { written: { insights: { claims: [{ ...friday, text: 'On Fridays no shop can close.' }], dropped: 0 } } });
const c = source('c', { written: { recommendations: { claims: [friday], dropped: 0 } } });

describe('compare', () => {
  const comparison = compare([a, b, c]);

  it('tells what repeats from what appears once, by section, with an interval', () => {
    expect(comparison.findings.map(({ text, in: places }) => [text, places.map((one) => one.discussion)])).toEqual([
      ['Shops cannot close on Fridays.', [0, 1]],
      ['Sick days fell by a third in a trial.', [0]],
      ['Shops cannot close on Fridays.', [2]],
    ]);
    // Wilson, 2 of 3
    expect(comparison.findings[0]?.interval?.map((x) => x.toFixed(3))).toEqual(['0.208', '0.939']);
  });

  it('sets ballots, scores and measures side by side', () => {
    expect(comparison.ballots.find(({ persona }) => persona === 'Ana Lima')?.in).toEqual([
      { before: -1, after: 1 },
      { before: null, after: null },
      { before: null, after: null },
    ]);
    expect(comparison.measures.find(({ key }) => key === 'medianWords')?.values).toEqual([13, 13, 13]);
    // One block each: nothing can be tested.
    expect(comparison.measures.every(({ p, differs }) => p === null && !differs)).toBe(true);
    expect(comparison.scores.map(({ values }) => values.length)).toEqual([3, 3, 3, 3]);
  });

  it('is one page in Markdown and in HTML, with the label of each', () => {
    const markdown = comparisonMarkdown(comparison);
    const html = comparisonHtml(comparison);
    for (const text of [markdown, html]) {
      expect(text.match(/Synthetic: 3 personas/gu)?.length).toBeGreaterThanOrEqual(3);
      expect(text).toContain('2 of 3 discussions; to be expected in 21 % to 94 %: A');
    }
    expect(markdown).toContain('| Ana Lima | against → for | no ballot → no ballot | no ballot → no ballot |');
  });

  it('compares a discussion with itself without a difference', () => {
    const file = readFileSync(new URL('../../docs/examples/english-free-buses.json', import.meta.url), 'utf8');
    const one = readKept(file, 'x');
    const same = compare([one, one]);
    expect(same.findings.every(({ in: places }) => places.length === 2)).toBe(true);
    expect(same.measures.every(({ p }) => p === null || p === 1)).toBe(true);
  });

  it('lets nothing that people or models write act', () => {
    const evil = '</p><script>alert(1)</script> [a](javascript:x) | *b*';
    const html = comparisonHtml(compare([source('x', { topic: evil }), source('y', { topic: evil })]));
    expect(html).not.toContain('<script');
    const markdown = comparisonMarkdown(compare([source('x', { topic: evil }), source('y', { topic: evil })]));
    expect(markdown).not.toContain('<script');
    expect(markdown).not.toMatch(/(?<!\\)\]\(javascript/u);
  });
});
