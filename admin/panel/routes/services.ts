import { z } from 'zod';
import { audit } from '../../accounts/audit.ts';
import type { Member } from '../../accounts/members.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';

const one = z.object({ id: z.uuid() });
const entry = z.object({
  name: z.string().max(200),
  provider: z.enum(['openai', 'anthropic']),
  model: z.string().max(300),
  key: z.uuid().optional(),
  baseUrl: z.string().max(300).optional(),
  maxOutputTokens: z.number().optional(),
  temperature: z.number().optional(),
  note: z.string().max(8_000).optional(),
  /** Kept without a call that proves that it works. */
  untested: z.boolean().default(false),
});

type Entry = Parameters<PanelContext['services']['add']>[0];

/** The models that the team's councils ask, each by its own name. */
export function serviceRoutes({ services, keys, prisma }: PanelContext): Route[] {
  const told = (member: Member, action: string, id: string, before?: unknown, after?: unknown) =>
    audit(prisma, member, { action, thing: 'service', thingId: id, before, after });
  const asEntry = (member: Member, { untested: _untested, ...wanted }: z.infer<typeof entry>): Entry => ({
    ...JSON.parse(JSON.stringify(wanted)),
    team: member.team,
  });

  return [
    get('/services', 'admin', z.object({}), async ({ member }) => ({
      services: (await services.list(member.team)).map(({ team, ...service }) => {
        const cannot = service.active ? services.cannot({ team, ...service }) : undefined;
        return { ...service, ...(cannot !== undefined && { cannot }) };
      }),
      keys: (await keys.list({ team: member.team })).map(({ id, name, provider, masked }) => ({ id, name, provider, masked })),
    })),
    post('/services', 'admin', entry, async ({ member, input }) => {
      const added = await services.add(asEntry(member, input), { untested: input.untested });
      await told(member, 'added', added.id, undefined, added);
      return { id: added.id };
    }),
    post('/services/change', 'admin', entry.extend({ id: z.uuid() }), async ({ member, input }) => {
      const { id, ...wanted } = input;
      const before = await services.byId(member.team, id);
      const after = await services.change(id, asEntry(member, wanted), { untested: input.untested });
      await told(member, 'changed', id, before, after);
    }),
    post('/services/active', 'admin', one.extend({ active: z.boolean() }), async ({ member, input }) => {
      const { id, active } = await services.byId(member.team, input.id);
      await services.setActive(member.team, id, input.active);
      await told(member, input.active ? 'switched on' : 'switched off', id, { active }, { active: input.active });
    }),
    post('/services/test', 'admin', one, async ({ member, input }) => {
      const why = await services.test(await services.byId(member.team, input.id));
      return { why: why ?? null };
    }),
    post('/services/remove', 'admin', one, async ({ member, input }) => {
      const before = await services.byId(member.team, input.id);
      await services.remove(member.team, before.id);
      await told(member, 'removed', before.id, before);
    }),
  ];
}
