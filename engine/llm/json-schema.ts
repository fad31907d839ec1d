import { type ZodType, z } from 'zod';

type Json = Record<string, unknown>;

/** Keywords that the strict modes of both vendors take; bounds they refuse, so those go into the description. */
const KEPT = new Set(['type', 'description', 'enum', 'const', '$ref']);
const BOUNDS: Record<string, (n: number) => string> = {
  minimum: (n) => `at least ${n}`,
  maximum: (n) => `at most ${n}`,
  exclusiveMinimum: (n) => `more than ${n}`,
  exclusiveMaximum: (n) => `less than ${n}`,
  minLength: (n) => `at least ${n} characters`,
  maxLength: (n) => `at most ${n} characters`,
  minItems: (n) => `at least ${n} items`,
  maxItems: (n) => `at most ${n} items`,
};
/** A range of integers up to this size becomes an enum, which the vendors do enforce. */
const LARGEST_ENUM = 21;

/**
 * The JSON schema of a structured answer, in the subset that both vendors' strict modes accept: every object closed,
 * every property required (one that may be left out may be null), no keyword that either of them refuses.
 */
export function strictSchema(type: ZodType): Json {
  const schema = made.get(type) ?? strict(z.toJSONSchema(type) as Json);
  made.set(type, schema);
  return schema;
}

/** Schemas are few and used again and again. */
const made = new WeakMap<ZodType, Json>();

/** The answer as data of this form; undefined when it is none. A null for a property that may be left out is taken so. */
export function readStructured<T>(type: ZodType<T>, text: string): { data: T } | undefined {
  const value = parse(text);
  if (value === undefined) return undefined;
  const asGiven = type.safeParse(value);
  if (asGiven.success) return { data: asGiven.data };
  const withoutNulls = type.safeParse(dropNulls(value));
  return withoutNulls.success ? { data: withoutNulls.data } : undefined;
}

/** A name as vendors take it: letters, digits, - and _, at most 64. */
export const schemaName = (name: string): string => name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'answer';

function strict(node: Json): Json {
  const out: Json = {};
  for (const [key, value] of Object.entries(node)) if (KEPT.has(key)) out[key] = value;
  const range = smallRange(node);
  if (range) out.enum = range;
  const bounds = range ? [] : boundsOf(node);
  if (bounds.length > 0) out.description = [node.description, `(${bounds.join(', ')})`].filter(Boolean).join(' ');
  const properties = objectOf(node.properties);
  if (properties) {
    const required = new Set(Array.isArray(node.required) ? node.required : []);
    out.properties = mapValues(properties, (child, key) => (required.has(key) ? strict(child) : nullable(strict(child))));
    out.required = Object.keys(properties);
    out.additionalProperties = false;
  }
  const items = objectOf(node.items);
  if (items) out.items = strict(items);
  const variants = node.anyOf ?? node.oneOf;
  if (Array.isArray(variants)) out.anyOf = variants.map((variant) => strict(variant as Json));
  const definitions = objectOf(node.$defs);
  if (definitions) out.$defs = mapValues(definitions, strict);
  return out;
}

function smallRange({ type, minimum, maximum }: Json): number[] | undefined {
  if (type !== 'integer' || typeof minimum !== 'number' || typeof maximum !== 'number') return undefined;
  const size = maximum - minimum + 1;
  return size >= 1 && size <= LARGEST_ENUM ? Array.from({ length: size }, (_, i) => minimum + i) : undefined;
}

/** zod gives every integer the bounds of safe integers: those say nothing. */
function boundsOf(node: Json): string[] {
  return Object.entries(BOUNDS).flatMap(([key, inWords]) => {
    const value = node[key];
    return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? [inWords(value)] : [];
  });
}

function nullable(node: Json): Json {
  const { description, ...rest } = node;
  const variants = Array.isArray(rest.anyOf) ? rest.anyOf : [rest];
  if (variants.some((variant) => objectOf(variant)?.type === 'null')) return node;
  return { anyOf: [...variants, { type: 'null' }], ...(description !== undefined && { description }) };
}

/** Models put JSON into code fences, or a sentence before it: the outermost braces are what counts. */
function parse(text: string): unknown {
  for (const candidate of [text, text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // the next candidate, or none
    }
  }
  return undefined;
}

function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  const object = objectOf(value);
  if (!object) return value;
  return Object.fromEntries(Object.entries(object).flatMap(([key, child]) => (child === null ? [] : [[key, dropNulls(child)]])));
}

const objectOf = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

function mapValues(object: Json, change: (child: Json, key: string) => Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, child]) => [key, change(child as Json, key)]));
}
