import { z } from 'zod';
import { avatarSvg, casts, library } from '../../../engine/engine.ts';
import { audit } from '../../accounts/audit.ts';
import { limited } from '../../accounts/rate.ts';
import type { PanelContext } from '../panel.ts';
import { personasCsv, personasJson, readPersonas } from '../persona-files.ts';
import { exported, newPersonaId, personaInput, personaOf } from '../personas.ts';
import { personasFor, roomFor } from '../pool.ts';
import { get, post, type Route } from '../route.ts';

const nothing = z.object({});
const HOUR = 3_600;
const face = z.object({
  of: z.string().min(1).max(80),
  gender: z.string().max(40).optional(),
  age: z.coerce.number().int().min(0).max(120).optional(),
});
const files = z.object({ form: z.enum(['json', 'csv']), text: z.string().max(900_000) });

export function personaRoutes(context: PanelContext): Route[] {
  const { prisma, engine, defaultProvider } = context;
  return [
    get('/face', 'viewer', face, async ({ input, response }) => {
      const { of, gender, age } = input;
      const person = gender !== undefined && age !== undefined ? { gender, age } : undefined;
      response.set({
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
        'Cache-Control': 'private, max-age=86400',
      });
      response.type('image/svg+xml').send(avatarSvg(of, person));
    }),

    get('/pool', 'viewer', nothing, async ({ member }) => ({
      personas: await personasFor(prisma, member),
      templates: library.map(({ id }) => id),
      casts: [
        ...(await prisma.teamCast.findMany({
          where: { team: member.team },
          select: { name: true, note: true, personas: true },
          orderBy: { name: 'asc' },
        })),
        ...casts.map(({ name, summary, personas }) => ({ name, note: summary, personas: personas.map(({ id }) => id) })),
      ],
    })),

    get('/personas/use', 'viewer', nothing, async ({ member }) => usage(context, member.team)),

    post(
      '/personas/hear',
      'editor',
      z.object({ persona: personaInput, topic: z.string().trim().min(1).max(200), provider: z.string().max(40).optional() }),
      async ({ member, input }) => {
        await limited(prisma, `hear/${member.id}`, 20, HOUR, 'personas listened to');
        const { shared: _shared, ...sheet } = input.persona;
        const persona = personaOf({ ...sheet, id: sheet.face || 'somebody' });
        return {
          text: await engine.hear({
            persona,
            topic: input.topic,
            provider: input.provider ?? defaultProvider(member.team),
            team: member.team,
          }),
        };
      },
    ),

    get('/personas/export', 'viewer', z.object({ form: z.enum(['json', 'csv']) }), async ({ member, input, response }) => {
      const where = { team: member.team, archivedAt: null, OR: [{ shared: true }, { ownerId: member.id }] };
      const rows = (await prisma.teamPersona.findMany({ where, orderBy: { name: 'asc' } })).map(exported);
      const type = input.form === 'json' ? 'application/json' : 'text/csv; charset=utf-8';
      response.set({ 'Content-Disposition': `attachment; filename="personas.${input.form}"`, 'Content-Type': type });
      response.send(input.form === 'json' ? personasJson(rows) : personasCsv(rows));
    }),

    post('/personas/import', 'editor', files, async ({ member, input }) => {
      const rows = readPersonas(input.text, input.form);
      const good = rows.flatMap(({ persona }) => persona ?? []);
      await roomFor(prisma, member, good.length);
      await prisma.$transaction(async (tx) => {
        for (const persona of good) {
          const id = newPersonaId(persona.name);
          const made = await tx.teamPersona.create({
            data: { ...persona, id, face: persona.face || id, team: member.team, ownerId: member.id },
          });
          await audit(tx, member, { action: 'imported', thing: 'persona', thingId: id, after: exported(made) });
        }
      });
      return {
        imported: good.length,
        refused: rows.filter(({ problems }) => problems.length > 0).map(({ number, problems }) => ({ number, problems })),
      };
    }),
  ];
}

/** How often each persona took part in the team's newest discussions, and how these were rated. */
function usage({ prisma }: PanelContext, team: string) {
  return prisma.$queryRaw<{ id: string; discussions: number; up: number; down: number }[]>`
    SELECT p ->> 'id' AS id, count(*)::int AS discussions, sum(r.up)::int AS up, sum(r.down)::int AS down
    FROM (SELECT id FROM discussion WHERE team = ${team} AND status <> 'draft' ORDER BY created_at DESC LIMIT 500) d
    JOIN event e ON e.discussion_id = d.id AND e.key = 'cast'
    CROSS JOIN LATERAL jsonb_array_elements(e.body -> 'personas') p
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE value = 'up') AS up, count(*) FILTER (WHERE value = 'down') AS down
      FROM rating WHERE discussion_id = d.id) r
    GROUP BY 1`;
}
