import type { Persona, Turn } from '../types.ts';
import type { Block, Inline, Line } from './blocks.ts';
import { type Content, contentsOf, quoteCounts } from './contents.ts';
import { escapeInline, escapeMarkdown, guardStart } from './escape-markdown.ts';
import { inShort } from './in-short.ts';
import { endNote, isRehearsal, labelOf, REHEARSAL_NOTE } from './label.ts';
import { plural } from './plain.ts';
import type { ReportInput } from './section.ts';
import { withShownNames } from './shown-names.ts';

/** The report as Markdown. The transcript is its appendix, and each citation links into it. */
export function reportMarkdown(raw: ReportInput): string {
  const input = withShownNames(raw);
  const contents = contentsOf(input);
  const { turns } = input.transcript;
  return `${[
    ...head(input, contents),
    ...short(input),
    ...contents.flatMap((content) => sectionParts(input, content)),
    ...cast(input),
    '## Transcript',
    ...(turns.length > 0 ? turns.flatMap(turnParts) : ['Nothing was said.']),
  ].join('\n\n')}\n`;
}

function head(input: ReportInput, contents: readonly Content[]): string[] {
  const { context, topic } = input.transcript.brief;
  const note = endNote(input);
  return [
    `# ${escapeMarkdown(topic).trim() || 'Discussion'}`,
    escapeMarkdown(labelOf(input)),
    ...(isRehearsal(input)
      ? [`**${REHEARSAL_NOTE}.** All that was said is rehearsal text and says nothing about the topic.`]
      : []),
    ...(note ? [`**${escapeMarkdown(note)}**`] : []),
    ...(context?.trim() ? [`Background: ${escapeMarkdown(context).trim()}`] : []),
    quotesNote(contents),
  ];
}

function short(input: ReportInput): string[] {
  const lines = inShort(input);
  return lines.length > 0 ? ['## In short', ...lines.map(escapeMarkdown)] : [];
}

function quotesNote(contents: readonly Content[]): string {
  const { cited, dropped } = quoteCounts(contents);
  const checked = `Quotes: ${cited}, each found word for word in the transcript.`;
  return dropped > 0 ? `${checked} ${droppedNote(dropped)}` : checked;
}

const droppedNote = (n: number): string =>
  `${plural(n, 'quote that was', 'quotes that were')} not found in the transcript ${n === 1 ? 'was' : 'were'} dropped.`;

function sectionParts(input: ReportInput, { section, reason, body }: Content): string[] {
  return [
    `## ${escapeMarkdown(section.title)}`,
    ...(reason ? [escapeMarkdown(reason)] : []),
    ...section.blocks(input, body).map(blockText),
    ...(body && body.dropped > 0 ? [droppedNote(body.dropped)] : []),
  ];
}

function blockText(block: Block): string {
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
  }
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const cellText = (line: Line): string => line.map(inlineText).join('').trim();
const lineText = (line: Line): string => guardStart(cellText(line));

function inlineText(part: Inline): string {
  if (typeof part === 'string') return escapeInline(part);
  if ('turn' in part) return turnLink(part.turn);
  const strong = escapeInline(part.strong).trim();
  return strong === '' ? '' : `**${strong}**`;
}

const turnLink = (n: number): string => `[${n}](#turn-${n})`;

function cast({ transcript }: ReportInput): string[] {
  const { personas, castReason } = transcript;
  if (personas.length === 0) return ['## Cast', 'There was no cast.'];
  const reason = escapeMarkdown(castReason).trim();
  return ['## Cast', ...(reason ? [reason] : []), personas.map(personaLine).join('\n')];
}

function personaLine({ name, age, profession, field, stance, knowledge }: Persona): string {
  const about = [
    profession,
    String(age),
    field,
    `stance: ${stance}`,
    ...(knowledge.length > 0 ? [`knows ${knowledge.join(', ')}`] : []),
  ];
  return `- ${inlineText({ strong: name })}: ${escapeMarkdown(about.join('; ')).trim()}`;
}

/** `12. Speaker (person), answers 10`, and what was said as a quotation, line by line. */
function turnParts({ n, kind, speaker, text, replyTo }: Turn): string[] {
  const role = kind === 'persona' ? '' : ` (${kind})`;
  const reply = replyTo === undefined ? '' : `, answers ${turnLink(replyTo)}`;
  const lines = text
    .split(/[\n\r\u2028\u2029]+/u)
    .map((line) => escapeMarkdown(line.trim()))
    .filter((line) => line !== '');
  return [
    `<a id="turn-${n}"></a>${turnLink(n)} ${inlineText({ strong: speaker.name })}${role}${reply}`,
    lines.map((line) => `> ${line}`).join('\n>\n') || '> (nothing)',
  ];
}
