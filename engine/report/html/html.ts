import { REHEARSAL_MEANS, REHEARSAL_NOTE } from '../label.ts';
import { checkLines, droppedNote, personaLine } from '../phrases.ts';
import type { Report, ReportSection, ReportTurn } from '../report.ts';
import { blockHtml, dataUri, type Page, type Pictures, textHtml, turnLink } from './blocks.ts';
import { escapeHtml } from './escape.ts';
import { STYLE } from './style.ts';

export type HtmlOptions = {
  pictures: Pictures;
  /** Whether all that was said stands on the page; else only what is quoted. */
  transcript?: boolean;
  /** Further `<meta>` tags, by name or property. */
  meta?: readonly { name: string; content: string }[];
};

/** The report as one HTML file: no script, nothing loaded from anywhere. */
export function reportHtml(report: Report, { pictures, transcript = true, meta = [] }: HtmlOptions): string {
  const turns = new Map(report.turns.map((turn) => [turn.n, turn]));
  const page: Page = { charts: report.charts, turns, pictures, anchors: transcript };
  const title = escapeHtml(report.topic) || 'Discussion';
  const sections = report.sections.map((section) => sectionHtml(page, section));
  const parts = [
    ...sections,
    castHtml(report, pictures),
    ...(transcript ? [transcriptHtml(page, report)] : []),
    provenanceHtml(report),
  ];
  return htmlPage({
    title,
    meta: [{ name: 'provenance', content: JSON.stringify(report.provenance) }, ...meta],
    body: `<header>
<h1 dir="auto">${title}</h1>
<p class="label" dir="auto">${escapeHtml(report.label)}</p>
${headHtml(report)}
</header>
${contentsHtml(report, transcript)}
<main id="report">
${shortHtml(report)}${parts.join('\n')}
</main>
<footer><p dir="auto">${escapeHtml(report.label)}</p></footer>
<p class="running" aria-hidden="true">${escapeHtml(report.label)}</p>`,
  });
}

/** A page of ours with its style and its policy. `title` and `body` are HTML. */
export function htmlPage(page: { title: string; body: string; meta?: readonly { name: string; content: string }[] }): string {
  const meta = (page.meta ?? []).map(({ name, content }) => {
    const attribute = /^(?:og|article):/u.test(name) ? 'property' : 'name';
    return `<meta ${attribute}="${escapeHtml(name)}" content="${escapeHtml(content)}">`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="simFocus">
${meta.join('\n')}
<title>${page.title}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
${page.body}
</body>
</html>
`;
}

const slug = (name: string): string => `section-${name.replace(/[^a-z0-9]+/giu, '-')}`;

function headHtml(report: Report): string {
  const { rehearsal, note, context } = report;
  const checks = checkLines(report);
  return [
    ...(rehearsal ? [`<p class="warn">${REHEARSAL_NOTE}. ${REHEARSAL_MEANS}</p>`] : []),
    ...(note ? [`<p class="warn" dir="auto">${escapeHtml(note)}</p>`] : []),
    ...(context?.trim() ? [`<p dir="auto">Background: ${escapeHtml(context)}</p>`] : []),
    ...(checks.length > 0 ? [`<p class="note">${checks.map(escapeHtml).join(' ')}</p>`] : []),
  ].join('\n');
}

function contentsHtml({ sections, inShort }: Report, transcript: boolean): string {
  const entries = [
    ...(inShort.length > 0 ? [['section-short', 'In short']] : []),
    ...sections.map(({ name, title }) => [slug(name), title]),
    ['section-cast', 'Cast'],
    ...(transcript ? [['section-transcript', 'Transcript']] : []),
    ['section-provenance', 'Provenance'],
  ];
  const items = entries.map(([id, title]) => `<li><a href="#${id}">${escapeHtml(title ?? '')}</a></li>`).join('');
  return `<nav aria-label="Contents"><ol>${items}</ol></nav>`;
}

function shortHtml({ inShort }: Report): string {
  if (inShort.length === 0) return '';
  const lines = inShort.map((line) => `<p dir="auto">${textHtml(line)}</p>`).join('');
  return `<section id="section-short"><h2>In short</h2><div class="short">${lines}</div></section>\n`;
}

function sectionHtml(page: Page, { name, title, reason, blocks, dropped }: ReportSection): string {
  const parts = [
    ...(reason ? [`<p class="warn" dir="auto">${escapeHtml(reason)}</p>`] : []),
    ...blocks.map((block) => blockHtml(page, block)),
    ...(dropped > 0 ? [`<p class="note">${escapeHtml(droppedNote(dropped))}</p>`] : []),
  ];
  return `<section id="${slug(name)}"><h2>${escapeHtml(title)}</h2>${parts.join('\n')}</section>`;
}

function castHtml({ cast: { personas, reason } }: Report, pictures: Pictures): string {
  const lines = personas.map(
    (persona) =>
      `<div class="persona">${face(pictures, persona.id)}<p class="who"><strong dir="auto">${escapeHtml(persona.name)}</strong></p>` +
      `<p class="text" dir="auto">${escapeHtml(personaLine(persona))}</p></div>`,
  );
  const why = escapeHtml(reason).trim();
  const said = personas.length > 0 ? lines.join('\n') : '<p>There was no cast.</p>';
  return `<section id="section-cast"><h2>Cast</h2>${why && personas.length > 0 ? `<p dir="auto">${why}</p>` : ''}${said}</section>`;
}

function transcriptHtml(page: Page, { turns }: Report): string {
  const said = turns.length > 0 ? turns.map((turn) => turnHtml(page, turn)).join('\n') : '<p>Nothing was said.</p>';
  return `<section id="section-transcript"><h2>Transcript</h2>${said}</section>`;
}

function turnHtml(page: Page, { n, kind, speaker, text, replyTo }: ReportTurn): string {
  const role = kind === 'persona' ? '' : ` <span class="note">(${kind})</span>`;
  const reply = replyTo === null ? '' : ` <span class="note">answers ${turnLink(page, replyTo)}</span>`;
  const lines = text
    .split(/[\n\r\u2028\u2029]+/u)
    .map((line) => escapeHtml(line.trim()))
    .filter((line) => line !== '');
  const said = lines.map((line) => `<p dir="auto">${line}</p>`).join('') || '<p>(nothing)</p>';
  return (
    `<article class="turn" id="turn-${n}">${kind === 'persona' ? face(page.pictures, speaker.id) : ''}` +
    `<p class="who">${turnLink(page, n)} <strong dir="auto">${escapeHtml(speaker.name)}</strong>${role}${reply}</p><div class="text">${said}</div></article>`
  );
}

/** The name stands beside it. */
function face({ faces }: Pictures, id: string): string {
  const svg = faces[id];
  return svg === undefined ? '' : `<img src="${dataUri(svg)}" alt="" width="48" height="48" loading="lazy">`;
}

function provenanceHtml({ provenance }: Report): string {
  return `<section id="section-provenance"><h2>Provenance</h2><pre>${escapeLines(JSON.stringify(provenance, null, 1))}</pre></section>`;
}

const escapeLines = (text: string): string => text.split('\n').map(escapeKeepingIndent).join('\n');
const escapeKeepingIndent = (line: string): string => {
  const indent = /^ */u.exec(line)?.[0] ?? '';
  return indent + escapeHtml(line.slice(indent.length));
};
