/** bull-board leaves buttons without a name, and some of its words pale. Read by whoever looks at its page. */

/** By the icons that its buttons show. */
const NAMES = {
  maximize: 'Full screen',
  settings: 'Settings',
  'ellipsis-vertical': 'More states',
  copy: 'Copy',
};

/** A script for its page, which draws itself anew at every change. */
export const NAMES_SCRIPT = `
const names = ${JSON.stringify(NAMES)};
function name() {
  for (const svg of document.querySelectorAll('svg[role="img"]')) {
    svg.removeAttribute('role');
    svg.setAttribute('aria-hidden', 'true');
    svg.closest('button')?.setAttribute('aria-label', 'The server of the queues');
  }
  for (const button of document.querySelectorAll('button')) {
    const said = button.textContent.trim();
    const label = button.getAttribute('aria-label');
    if (said && label && !label.includes(said)) button.setAttribute('aria-label', said + ': ' + label);
    if (said || label) continue;
    const icon = /lucide-([a-z-]+)/.exec(button.querySelector('svg')?.getAttribute('class') ?? '')?.[1];
    button.setAttribute('aria-label', names[icon] ?? icon?.replaceAll('-', ' ') ?? 'Button');
  }
}
new MutationObserver(name).observe(document.documentElement, { childList: true, subtree: true });
name();
`;

export const NAMES_STYLE = `
main small, p[class^="description-"], [class*="searchShortcut-"], [class*="queueName-"], [class*="nullValue-"], button[class*="workersBadge-"] {
  color: var(--foreground) !important;
}
`;
