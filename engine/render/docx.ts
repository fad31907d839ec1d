import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Block, Inline, Line } from '../report/blocks.ts';
import { lineRunsRightToLeft, runsRightToLeft } from '../report/direction.ts';
import { harmless } from '../report/escape-markdown.ts';
import { REHEARSAL_MEANS, REHEARSAL_NOTE } from '../report/label.ts';
import { checkLines, droppedNote, personaLine } from '../report/phrases.ts';
import type { Report, ReportTurn } from '../report/report.ts';

/** Characters of one turn that are printed; the other forms have all of it. */
const MOST_CHARACTERS = 20_000;

type Page = { report: Report; charts: Readonly<Record<string, Buffer>>; links: ReadonlyMap<number, string | null> };

/** The report for a word processor, with `charts` as PNG by name. */
export async function reportDocx(report: Report, charts: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const page: Page = { report, charts, links: new Map(report.turns.map(({ n, url }) => [n, url])) };
  const { provenance } = report;
  const document = new Document({
    creator: 'simFocus',
    title: clean(report.topic),
    description: clean(report.label),
    keywords: 'synthetic',
    features: { updateFields: true },
    customProperties: [{ name: 'provenance', value: JSON.stringify(provenance) }],
    sections: [{ footers: { default: footer(report) }, children: children(page) }],
  });
  return Packer.toBuffer(document);
}

const clean = (text: string): string => harmless(text);

function children(page: Page): (Paragraph | Table | TableOfContents)[] {
  const { report } = page;
  const { topic, label, rehearsal, note, context, inShort, sections, cast, turns, provenance } = report;
  const background = context?.trim() ? [paragraph(`Background: ${context.slice(0, MOST_CHARACTERS)}`)] : [];
  const checks = checkLines(report);
  return [
    paragraph(topic || 'Discussion', { heading: HeadingLevel.TITLE }),
    paragraph(label),
    ...(rehearsal ? [paragraph(`${REHEARSAL_NOTE}. ${REHEARSAL_MEANS}`, { bold: true })] : []),
    ...(note ? [paragraph(note, { bold: true })] : []),
    ...background,
    ...(checks.length > 0 ? [paragraph(checks.join(' '))] : []),
    new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-1' }),
    ...(inShort.length > 0 ? [title('In short'), ...inShort.map((one) => paragraph(one))] : []),
    ...sections.flatMap(({ title: of, reason, blocks, dropped }) => [
      title(of),
      ...(reason ? [paragraph(reason, { bold: true })] : []),
      ...blocks.flatMap((block) => blockParts(page, block)),
      ...(dropped > 0 ? [paragraph(droppedNote(dropped))] : []),
    ]),
    title('Cast'),
    ...(cast.reason.trim() ? [paragraph(cast.reason)] : []),
    ...cast.personas.map((persona) => lineParagraph(page, [{ strong: persona.name }, `: ${personaLine(persona)}`])),
    ...(turns.length > 0 ? [title('Transcript'), ...turns.flatMap((turn) => turnParts(page, turn))] : []),
    title('Provenance'),
    ...JSON.stringify(provenance, null, 1)
      .split('\n')
      .map((one) => paragraph(one)),
  ];
}

function footer({ label }: Report): Footer {
  const pages = new TextRun({ children: ['   ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 });
  return new Footer({ children: [new Paragraph({ children: [new TextRun({ text: clean(label), size: 16 }), pages] })] });
}

type Look = { heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel]; bold?: boolean };

const title = (text: string): Paragraph => paragraph(text, { heading: HeadingLevel.HEADING_1 });

function paragraph(text: string, { heading, bold }: Look = {}): Paragraph {
  const rtl = runsRightToLeft(text);
  return new Paragraph({
    ...(heading && { heading }),
    bidirectional: rtl,
    spacing: { after: 120 },
    children: [new TextRun({ text: clean(text), rightToLeft: rtl, ...(bold && { bold }) })],
  });
}

function lineParagraph(page: Page, line: Line, more: { bullet?: { level: number }; heading?: Look['heading'] } = {}): Paragraph {
  const rtl = lineRunsRightToLeft(line);
  const { heading, bullet } = more;
  return new Paragraph({
    ...(heading && { heading }),
    ...(bullet && { bullet }),
    bidirectional: rtl,
    spacing: { after: 100 },
    children: line.map((part) => run(page, part, rtl)),
  });
}

function run(page: Page, part: Inline, rightToLeft: boolean): ParagraphChild {
  if (typeof part === 'string') return new TextRun({ text: clean(part), rightToLeft });
  if ('strong' in part) return new TextRun({ text: clean(part.strong), bold: true, rightToLeft });
  const number = new TextRun({ text: `[${part.turn}]`, style: 'Hyperlink' });
  const url = page.links.get(part.turn);
  if (url) return new ExternalHyperlink({ link: url, children: [number] });
  return new InternalHyperlink({ anchor: `turn-${part.turn}`, children: [number] });
}

function blockParts(page: Page, block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [lineParagraph(page, block.line, { heading: HeadingLevel.HEADING_2 })];
    case 'paragraph':
      return [lineParagraph(page, block.line)];
    case 'list':
      return block.items.map((item) => lineParagraph(page, item, { bullet: { level: 0 } }));
    case 'table': {
      const cells = (lines: readonly Line[]) => lines.map((line) => new TableCell({ children: [lineParagraph(page, line)] }));
      const head = new TableRow({ tableHeader: true, children: cells(block.head.map((cell): Line => [{ strong: cell }])) });
      const rows = block.rows.map((row) => new TableRow({ cantSplit: true, children: cells(row) }));
      return [new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...rows] }), new Paragraph({})];
    }
    case 'chart':
      return chartParts(page, block.name);
  }
}

/** Pixels of a chart that are as wide as the text of a page. */
const MOST_WIDTH = 600;

function chartParts({ report, charts }: Page, name: string): Paragraph[] {
  const chart = report.charts.find((one) => one.name === name);
  const data = charts[name];
  if (!chart || !data) return [];
  // A PNG says its size in its first bytes; ours are drawn twice as large as they are shown.
  const [wide, high] = [data.readUInt32BE(16) / 2, data.readUInt32BE(20) / 2];
  const scale = Math.min(1, MOST_WIDTH / wide);
  const told = clean(`${chart.title}. ${chart.alt}`);
  const image = new ImageRun({
    type: 'png',
    data,
    transformation: { width: Math.round(wide * scale), height: Math.round(high * scale) },
    altText: { name, title: chart.title, description: told },
  });
  return [new Paragraph({ alignment: AlignmentType.CENTER, children: [image] }), paragraph(told)];
}

function turnParts(page: Page, { n, kind, speaker, text, replyTo }: ReportTurn): Paragraph[] {
  const role = kind === 'persona' ? '' : ` (${kind})`;
  const reply: Line = replyTo === null ? [] : [', answers ', { turn: replyTo }];
  const rtl = runsRightToLeft(speaker.name);
  const who: Line = [{ turn: n }, ' ', { strong: speaker.name }, role, ...reply];
  const said = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).toWellFormed()}…` : text;
  const lines = said.split(/[\n\r\u2028\u2029]+/u).filter((one) => clean(one).trim() !== '');
  return [
    new Paragraph({
      keepNext: true,
      bidirectional: rtl,
      children: [new BookmarkStart(`turn-${n}`, n), new BookmarkEnd(n), ...who.map((part) => run(page, part, rtl))],
    }),
    ...(lines.length > 0 ? lines : ['(nothing)']).map((one) => paragraph(one)),
  ];
}
