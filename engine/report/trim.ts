/** Trimming by a walk from each end: patterns for it take quadratic time or worse. */

/** Without the marks at its end. */
export function trimEndOf(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Without marks and ellipses, of two full stops or more, at both ends; a single full stop stays. */
export function trimQuote(text: string, marks: string): string {
  let start = 0;
  for (let skipped = -1; skipped !== 0; start += skipped) {
    skipped = marks.includes(text.charAt(start)) && start < text.length ? 1 : ellipsis(text, start, 1);
  }
  let end = text.length;
  for (let skipped = -1; skipped !== 0; end -= skipped) {
    skipped = end > start && marks.includes(text.charAt(end - 1)) ? 1 : ellipsis(text, end - 1, -1);
  }
  return start < end ? text.slice(start, end) : '';
}

/** How many full stops stand from here on, if there are more than one. */
function ellipsis(text: string, from: number, step: 1 | -1): number {
  let n = 0;
  while (text.charAt(from + n * step) === '.') n++;
  return n > 1 ? n : 0;
}
