import { oneLine } from '../plain.ts';
import type { Report } from '../report.ts';
import { escapeHtml } from './escape.ts';

const WIDTH = 1200;
const HEIGHT = 630;
/** Wide characters take twice the room of others. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LINE = 34;
const LINES = 4;

/** What a link to the report looks like where links are shown with a picture: topic and label. SVG. */
export function previewSvg({ topic, label, inShort }: Pick<Report, 'topic' | 'label' | 'inShort'>): string {
  const title = wrapped(topic, LINE, LINES);
  const short = wrapped(inShort[0] ?? '', LINE * 2, 2);
  const under = wrapped(label, LINE * 2.3, 2);
  const lines = [
    ...title.map((line, i) => text(line, 150 + i * 84, 64, 700)),
    ...short.map((line, i) => text(line, 190 + title.length * 84 + i * 42, 30, 400)),
    ...under.map((line, i) => text(line, 580 - (under.length - 1 - i) * 36, 26, 400)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/><rect width="18" height="${HEIGHT}" fill="#1a1a1a"/>${lines.join('')}</svg>`;
}

const text = (line: string, y: number, size: number, weight: number): string =>
  `<text x="80" y="${y}" font-family="Noto Sans" font-size="${size}" font-weight="${weight}" fill="#1a1a1a">${escapeHtml(line)}</text>`;

/** Lines of about so many characters; what is left over ends in an ellipsis. */
function wrapped(raw: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of oneLine(raw)
    .slice(0, 2_000)
    .match(/\S+\s*/gu)
    ?.flatMap((word) => (WIDE.test(word) ? [...word] : cut(word, width))) ?? []) {
    const room = [...piece].reduce((sum, character) => sum + (WIDE.test(character) ? 1.8 : 1), 0);
    if (used + room > width && line !== '') {
      lines.push(line.trim());
      line = '';
      used = 0;
    }
    line += piece;
    used += room;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
}

const cut = (word: string, width: number): string[] => word.match(new RegExp(`.{1,${Math.floor(width)}}`, 'gsu')) ?? [];
