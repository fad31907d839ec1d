/** Questions from a dialog stand in the log under ids of their own: nobody in the thread has seen them yet. */

export const formMessage = (origin: string): string => `form/${origin}`;

/** Whether the `asked` event with this key came from a dialog. */
export const isFromForm = (key: string): boolean => key.startsWith('question/form/');
