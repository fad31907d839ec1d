import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { askSections } from './ask-sections.ts';
import type { ModelRequest } from './llm/provider.ts';
import { type ScriptedReply, scriptedProvider } from './llm/scripted.ts';
import { pdfData } from './render/pdf-data.ts';
import { openRenderer } from './render/renderer.ts';
import { reportHtml } from './report/html/html.ts';
import { type ReportSource, reportInput } from './report/input.ts';
import { reportMarkdown } from './report/markdown.ts';
import { cast, ended, eventsOf, type Line } from './report/report.fixture.ts';
import { type Report, reportOf } from './report/report.ts';
import { chance } from './seed.ts';

/** A provider that lies: a third of its quotes are invented, a tenth are another's, some turns are not there, some answers are no JSON. */

const REPORTS = 200;
const INVENTED = /zorblax|on Mondays the moon/iu;

const said = [
  'I cannot close the shop on Fridays because Friday is when people come in',
  'My team did it for a year and sick days fell by a third',
  'Part-time staff should keep their hourly pay and that is only fair',
  'If the state paid half of it I could try it for six months',
  'Nobody in my street would notice an empty office on a Monday',
  'Then we should begin with offices and leave the shops alone',
  'Two of my customers work nights and would be glad of it',
  'I still do not see who pays for the fifth day in a small shop',
  'Publish the sales before and after and I will believe you',
];
const lines: Line[] = said.map((text, i) => ({ by: cast[i % 3]?.id ?? '', text, ...(i > 0 && { replyTo: i }) }));
const invention = (k: number, what: string) => `we all want zorblax ${what} number ${k} today`;

function liar(k: number) {
  return scriptedProvider((request: ModelRequest, n): ScriptedReply => {
    const roll = (what: string) => chance('liar', k, request.key, n, what);
    if (roll('broken') < 0.1) return { text: '{"claims": [{"text": "zorblax", ' };
    if (roll('form') < 0.05) return { text: '{"zorblax": true}' };
    const claims = Array.from({ length: 9 }, (_, i) => {
      const lie = roll(`lie ${i}`);
      const turn = 1 + Math.floor(roll(`turn ${i}`) * said.length);
      const speaker = cast[(turn - 1) % 3];
      const words = said[turn - 1]?.split(' ') ?? [];
      const quote = words.slice(1, 7).join(' ');
      const claim = { persona: speaker?.name, text: `Claim ${i} of ${request.key}.`, quote, turn };
      if (lie < 0.2) return { ...claim, quote: invention(i, 'quote') };
      if (lie < 0.33) return { ...claim, quote: [...words.slice(1, 4), 'on Mondays the moon'].join(' ') };
      if (lie < 0.43) return { ...claim, persona: cast[turn % 3]?.name, turn: (turn % said.length) + 1 };
      if (lie < 0.53) return { ...claim, quote: invention(i, 'turn'), turn: 100 + i };
      if (lie < 0.6) return { ...claim, text: `${speaker?.name} said "${invention(i, 'word')}".` };
      if (lie < 0.7) return { ...claim, text: 'All 17 participants agreed with it.' };
      return claim;
    });
    return { data: { claims } };
  });
}

function sourceOf(k: number): ReportSource {
  const lie = (what: string) => `${cast[k % 3]?.name} told us "${invention(k, what)}".`;
  const decided = Object.fromEntries(
    cast.flatMap(({ id }) => [
      [`ballot/before/${id}`, { position: -1, reason: lie('before'), turn: null }],
      [`ballot/after/${id}`, { position: 1, reason: lie('after'), turn: 99 }],
      [`sign/${id}`, { signs: false, dissent: lie('dissent') }],
    ]),
  );
  const events = eventsOf({ lines, decided, plan: { mode: 'consensus' }, more: [ended], topic: `Four-day week ${k}` });
  const discussion = { status: 'completed', reportStatus: 'none', createdAt: new Date('2026-03-01T10:00:00Z') } as const;
  return { id: `d${k}`, discussion, events, calls: [] };
}

let reports: { source: ReportSource; report: Report }[];
beforeAll(async () => {
  const never = new AbortController().signal;
  const sources = Array.from({ length: REPORTS }, (_, k) => sourceOf(k));
  const written = await Promise.all(sources.map((source, k) => askSections(source, liar(k), never)));
  reports = written.map((source) => ({ source, report: reportOf(reportInput(source)) }));
}, 300_000);

describe(`${REPORTS} reports from a provider that lies`, () => {
  it('print no quote that was not said by whom they name', () => {
    let quotes = 0;
    for (const { report } of reports) {
      for (const { claims } of report.sections) {
        for (const { evidence, about } of claims) {
          expect(evidence.length).toBeGreaterThan(0);
          for (const { turn, quote, speaker } of evidence) {
            quotes++;
            const source = report.turns.find(({ n }) => n === turn);
            expect(source?.text).toContain(quote);
            expect(source?.speaker.name).toBe(speaker);
            if (about !== undefined) expect(source?.speaker.id).toBe(about);
          }
        }
      }
    }
    expect(quotes).toBeGreaterThan(REPORTS * 10);
  });

  it('say what was dropped, and how many claims stand', () => {
    for (const { report } of reports) {
      expect(report.quotes.dropped).toBeGreaterThan(0);
      const markdown = reportMarkdown(report);
      expect(markdown).toMatch(/\d+ quotes? that (?:was|were) not found in the transcript/u);
      expect(report.claims.share).toBeLessThan(1);
      expect(markdown).toContain(`Claims with valid evidence: ${report.claims.founded} of ${report.claims.written} `);
      expect(report.claims.founded).toBeLessThanOrEqual(report.claims.written);
    }
  });

  it('count participants by their quotes, not by what they were told', () => {
    for (const { report } of reports) {
      expect(JSON.stringify(report.sections)).not.toContain('17 participants');
      for (const { claims } of report.sections) {
        for (const { text, evidence } of claims) {
          const [, n, of] = /^(\d+) of (\d+) participants/u.exec(text) ?? [];
          if (n === undefined) continue;
          expect(Number(of)).toBe(cast.length);
          expect(Number(n)).toBe(new Set(evidence.map(({ speaker }) => speaker)).size);
        }
      }
    }
  });

  it('hold none of the inventions in any form', async () => {
    for (const { report } of reports) {
      expect(JSON.stringify(report)).not.toMatch(INVENTED);
      expect(reportMarkdown(report)).not.toMatch(INVENTED);
      expect(reportHtml(report, { pictures: { charts: {}, faces: {} } })).not.toMatch(INVENTED);
      expect(JSON.stringify(pdfData(report, {}, {}))).not.toMatch(INVENTED);
    }
  });

  it.skipIf(spawnSync('unzip', ['-v']).error !== undefined)(
    'nor in the parts of the document for a word processor',
    { timeout: 120_000 },
    async () => {
      const renderer = openRenderer();
      const folder = await mkdtemp(join(tmpdir(), 'report-'));
      try {
        for (const [i, { source }] of reports.slice(0, 4).entries()) {
          const result = await renderer.render({ kind: 'files', source, forms: ['docx'] });
          const [docx] = 'files' in result ? result.files : [];
          const file = join(folder, `${i}.docx`);
          await writeFile(file, docx?.bytes ?? '');
          const parts = spawnSync('unzip', ['-p', file], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout;
          // What one sentence says may lie in several runs.
          const words = parts.replace(/<[^>]*>/gu, '');
          expect(words).toContain('Four-day week');
          expect(words).toContain('sick days fell by a third');
          expect(words).not.toMatch(INVENTED);
          expect(parts).not.toMatch(INVENTED);
        }
      } finally {
        await renderer.close();
        await rm(folder, { recursive: true });
      }
    },
  );

  it.skipIf(spawnSync('pdftotext', ['-v']).error !== undefined)('nor in the text of the pages', async () => {
    const renderer = openRenderer();
    try {
      for (const { source } of reports.slice(0, 3)) {
        const result = await renderer.render({ kind: 'files', source, forms: ['pdf'] });
        const [pdf] = 'files' in result ? result.files : [];
        const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: pdf?.bytes, encoding: 'utf8' });
        expect(stdout).toContain('Four-day week');
        expect(stdout).toContain('sick days fell by a third');
        expect(stdout).not.toMatch(INVENTED);
      }
    } finally {
      await renderer.close();
    }
  });
});
