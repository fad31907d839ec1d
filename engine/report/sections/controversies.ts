import { claimSection } from '../claim-section.ts';

export const controversies = claimSection({
  name: 'controversies',
  title: 'Controversies',
  task:
    'Give 2 to 6 claims on what the participants disagreed about, by name. For each disagreement give one entry for each side: ' +
    'the same text, and a quote of that side. Give an empty list when nobody disagreed.',
  none: 'No disagreement was found that could be quoted.',
});
