import { type Failure, translate } from './vendor-errors.ts';

/** What an adapter throws for a call of OpenAI that failed so. */
export const failed = (change: Partial<Failure>): ReturnType<typeof translate> =>
  translate({
    vendor: 'OpenAI',
    provider: 'openai',
    keySetting: 'OPENAI_API_KEY',
    address: 'https://a',
    model: 'm',
    code: '',
    message: '',
    ...change,
  });
