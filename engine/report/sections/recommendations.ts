import { claimSection } from '../claim-section.ts';

export const recommendations = claimSection({
  name: 'recommendations',
  title: 'Recommendations',
  task:
    'Give 2 to 6 recommendations to whoever set the topic: what to do, in one sentence each. Each must follow from what ' +
    'a participant asked for, warned of or proposed, and quote that. Give an empty list when nothing follows.',
  none: 'Nothing was said that a recommendation could rest on.',
});
