/** Markup that is safe to send: made by `html` only. */
export type Html = { readonly markup: string };

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);

type Part = Html | string | number | undefined | false | readonly Part[];

/** A template whose values are text, whatever stands in them; only what `html` made itself is markup. */
export const html = (strings: TemplateStringsArray, ...values: Part[]): Html => ({
  markup: strings.map((text, i) => text + (i < values.length ? written(values[i]) : '')).join(''),
});

function written(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'markup' in part ? part.markup : part.map(written).join('');
}

/** A whole page without scripts, in the panel's look. */
export const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · simFocus</title>
<link rel="icon" type="image/svg+xml" href="/admin/icon.svg">
<link rel="stylesheet" href="/admin/panel.css">
</head>
<body class="door"><main><p class="brand">simFocus</p>${body}</main></body>
</html>
`.markup;
