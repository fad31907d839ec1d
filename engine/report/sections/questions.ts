import { claimSection } from '../claim-section.ts';

export const questions = claimSection({
  name: 'questions',
  title: 'Open questions',
  task:
    'Give 2 to 6 questions that the discussion raised and left open, each as one sentence that ends with a question mark, with ' +
    'the quote that raised it. Leave out what was answered later. Give an empty list when none was left open.',
  // A question may come from a person outside the group.
  quotable: () => true,
  none: 'No question was found that was left open and could be quoted.',
});
