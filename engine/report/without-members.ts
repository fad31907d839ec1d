import { escapeRegExp } from '../formats/names.ts';
import type { DiscussionEvent } from '../types.ts';
import type { ReportSource } from './input.ts';

/** A name of fewer letters would be found in too many words. */
const SHORTEST = 3;

/** The discussion with its members called by numbers, also where personas call them by name; where it took place is left out. */
export function withoutMembers(source: ReportSource): ReportSource {
  const { links: _links, ...rest } = source;
  const personas = source.events.flatMap((event) => (event.type === 'cast' ? event.personas.map(({ name }) => name) : []));
  const members = new Map<string, { id: string; name: string }>();
  const numbered = (id: string) => {
    const known = members.get(id) ?? { id: `member-${members.size + 1}`, name: `Member ${members.size + 1}` };
    members.set(id, known);
    return known;
  };
  const called: [pattern: RegExp, name: string][] = [];
  for (const event of source.events) {
    const one = event.type === 'asked' ? event.asker : 'by' in event && typeof event.by === 'object' ? event.by : undefined;
    if (!one || members.has(one.id)) continue;
    const { name } = numbered(one.id);
    for (const form of formsOf(one.name, personas)) called.push([form, name]);
  }
  const hidden = <T>(value: T): T =>
    mapped(value, (text) => called.reduce((now, [form, name]) => now.replace(form, name), text)) as T;
  return { ...rest, events: source.events.map((event) => hiddenIn(event, hidden, numbered)) };
}

/** Words of discussions and reports without the names; who did what, by number. */
function hiddenIn(
  event: DiscussionEvent,
  hidden: <T>(value: T) => T,
  numbered: (id: string) => { id: string; name: string },
): DiscussionEvent {
  switch (event.type) {
    case 'said':
      return { ...event, text: hidden(event.text) };
    case 'asked':
      return { ...event, text: hidden(event.text), asker: numbered(event.asker.id) };
    case 'decided':
      return { ...event, data: hidden(event.data) };
    case 'section':
      return { ...event, body: hidden(event.body) };
    case 'control':
      return { ...event, by: numbered(event.by.id) };
    case 'ended':
      return event.by ? { ...event, by: numbered(event.by.id) } : event;
    default:
      return event;
  }
}

/** The whole name, and its parts where no persona is called so. */
function formsOf(name: string, personas: readonly string[]): RegExp[] {
  const taken = new Set(personas.flatMap((one) => one.toLowerCase().split(/\s+/u)));
  const parts = name.split(/\s+/u).filter((part) => [...part].length >= SHORTEST && !taken.has(part.toLowerCase()));
  const whole = personas.includes(name) ? [] : [name];
  return [...new Set([...whole, ...parts])]
    .filter((form) => form.trim() !== '')
    .map((form) => new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(form)}(?![\\p{L}\\p{N}])`, 'giu'));
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, change)]));
}
