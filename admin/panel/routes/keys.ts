import { z } from 'zod';
import { DEFAULT_TEAM } from '../../../engine/engine.ts';
import { UserError } from '../../../engine/errors.ts';
import type { ProviderKey } from '../../../engine/open.ts';
import { audit } from '../../accounts/audit.ts';
import type { Member } from '../../accounts/members.ts';
import { SPEND_DAYS, spendOf } from '../key-spend.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';

const one = z.object({ id: z.uuid() });
const rate = z.int().min(1).max(10_000_000).optional();
const entry = z.object({
  provider: z.enum(['openai', 'anthropic']),
  name: z.string().max(80),
  secret: z.string().min(1).max(500),
  baseUrl: z.string().max(300).optional(),
  model: z.string().max(100).optional(),
  requestsPerMinute: rate,
  tokensPerMinute: rate,
  shared: z.boolean().default(true),
});

/** Keys go in and never come out: what is shown of them is masked. */
export function keyRoutes({ keys, prisma, providers, sharesKeys }: PanelContext): Route[] {
  async function own(member: Member, id: string): Promise<ProviderKey> {
    const { team } = member;
    const key = (await keys.list({ team })).find((known) => known.id === id);
    if (key) return key;
    throw new UserError('There is no such key.', 'RESOURCE_NOT_FOUND');
  }
  const told = (member: Member, action: string, { id, name, provider, active, masked }: ProviderKey, before?: unknown) =>
    audit(prisma, member, { action, thing: 'key', thingId: id, before, after: { provider, name, active, masked } });

  return [
    get('/keys', 'admin', z.object({}), async ({ member }) => {
      const { team } = member;
      const own = await keys.list({ team });
      // Whoever runs the installation sees what its settings cost, whichever team it was for.
      const environment = team === DEFAULT_TEAM ? providers.map(({ name }) => `environment/${name}`) : [];
      const spent = await spendOf(prisma, [...own.map(({ id }) => id), ...environment]);
      return {
        keys: own.map(({ masterKeyId: _id, team: _team, ...key }) => ({ ...key, spend: spent(key.id) })),
        environment: environment.map((id) => ({ name: id, spend: spent(id) })).filter(({ spend }) => spend.calls > 0),
        days: SPEND_DAYS,
        /** Who speaks when none of these can. */
        after: team === DEFAULT_TEAM ? 'nobody' : sharesKeys ? 'the installation' : 'rehearsal',
      };
    }),
    post('/keys', 'admin', entry, async ({ member, input }) => {
      const key = await keys.enter({ ...JSON.parse(JSON.stringify(input)), team: member.team, ownerId: member.id });
      await told(member, 'added', key);
      return { id: key.id, masked: key.masked };
    }),
    post('/keys/test', 'admin', one, async ({ member, input }) => {
      const key = await own(member, input.id);
      await keys.test(key.id);
      await told(member, 'tested', key);
    }),
    post('/keys/active', 'admin', one.extend({ active: z.boolean() }), async ({ member, input }) => {
      const key = await own(member, input.id);
      await keys.setActive(key.id, input.active);
      await told(member, input.active ? 'switched on' : 'switched off', { ...key, active: input.active }, { active: key.active });
    }),
    post('/keys/replace', 'admin', one.extend({ secret: z.string().min(1).max(500) }), async ({ member, input }) => {
      const key = await own(member, input.id);
      await keys.replaceSecret(key.id, input.secret);
      await told(member, 'replaced', await own(member, key.id), { masked: key.masked });
    }),
    post('/keys/order', 'admin', z.object({ ids: z.array(z.uuid()).min(1).max(200) }), async ({ member, input }) => {
      const before = (await keys.list({ team: member.team })).map(({ name }) => name);
      await keys.order(member.team, input.ids);
      const after = (await keys.list({ team: member.team })).map(({ name }) => name);
      await audit(prisma, member, { action: 'put in order', thing: 'key', thingId: 'all', before, after });
    }),
    post('/keys/remove', 'admin', one, async ({ member, input }) => {
      const key = await own(member, input.id);
      await keys.remove(key.id);
      const { provider, name, masked } = key;
      await audit(prisma, member, { action: 'removed', thing: 'key', thingId: key.id, before: { provider, name, masked } });
    }),
  ];
}
