import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ballotSchema } from '../formats/focus-group/decisions.ts';
import { readStructured, schemaName, strictSchema } from './json-schema.ts';

describe('strictSchema', () => {
  it('closes every object, requires every property, and keeps no keyword that a vendor refuses', () => {
    const schema = strictSchema(
      z.object({
        name: z.string().min(2).max(40).describe('Who'),
        score: z.int().min(1).max(5),
        share: z.number().min(0).max(1),
        note: z.string().optional(),
        claims: z.array(z.object({ quote: z.string(), turn: z.int().nullable() })).max(3),
        kind: z.discriminatedUnion('k', [z.object({ k: z.literal('a') }), z.object({ k: z.literal('b') })]),
      }),
    );
    expect(schema).toEqual({
      type: 'object',
      additionalProperties: false,
      required: ['name', 'score', 'share', 'note', 'claims', 'kind'],
      properties: {
        name: { type: 'string', description: 'Who (at least 2 characters, at most 40 characters)' },
        score: { type: 'integer', enum: [1, 2, 3, 4, 5] },
        share: { type: 'number', description: '(at least 0, at most 1)' },
        note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        claims: {
          type: 'array',
          description: '(at most 3 items)',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['quote', 'turn'],
            properties: { quote: { type: 'string' }, turn: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
          },
        },
        kind: {
          anyOf: ['a', 'b'].map((k) => ({
            type: 'object',
            additionalProperties: false,
            required: ['k'],
            properties: { k: { type: 'string', const: k } },
          })),
        },
      },
    });
  });

  it('keeps the ballot’s range as choices', () => {
    expect(strictSchema(ballotSchema)).toMatchObject({ properties: { position: { enum: [-2, -1, 0, 1, 2] } } });
  });
});

describe('readStructured', () => {
  const form = z.object({ a: z.int(), b: z.string().optional() });
  it('reads JSON, also inside a fence or after a sentence', () => {
    expect(readStructured(form, '{"a":1}')).toEqual({ data: { a: 1 } });
    expect(readStructured(form, 'Here it is:\n```json\n{"a":1,"b":"x"}\n```')).toEqual({ data: { a: 1, b: 'x' } });
  });
  it('takes a null for a property that may be left out as left out, and only there', () => {
    expect(readStructured(form, '{"a":1,"b":null}')).toEqual({ data: { a: 1 } });
    expect(readStructured(z.object({ t: z.int().nullable() }), '{"t":null}')).toEqual({ data: { t: null } });
    expect(readStructured(form, '{"a":null}')).toBeUndefined();
  });
  it('gives nothing for another form, or no JSON', () => {
    for (const text of ['{"a":"1"}', '{"a":1', 'no', '', '}{']) expect(readStructured(form, text)).toBeUndefined();
  });
});

it('schemaName keeps what vendors take', () => {
  expect(schemaName('ballot/before p1')).toBe('ballot_before_p1');
  expect(schemaName('é'.repeat(80))).toHaveLength(64);
});
