import { z } from 'zod';
import type { Route } from './route.ts';

export type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  anyOf?: Shape[];
  minimum?: number;
};

/** What a route takes, as JSON schema. */
export const shapeOf = ({ input }: Route): Shape => z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape;

/** Something that fits, so that the field beside it is what is tried. */
export function sample(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.anyOf?.[0]) return sample(shape.anyOf[0]);
  if (shape.type === 'object')
    return Object.fromEntries(Object.entries(shape.properties ?? {}).map(([name, part]) => [name, sample(part)]));
  if (shape.type === 'array') return shape.items ? [sample(shape.items)] : [];
  if (shape.type === 'number' || shape.type === 'integer') return Math.max(1, shape.minimum ?? 1);
  if (shape.type === 'boolean') return true;
  return shape.format === 'uuid' ? '00000000-0000-4000-8000-000000000000' : 'x';
}
