import { claimSection } from '../claim-section.ts';

export const insights = claimSection({
  name: 'insights',
  title: 'Insights',
  task:
    'Give 2 to 6 claims on what one learns from the discussion and would not have expected: a reason, an experience or a ' +
    'condition that changes how the topic looks. Each must be something that a participant said. Give an empty list when there is none.',
  none: 'No insight was found that could be quoted.',
});
