import { councilsView } from '../councils-view.ts';
import type { Command } from '../doing.ts';

/** The conversations with several models: what is open, what is archived, and what says something. */
export const councils: Command = {
  name: 'councils',
  summary: 'Questions that went to several models: open or archived ones, or those that say something',
  options: [
    { name: 'search', summary: 'words that were asked or answered', kind: 'text', most: 200 },
    {
      name: 'show',
      summary: 'open ones (the usual), archived ones, or all',
      kind: 'text',
      most: 10,
      choices: ['open', 'archived', 'all'].map((value) => ({ label: value, value })),
    },
  ],
  run: ({ search, show }, doing) => {
    const words = String(search ?? '').trim();
    // Whoever looks for words means all of them, unless they say which.
    return councilsView(doing, { words, show: String(show ?? (words ? 'all' : 'open')) });
  },
};
