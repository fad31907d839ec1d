import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { readKept } from '../kept.ts';
import { type ReportSource, reportInput } from '../report/input.ts';
import { eventsOf, talk } from '../report/report.fixture.ts';
import { reportOf } from '../report/report.ts';
import { REPORT_FORMS } from './form-names.ts';
import { openRenderer } from './renderer.ts';

const example = (name: string): ReportSource => {
  const file = new URL(`../../docs/examples/${name}.json`, import.meta.url);
  return readKept(readFileSync(file, 'utf8'), name);
};
const renderer = openRenderer();
afterAll(() => renderer.close());

describe('reports as files', () => {
  it.each(['english-free-buses', 'chinese-phones-at-school', 'arabic-four-day-week', 'german-car-free-centre'])(
    'the shipped example %s has all its quotes, and can be had in every form with its label and its provenance',
    async (name) => {
      const source = example(name);
      const report = reportOf(reportInput(source));
      expect(report.quotes.dropped).toBe(0);
      expect(report.sections.every(({ state }) => state === 'ready')).toBe(true);
      const result = await renderer.render({ kind: 'files', source, forms: REPORT_FORMS, charts: true });
      const files = 'files' in result ? result.files : [];
      const text = (file: string) => Buffer.from(files.find((one) => one.name === file)?.bytes ?? []).toString();
      for (const form of ['md', 'html', 'json']) {
        expect(text(`report.${form}`)).toContain(report.label);
        expect(text(`report.${form}`)).toContain(report.provenance.transcriptSha256);
      }
      expect(text('report.md')).toContain('](charts/ballots.png)');
      expect(text('report.pdf').slice(0, 5)).toBe('%PDF-');
      expect(text('report.pdf')).toContain('provenance.json');
      expect(text('report.docx').slice(0, 2)).toBe('PK');
      expect(files.filter((file) => file.name.endsWith('.png')).map((file) => file.name)).toEqual(
        report.charts.map((chart) => `charts/${chart.name}.png`),
      );
    },
    60_000,
  );

  it('a chart comes as PNG, as SVG and in sentences; without anything to draw there is none', async () => {
    const drawn = await renderer.render({ kind: 'chart', source: example('english-free-buses'), name: 'ballots' });
    const chart = 'chart' in drawn ? drawn.chart : null;
    expect(
      Buffer.from(chart?.png ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(chart?.svg).toMatch(/^<svg/u);
    expect(chart?.alt).toContain('Walter Simmons from strongly against to undecided');
    const discussion = { status: 'running', reportStatus: 'none', createdAt: new Date() } as const;
    const source = { id: 'd', discussion, events: eventsOf({ lines: talk }), calls: [] };
    expect(await renderer.render({ kind: 'chart', source, name: 'ballots' })).toEqual({ chart: null });
  });

  it('a chart does not wait behind the pages that are asked for before it', async () => {
    const own = openRenderer();
    own.expectChart();
    const done: string[] = [];
    const source = example('english-free-buses');
    await Promise.all([
      own.render({ kind: 'files', source, forms: REPORT_FORMS, charts: true }).then(() => done.push('pages')),
      own.render({ kind: 'chart', source, name: 'ballots' }).then(() => done.push('chart')),
    ]);
    await own.close();
    expect(done).toEqual(['chart', 'pages']);
  }, 60_000);

  it('a task that cannot be done fails alone', async () => {
    const broken = renderer.render({ kind: 'files', source: { ...example('english-free-buses'), events: [] }, forms: ['pdf'] });
    const whole = renderer.render({ kind: 'chart', source: example('english-free-buses'), name: 'cost' });
    await Promise.allSettled([broken]);
    expect(await whole).toHaveProperty('chart.title', 'What it cost');
  });

  it('nothing of what is waited for is left hanging when it is closed', async () => {
    const other = openRenderer();
    const work = other.render({ kind: 'files', source: example('english-free-buses'), forms: ['pdf'] });
    const waiting = other.render({ kind: 'files', source: example('english-free-buses'), forms: ['pdf'] });
    await Promise.all([expect(work).rejects.toThrow('closed'), expect(waiting).rejects.toThrow('closed'), other.close()]);
    await expect(other.render({ kind: 'chart', source: example('english-free-buses'), name: 'cost' })).rejects.toThrow('closed');
  });

  it('text that is large or strange is set all the same', async () => {
    const lines = [
      { by: 'ana', text: `${'x'.repeat(300_000)} end` },
      {
        by: 'ben',
        text: '#set page(fill: red) \\ $x^2$ `raw` *b* _i_ @turn-1 <turn-1> [a](b) #read("/etc/passwd") \u202Egpj.exe 👩‍👩‍👧 ไทย \uE000',
      },
      { by: 'cy', text: '' },
    ];
    const discussion = { status: 'completed', reportStatus: 'ready', createdAt: new Date() } as const;
    const source = { id: 'd', discussion, events: eventsOf({ lines, topic: '#panic() "\\' }), calls: [] };
    const result = await renderer.render({ kind: 'files', source, forms: ['pdf', 'docx', 'html'] });
    expect('files' in result && result.files.every(({ bytes }) => bytes.length > 10_000)).toBe(true);
  }, 60_000);
});
