/** Nothing that somebody wrote can move the cursor, change colours or turn the writing direction around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export const safe = (text: string): string => text.replace(UNSAFE, '');
