import type { ActionRef } from '../../view.ts';

/** Slack wants the ids of one block to differ: the argument makes them. What counts is the value. */
export const actionId = ({ name, argument }: ActionRef): string =>
  (argument === undefined ? name : `${name} ${argument}`).slice(0, 255);

export const actionValue = ({ name, about, argument }: ActionRef): string =>
  JSON.stringify(argument === undefined ? [name, about] : [name, about, argument]);

/** What a control of ours stands for; undefined for anything else. */
export function actionOf(value: string | undefined): ActionRef | undefined {
  if (!value) return undefined;
  try {
    const parts: unknown = JSON.parse(value);
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return undefined;
    const [name, about, argument] = parts;
    if (!name || about === undefined) return undefined;
    return { name, about, ...(argument !== undefined && { argument }) };
  } catch {
    return undefined;
  }
}
