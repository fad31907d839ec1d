import type { Block, Line } from '../report/blocks.ts';
import { isolated, lineRunsRightToLeft, quotesIsolated, runsRightToLeft } from '../report/direction.ts';
import { REHEARSAL_MEANS, REHEARSAL_NOTE } from '../report/label.ts';
import { checkLines, droppedNote, personaLine } from '../report/phrases.ts';
import type { Report, ReportTurn } from '../report/report.ts';
import { BOX, drawable } from './drawable.ts';
import { fontFamilies } from './fonts.ts';

/** Characters of one turn that are printed; the other forms have all of it. */
const MOST_CHARACTERS = 20_000;

const text = (raw: string) => ({ text: quotesIsolated(drawable(raw)), rtl: runsRightToLeft(raw) });

function line(parts: Line) {
  return {
    rtl: lineRunsRightToLeft(parts),
    parts: parts.map((part) => {
      if (typeof part === 'string') return { kind: 'text', text: quotesIsolated(drawable(part)) };
      return 'turn' in part ? { kind: 'turn', n: part.turn } : { kind: 'strong', text: isolated(drawable(part.strong)) };
    }),
  };
}

/** What the template reads. `faces`: file names by persona. */
export function pdfData(report: Report, svgs: Readonly<Record<string, string>>, faces: Readonly<Record<string, string>>) {
  const { rehearsal, note, context, topic, inShort, cast, turns, provenance } = report;
  const data = {
    fonts: fontFamilies,
    title: drawable(topic) || 'Discussion',
    topic: text(topic || 'Discussion'),
    short: text([...topic].slice(0, 90).join('')),
    label: text(report.label),
    warnings: [...(rehearsal ? [`${REHEARSAL_NOTE}. ${REHEARSAL_MEANS}`] : []), ...(note ? [note] : [])].map(text),
    background: context?.trim() ? [text(`Background: ${context.slice(0, MOST_CHARACTERS)}`)] : [],
    checks: checkLines(report).join(' '),
    inShort: inShort.map(text),
    sections: report.sections.map(({ title, reason, blocks, dropped }) => ({
      title,
      warnings: reason ? [text(reason)] : [],
      blocks: blocks.map((block) => blockData(report, svgs, block)),
      notes: dropped > 0 ? [droppedNote(dropped)] : [],
    })),
    castReason: (cast.personas.length === 0 ? ['There was no cast.'] : cast.reason.trim() ? [cast.reason] : []).map(text),
    cast: cast.personas.map((persona) => ({
      name: text(persona.name),
      about: text(personaLine(persona)),
      face: faces[persona.id] ?? null,
    })),
    turns: turns.map((turn) => turnData(turn, faces)),
    links: Object.fromEntries(turns.flatMap(({ n, url }) => (url === null ? [] : [[n, url]]))),
    provenance: Object.entries(provenance).map(([key, value]) => [
      key,
      drawable(typeof value === 'string' ? value : JSON.stringify(value)),
    ]),
    provenanceJson: JSON.stringify(provenance),
    notes: [] as string[],
  };
  if (JSON.stringify(data).includes(BOX)) data.notes.push(MISSING);
  return data;
}

const MISSING = `Characters that the fonts of this file do not have are shown as ${BOX}; the Markdown, HTML and JSON forms have them.`;

function blockData(report: Report, svgs: Readonly<Record<string, string>>, block: Block) {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { kind: block.kind, line: line(block.line) };
    case 'list':
      return { kind: 'list', items: block.items.map(line) };
    case 'table':
      return {
        kind: 'table',
        columns: block.head.length,
        head: block.head.map(text),
        rows: block.rows.map((row) => row.map(line)),
      };
    case 'chart': {
      const chart = report.charts.find(({ name }) => name === block.name);
      const svg = svgs[block.name];
      if (!chart || svg === undefined) return { kind: 'chart', chart: null };
      const told = `${chart.title}. ${chart.alt}`;
      return { kind: 'chart', chart: { svg, width: widthOf(svg), alt: `Chart: ${drawable(told)}`, told: text(told) } };
    }
  }
}

/** Points of an SVG that are as wide as the text of the page. */
const TEXT_WIDTH = 760;

/** As a share of the width of the text, so that letters are of one size in all charts. */
function widthOf(svg: string): number {
  const width = Number(/\bwidth="(\d+(?:\.\d+)?)"/u.exec(svg)?.[1] ?? TEXT_WIDTH);
  return Math.min(100, Math.round((width / TEXT_WIDTH) * 100));
}

function turnData({ n, kind, speaker, text: said, replyTo }: ReportTurn, faces: Readonly<Record<string, string>>) {
  const shown = said.length > MOST_CHARACTERS ? `${said.slice(0, MOST_CHARACTERS).toWellFormed()}…` : said;
  const rest =
    said.length > MOST_CHARACTERS
      ? [`(${said.length - MOST_CHARACTERS} more characters stand in the other forms of this report.)`]
      : [];
  const paragraphs = [...shown.split(/[\n\r\u2028\u2029]+/u), ...rest].filter((one) => drawable(one).trim() !== '');
  return {
    n,
    name: text(speaker.name),
    role: kind === 'persona' ? '' : ` (${kind})`,
    face: (kind === 'persona' ? faces[speaker.id] : undefined) ?? null,
    replyTo,
    text: (paragraphs.length > 0 ? paragraphs : ['(nothing)']).map(text),
  };
}
