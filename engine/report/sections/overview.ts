import { claimSection } from '../claim-section.ts';

export const overview = claimSection({
  name: 'overview',
  title: 'Overview',
  task: 'Say in 3 to 5 claims what the discussion was about, how it went, and where it ended.',
  none: 'Nothing was said that an overview could be quoted from.',
});
