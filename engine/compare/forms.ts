import { escapeMarkdown } from '../report/escape-markdown.ts';
import { blockHtml, type Page } from '../report/html/blocks.ts';
import { escapeHtml } from '../report/html/escape.ts';
import { htmlPage } from '../report/html/html.ts';
import { blockText } from '../report/markdown.ts';
import type { Comparison } from './compare.ts';
import { comparisonSections, letter } from './document.ts';

const titleOf = ({ discussions }: Comparison): string =>
  `${discussions.length} discussions compared: ${discussions[0]?.topic ?? ''}`;
const labelLines = ({ discussions }: Comparison): string[] => discussions.map(({ label }, i) => `${letter(i)}: ${label}`);
const provenance = ({ discussions }: Comparison) => discussions.map((discussion) => discussion.provenance);

export function comparisonMarkdown(comparison: Comparison): string {
  const context = { charts: [], links: new Map<number, string>(), options: {} };
  const json = JSON.stringify(provenance(comparison), null, 1).replace(
    /[`<>]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${[
    `# ${escapeMarkdown(titleOf(comparison))}`,
    ...labelLines(comparison).map(escapeMarkdown),
    ...comparisonSections(comparison).flatMap(({ title, blocks }) => [
      `## ${escapeMarkdown(title)}`,
      ...blocks.map((block) => blockText(context, block)),
    ]),
    '## Provenance',
    `\`\`\`json\n${json}\n\`\`\``,
  ].join('\n\n')}\n`;
}

export function comparisonHtml(comparison: Comparison): string {
  const page: Page = { charts: [], turns: new Map(), pictures: { charts: {}, faces: {} }, anchors: false };
  const sections = comparisonSections(comparison).map(
    ({ title, blocks }) =>
      `<section><h2>${escapeHtml(title)}</h2>${blocks.map((block) => blockHtml(page, block)).join('\n')}</section>`,
  );
  const labels = labelLines(comparison).map((line) => `<p class="label" dir="auto">${escapeHtml(line)}</p>`);
  const title = escapeHtml(titleOf(comparison));
  return htmlPage({
    title,
    meta: [{ name: 'provenance', content: JSON.stringify(provenance(comparison)) }],
    body: `<header><h1 dir="auto">${title}</h1>${labels.join('\n')}</header>\n<main id="report">${sections.join('\n')}</main>\n<footer>${labels.join('\n')}</footer>`,
  });
}
