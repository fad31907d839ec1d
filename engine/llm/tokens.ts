/**
 * About how many tokens a text takes: one for every four bytes, as English does. For planning and estimates; money is
 * reserved by bytes (`upperBound`) and settled by the vendor's own count.
 */
export const aboutTokens = (text: string): number => Buffer.byteLength(text) / BYTES_A_TOKEN;

export const BYTES_A_TOKEN = 4;
