import { type ZodObject, z } from 'zod';
import type { OptionSpec } from '../platform.ts';

type Property = { type?: string; enum?: unknown[]; description?: string; minimum?: number; maximum?: number };

/** What a format lets people choose, as options of a command: enums become choices, numbers ranges. */
export function formatOptions(formats: readonly { options: ZodObject }[], limits: { maxRounds: number }): OptionSpec[] {
  const specs = formats.flatMap(({ options }) => {
    const { properties = {} } = z.toJSONSchema(options, { io: 'input' });
    return Object.entries(properties).map(([name, property]) => optionSpec(name, property as Property, limits));
  });
  return specs.filter(({ name }, i) => specs.findIndex((other) => other.name === name) === i);
}

function optionSpec(name: string, property: Property, { maxRounds }: { maxRounds: number }): OptionSpec {
  const summary = property.description ?? name;
  const { minimum: least = 0, maximum = Number.MAX_SAFE_INTEGER } = property;
  const most = name === 'rounds' ? Math.min(maximum, maxRounds) : maximum;
  if (property.type === 'integer') return { name, summary, kind: 'number', least, most, whole: true };
  if (property.type === 'number') return { name, summary, kind: 'number', least, most, whole: false };
  const choices = property.enum?.map(String) ?? (property.type === 'boolean' ? ['true', 'false'] : undefined);
  return {
    name,
    summary,
    kind: 'text',
    most: 200,
    ...(choices && { choices: choices.map((value) => ({ label: value, value })) }),
  };
}

/** What was given for them; a choice of yes or no comes as text. */
export function givenOptions(given: Readonly<Record<string, string | number | undefined>>, specs: readonly OptionSpec[]) {
  const values = specs.flatMap(({ name }) => (given[name] === undefined ? [] : [[name, plainValue(given[name])] as const]));
  return Object.fromEntries(values);
}

const plainValue = (value: string | number): string | number | boolean =>
  value === 'true' ? true : value === 'false' ? false : value;
