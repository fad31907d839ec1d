import type { Column, Row } from './table.ts';

/** What people filter a list by, as Prisma asks for it; what cannot be a value of the column is left out, and ids are not searched. */
export function whereOf(columns: readonly Column[], filters: Record<string, unknown>): Row {
  const where: Row = {};
  for (const column of columns) {
    if (column.name === 'id') continue;
    const value = Object.hasOwn(filters, column.name) ? filters[column.name] : undefined;
    const asked = value === undefined || value === '' ? undefined : condition(column, value);
    if (asked !== undefined) where[column.name] = asked;
  }
  return where;
}

function condition({ type, values }: Column, value: unknown): unknown {
  if (type === 'datetime') return between(value);
  if (type === 'boolean') return value === true || value === 'true';
  if (typeof value !== 'string') return undefined;
  if (type === 'number') return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  if (type === 'list') return { has: value };
  if (values) return values.includes(value) ? value : undefined;
  return {
    contains: value
      .replaceAll('\0', '')
      .replace(/[\\%_]/gu, '\\$&')
      .toWellFormed(),
    mode: 'insensitive',
  };
}

function between(value: unknown): Row | undefined {
  const { from, to } = (typeof value === 'object' && value !== null ? value : {}) as { from?: unknown; to?: unknown };
  const since = dateOf(from);
  const until = dateOf(to);
  return since || until ? { ...(since && { gte: since }), ...(until && { lte: until }) } : undefined;
}

function dateOf(value: unknown): Date | undefined {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
