import { harmless } from '../escape-markdown.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of people and models for HTML, in elements and in quoted attributes: shown as it reads, on one line. */
export const escapeHtml = (text: string): string => harmless(text).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
