import type { ActionRef } from '../../view.ts';

/** Marks what is ours: controls of an app live longer than its versions. */
const OURS = 'sf';

/** At most 100 characters. What an action refers to holds no `|`; its argument, which comes last, may. */
export const customIdOf = ({ name, about, argument }: ActionRef): string =>
  [OURS, name, about, ...(argument === undefined ? [] : [argument])].join('|');

export function actionOf(customId: string): ActionRef | undefined {
  const [ours, name, about, ...rest] = customId.split('|');
  if (ours !== OURS || !name || about === undefined) return undefined;
  return { name, about, ...(rest.length > 0 && { argument: rest.join('|') }) };
}
