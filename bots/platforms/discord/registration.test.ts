import { expect, it } from 'vitest';
import type { CommandSpec } from '../../platform.ts';
import { commandsOf, register } from './registration.ts';
import type { Wire } from './wire.ts';

const SPECS: CommandSpec[] = [
  {
    name: 'start',
    summary: 'Personas discuss a topic in a thread',
    options: [
      { name: 'mode', summary: 'how', kind: 'text', most: 20, choices: [{ label: 'Free', value: 'free' }] },
      { name: 'rounds', summary: 'how many', kind: 'number', least: 1, most: 20, whole: true },
      { name: 'topic', summary: 'what', kind: 'text', most: 500, required: true },
      { name: 'file', summary: 'background', kind: 'file', mostBytes: 1_000 },
      { name: 'role', summary: 'who', kind: 'role' },
    ],
  },
  { name: 'help', summary: 'What there is', options: [] },
  { name: 'Discuss this', summary: '', options: [], onMessage: true },
];

/** As Discord gives commands back: with fields of its own, without what is empty or false. */
function asDiscordGives(commands: unknown): unknown {
  const cleaned = JSON.parse(JSON.stringify(commands), (_, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const { required, options, ...rest } = value;
    return { ...rest, ...(required && { required }), ...(options?.length && { options }) };
  }) as Record<string, unknown>[];
  const own = {
    id: '1',
    application_id: '2',
    version: '3',
    default_member_permissions: null,
    nsfw: false,
    name_localizations: null,
  };
  return cleaned.map((command) => ({ ...own, description: '', ...command }));
}

async function registeredAfter(has: unknown, specs: readonly CommandSpec[], guild?: string) {
  const puts: unknown[] = [];
  const wire: Wire = {
    async bot<T>(method: string, _route: string, call?: { body?: unknown }) {
      if (method === 'put') puts.push(call?.body);
      return has as T;
    },
    token: () => Promise.reject(new Error('not asked for')),
  };
  return { result: await register(wire, '2', guild, specs), puts };
}

it('leaves alone what is registered already, as Discord gives it back', async () => {
  for (const guild of [undefined, '4']) {
    const { result, puts } = await registeredAfter(asDiscordGives(commandsOf(SPECS, guild)), SPECS, guild);
    expect(result).toBe('unchanged');
    expect(puts).toEqual([]);
  }
});

it('registers whenever anything that people see differs', async () => {
  const [start, help, discuss] = SPECS as [CommandSpec, CommandSpec, CommandSpec];
  const changed: CommandSpec[][] = [
    [start, help],
    [start, { ...help, summary: 'Help' }, discuss],
    [start, help, { ...discuss, name: 'Talk about this' }],
    ...start.options.map((_, i) => [{ ...start, options: start.options.filter((__, at) => at !== i) }, help, discuss]),
    ...start.options.map((option) => [
      { ...start, options: start.options.map((one) => (one === option ? { ...one, required: !one.required } : one)) },
      help,
      discuss,
    ]),
    [{ ...start, options: start.options.map((one) => (one.kind === 'number' ? { ...one, most: 40 } : one)) }, help, discuss],
    [
      {
        ...start,
        options: start.options.map((one) =>
          one.name === 'mode' ? { name: 'mode', summary: 'how', kind: 'text', most: 20 } : one,
        ),
      },
      help,
      discuss,
    ],
  ];
  for (const specs of changed) {
    const { result, puts } = await registeredAfter(asDiscordGives(commandsOf(SPECS)), specs);
    expect(result, JSON.stringify(specs)).toBe('registered');
    expect(puts).toEqual([commandsOf(specs)]);
  }
  expect((await registeredAfter([], SPECS)).result).toBe('registered');
});

it('asks for what is required first, as Discord wants it', () => {
  const [focus] = commandsOf(SPECS);
  const options = focus && 'options' in focus ? focus.options : undefined;
  expect(options?.[0]).toMatchObject({
    name: 'start',
    options: [{ name: 'topic' }, { name: 'mode' }, { name: 'rounds' }, {}, {}],
  });
});
