import { z } from 'zod';
import { CAST_SIZE, formats, MAX_TOPIC, QUALITIES, type StartRequest, topicOf } from '../../../engine/engine.ts';
import { UserError } from '../../../engine/errors.ts';
import { audit } from '../../accounts/audit.ts';
import type { Member } from '../../accounts/members.ts';
import type { PanelContext } from '../panel.ts';
import { type Asked, get, post, type Route } from '../route.ts';
import { contextOf } from '../topics.ts';

const request = z.object({
  topic: z.string().max(10_000),
  context: z.string().max(900_000).optional(),
  format: z.string().max(40).optional(),
  options: z.record(z.string().max(40), z.union([z.string().max(600), z.number(), z.boolean()])).optional(),
  personas: z.union([z.int(), z.array(z.string().max(80)).max(50)]).optional(),
  provider: z.string().max(40).optional(),
  model: z.string().max(100).optional(),
  quality: z.enum(QUALITIES).optional(),
  pace: z.enum(['natural', 'fast']).optional(),
  speed: z.number().optional(),
  minutes: z.number().optional(),
  budget: z.number().optional(),
  /** Made by the page: pressing Start twice starts one discussion. */
  origin: z.uuid().optional(),
  topicId: z.uuid().optional(),
});
type Wanted = z.infer<typeof request>;

export function startRoutes(context: PanelContext): Route[] {
  const { prisma, engine, providers, defaultProvider } = context;

  async function asStart({ member, by, input }: Asked<Wanted>): Promise<StartRequest> {
    const { origin, topicId, provider = defaultProvider(member.team), ...wanted } = input;
    // A question to services may be longer than a topic.
    const { context: written, ...rest } = asksServices(wanted.format) ? { ...wanted, ...topicOf(wanted.topic) } : wanted;
    const attached = topicId === undefined ? '' : await contextOf(prisma, member, topicId);
    const all = [written, attached].filter((text) => text?.trim()).join('\n\n');
    return {
      ...JSON.parse(JSON.stringify(rest)),
      provider,
      by,
      team: member.team,
      ...(all && { context: all }),
      ...(origin && { origin: `web/${member.team}/${member.id}/${origin}` }),
    };
  }

  return [
    get('/start', 'editor', z.object({}), async ({ member }) => ({
      // Services are asked on a page of their own.
      formats: formats
        .filter(({ name }) => !asksServices(name))
        .map(({ name, summary, options }) => ({
          name,
          summary,
          options: z.toJSONSchema(options, { io: 'input' }),
        })),
      providers: providers.map(({ name, summary }) => ({ name, summary })),
      defaultProvider: defaultProvider(member.team),
      qualities: QUALITIES,
      castSize: CAST_SIZE,
      maxTopic: MAX_TOPIC,
      maxRounds: engine.limits.maxRounds,
    })),

    post('/start/estimate', 'editor', request, async (asked) => {
      const wanted = await asStart(asked);
      const events = await engine.preview({ ...wanted, seed: asked.input.origin ?? wanted.topic });
      const cast = events.find((event) => event.type === 'cast');
      return { estimate: await engine.estimate(wanted), personas: cast?.personas ?? [], reason: cast?.reason ?? '' };
    }),

    post('/start', 'editor', request, async (asked) => {
      const { member, input } = asked;
      await ownLimits(context, member);
      const wanted = await asStart(asked);
      // The cast that the page showed is the cast that comes.
      const discussion = await engine.start({ ...wanted, ...(input.origin && { seed: input.origin }) });
      if (input.topicId) {
        await prisma.topicUse.createMany({ data: { topicId: input.topicId, discussionId: discussion.id }, skipDuplicates: true });
      }
      const { topic, provider, options } = discussion.brief;
      await audit(prisma, member, {
        action: 'started',
        thing: 'discussion',
        thingId: discussion.id,
        after: { topic, provider, options },
      });
      return { id: discussion.id };
    }),
  ];
}

const asksServices = (format = ''): boolean => formats.find(({ name }) => name === format)?.cast === 'services';

/** Teams of chat platforms have their members' limits in the engine; here the same ones hold for the panel's own team. */
async function ownLimits({ prisma, engine }: PanelContext, { id, team }: Member): Promise<void> {
  const { member: most } = engine.limits;
  if (team !== 'default' || !most) return;
  const [now] = await prisma.$queryRaw<{ recent: number; going: number; left: number | null }[]>`
    SELECT count(*) FILTER (WHERE created_at > now() - interval '1 hour')::int AS recent,
      count(*) FILTER (WHERE status IN ('initializing', 'paused') OR (status = 'running' AND wake_at IS NOT NULL))::int AS going,
      ceil(extract(epoch FROM min(created_at) FILTER (WHERE created_at > now() - interval '1 hour') + interval '1 hour' - now()) / 60)::int AS left
    FROM discussion WHERE team = ${team} AND created_at > now() - interval '7 days' AND status <> 'draft' AND started_by ->> 'id' = ${id}`;
  if (now && now.recent >= most.anHour) {
    throw new UserError(
      `${most.anHour} discussions an hour are the limit for each member. You can start the next one in ${Math.max(1, now.left ?? 1)} minutes.`,
      'DISCUSSION_LIMIT_REACHED',
    );
  }
  if (now && now.going >= most.atOnce) {
    throw new UserError(
      `You have ${now.going} discussions going on, and ${most.atOnce} at once is the limit. Stop one, or wait until one ends.`,
      'DISCUSSION_LIMIT_REACHED',
    );
  }
}
