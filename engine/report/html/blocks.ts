import type { Block, Inline, Line } from '../blocks.ts';
import { lineRunsRightToLeft, quotesIsolated } from '../direction.ts';
import type { ReportChart, ReportTurn } from '../report.ts';
import { escapeHtml } from './escape.ts';

/** Pictures as SVG: charts by name, faces by persona. Made from our own data; shown as images, in which nothing runs. */
export type Pictures = { charts: Readonly<Record<string, string>>; faces: Readonly<Record<string, string>> };

/** What a block is shown with. `anchors`: whether the transcript stands on the page. */
export type Page = {
  charts: readonly ReportChart[];
  turns: ReadonlyMap<number, ReportTurn>;
  pictures: Pictures;
  anchors: boolean;
};

export const dataUri = (svg: string): string => `data:image/svg+xml;base64,${btoaUtf8(svg)}`;

function btoaUtf8(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function blockHtml(page: Page, block: Block): string {
  const line = (of: Line) => lineHtml(page, of);
  switch (block.kind) {
    case 'heading':
      return `<h3 ${direction(block.line)}>${line(block.line)}</h3>`;
    case 'paragraph':
      return `<p ${direction(block.line)}>${line(block.line)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li ${direction(item)}>${line(item)}</li>`).join('')}</ul>`;
    case 'table': {
      const head = block.head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
      const rows = block.rows
        .map((row) => `<tr>${row.map((cell) => `<td ${direction(cell)}>${line(cell)}</td>`).join('')}</tr>`)
        .join('');
      return `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(`Table: ${block.head.join(', ')}`)}"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
    }
    case 'chart':
      return chartHtml(page, block.name);
  }
}

function chartHtml({ charts, pictures }: Page, name: string): string {
  const chart = charts.find((one) => one.name === name);
  if (!chart) return '';
  const svg = pictures.charts[name];
  const told = `<figcaption dir="auto">${escapeHtml(chart.title)}. ${escapeHtml(chart.alt)}</figcaption>`;
  const title = escapeHtml(`Chart: ${chart.title}`);
  const alt = `${title}. ${escapeHtml(chart.alt)}`;
  const image =
    svg === undefined
      ? ''
      : `<div class="wide" tabindex="0" role="group" aria-label="${title}"><img src="${dataUri(svg)}" alt="${alt}"></div>`;
  return `<figure>${image}${told}</figure>`;
}

const direction = (line: Line): string => `dir="${lineRunsRightToLeft(line) ? 'rtl' : 'ltr'}"`;

/** Quotes stand in their own direction. */
export const textHtml = (text: string): string =>
  quotesIsolated(escapeHtml(text), { mark: '&quot;', open: '<bdi>', close: '</bdi>' });

export const lineHtml = (page: Page, line: Line): string => line.map((part) => inlineHtml(page, part)).join('');

function inlineHtml(page: Page, part: Inline): string {
  if (typeof part === 'string') return textHtml(part);
  if ('turn' in part) return turnLink(page, part.turn);
  return `<strong dir="auto">${escapeHtml(part.strong)}</strong>`;
}

/** Where the turn was said, else its place in the transcript on this page, else its number alone. */
export function turnLink({ turns, anchors }: Page, n: number): string {
  const url = turns.get(n)?.url ?? null;
  if (url !== null) return `<bdi><a class="n" href="${escapeHtml(url)}" rel="noopener noreferrer nofollow">[${n}]</a></bdi>`;
  return anchors ? `<bdi><a class="n" href="#turn-${n}">[${n}]</a></bdi>` : `<bdi class="n">[${n}]</bdi>`;
}
