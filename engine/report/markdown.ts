import type { Block, Inline, Line } from './blocks.ts';
import { escapeInline, escapeMarkdown, guardStart } from './escape-markdown.ts';
import { REHEARSAL_MEANS, REHEARSAL_NOTE } from './label.ts';
import { checkLines, droppedNote, personaLine } from './phrases.ts';
import type { Report, ReportChart, ReportSection, ReportTurn } from './report.ts';

export type MarkdownOptions = {
  /** Where the picture of a chart lies, if it lies beside the text. */
  imageOf?: (chart: string) => string | undefined;
};

/** What a block is shown with. */
type Context = { charts: readonly ReportChart[]; links: ReadonlyMap<number, string>; options: MarkdownOptions };

/** The report as Markdown. The transcript is its appendix, and each citation links to where it was said. */
export function reportMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const links = new Map(report.turns.map(({ n, url }) => [n, url === null ? `#turn-${n}` : linkTarget(url)]));
  const context: Context = { charts: report.charts, links, options };
  return `${[
    ...head(report),
    ...short(report),
    ...report.sections.flatMap((section) => sectionParts(context, section)),
    ...cast(report),
    '## Transcript',
    ...(report.turns.length > 0 ? report.turns.flatMap((turn) => turnParts(context, turn)) : ['Nothing was said.']),
    '## Provenance',
    `\`\`\`json\n${JSON.stringify(report.provenance, null, 1).replace(/[`<>]/gu, asUnicode)}\n\`\`\``,
  ].join('\n\n')}\n`;
}

const asUnicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const linkTarget = (url: string): string =>
  url.replace(/[()<>\s\\]/gu, encodeURIComponent).replace(/[()]/gu, (c) => (c === '(' ? '%28' : '%29'));

function head(report: Report): string[] {
  const { topic, label, rehearsal, note, context } = report;
  const checks = checkLines(report);
  return [
    `# ${escapeMarkdown(topic).trim() || 'Discussion'}`,
    escapeMarkdown(label),
    ...(rehearsal ? [`**${REHEARSAL_NOTE}.** ${REHEARSAL_MEANS}`] : []),
    ...(note ? [`**${escapeMarkdown(note)}**`] : []),
    ...(context?.trim() ? [`Background: ${escapeMarkdown(context).trim()}`] : []),
    ...(checks.length > 0 ? [checks.join(' ')] : []),
  ];
}

function short({ inShort }: Report): string[] {
  return inShort.length > 0 ? ['## In short', ...inShort.map(escapeMarkdown)] : [];
}

function sectionParts(context: Context, { title, reason, blocks, dropped }: ReportSection): string[] {
  return [
    `## ${escapeMarkdown(title)}`,
    ...(reason ? [escapeMarkdown(reason)] : []),
    ...blocks.map((block) => blockText(context, block)),
    ...(dropped > 0 ? [droppedNote(dropped)] : []),
  ];
}

export function blockText(context: Context, block: Block): string {
  const cellText = (line: Line) => cellOf(context, line);
  const lineText = (line: Line) => guardStart(cellText(line));
  switch (block.kind) {
    case 'heading':
      return `### ${lineText(block.line)}`;
    case 'paragraph':
      return lineText(block.line);
    case 'list':
      return block.items.map((item) => `- ${lineText(item)}`).join('\n');
    case 'table':
      return [
        tableRow(block.head.map(escapeMarkdown)),
        tableRow(block.head.map(() => '---')),
        ...block.rows.map((row) => tableRow(row.map(cellText))),
      ].join('\n');
    case 'chart':
      return chartText(context, block.name);
  }
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const cellOf = (context: Context, line: Line): string =>
  line
    .map((part) => inlineText(context, part))
    .join('')
    .trim();

/** The picture where there is one, and what it shows in sentences. */
function chartText({ charts, options }: Context, name: string): string {
  const chart = charts.find((one) => one.name === name);
  if (!chart) return '';
  const image = options.imageOf?.(name);
  const told = `Chart: ${escapeMarkdown(chart.title)}. ${escapeMarkdown(chart.alt)}`;
  return image === undefined ? told : `![${escapeMarkdown(chart.title)}](${linkTarget(image)})\n\n${told}`;
}

function inlineText(context: Context, part: Inline): string {
  if (typeof part === 'string') return escapeInline(part);
  if ('turn' in part) return turnLink(context, part.turn);
  const strong = escapeInline(part.strong).trim();
  return strong === '' ? '' : `**${strong}**`;
}

const turnLink = ({ links }: Context, n: number): string => `[${n}](${links.get(n) ?? `#turn-${n}`})`;

function cast({ cast: { personas, reason } }: Report): string[] {
  if (personas.length === 0) return ['## Cast', 'There was no cast.'];
  const why = escapeMarkdown(reason).trim();
  const lines = personas.map(
    (persona) => `- **${escapeInline(persona.name).trim()}**: ${escapeMarkdown(personaLine(persona)).trim()}`,
  );
  return ['## Cast', ...(why ? [why] : []), lines.join('\n')];
}

/** `12. Speaker (person), answers 10`, and what was said as a quotation, line by line. */
function turnParts(context: Context, { n, kind, speaker, text, replyTo }: ReportTurn): string[] {
  const role = kind === 'persona' ? '' : ` (${kind})`;
  const reply = replyTo === null ? '' : `, answers ${turnLink(context, replyTo)}`;
  const lines = text
    .split(/[\n\r\u2028\u2029]+/u)
    .map((line) => escapeMarkdown(line.trim()))
    .filter((line) => line !== '');
  return [
    `<a id="turn-${n}"></a>${turnLink(context, n)} **${escapeInline(speaker.name).trim()}**${role}${reply}`,
    lines.map((line) => `> ${line}`).join('\n>\n') || '> (nothing)',
  ];
}
