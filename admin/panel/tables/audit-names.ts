import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { type Row, UUID } from '../table.ts';

type Asked = { team: string; id: { in: string[] } };
type Named = { id: string; name: string };
type Lookup = (prisma: PrismaClient, where: Asked) => Promise<Named[]>;

const titled = (rows: { id: string; title: string }[]): Named[] => rows.map(({ id, title }) => ({ id, name: title }));
const select = { id: true, name: true } as const;

const LOOKUPS: Record<string, Lookup> = {
  discussion: async (prisma, where) =>
    (await prisma.discussion.findMany({ where, select: { id: true, topic: true } })).map(({ id, topic }) => ({
      id,
      name: topic,
    })),
  topic: async (prisma, where) => titled(await prisma.topic.findMany({ where, select: { id: true, title: true } })),
  persona: (prisma, where) => prisma.teamPersona.findMany({ where, select }),
  cast: (prisma, where) => prisma.teamCast.findMany({ where, select }),
  member: (prisma, where) => prisma.member.findMany({ where, select }),
  key: (prisma, where) => prisma.providerKey.findMany({ where, select }),
  service: (prisma, where) => prisma.service.findMany({ where, select }),
};

/** What people call what an entry is about: its name now, or else the one that it had. */
export async function namesOfEntries(prisma: PrismaClient, team: string, entries: readonly Row[]): Promise<Map<Row, string>> {
  const now = new Map<string, string>();
  for (const [thing, lookup] of Object.entries(LOOKUPS)) {
    const ids = entries.flatMap((entry) => (entry['thing'] === thing && UUID.test(idOf(entry)) ? [idOf(entry)] : []));
    if (ids.length === 0) continue;
    for (const { id, name } of await lookup(prisma, { team, id: { in: [...new Set(ids)] } })) now.set(`${thing} ${id}`, name);
  }
  return new Map(
    entries.map((entry) => [entry, now.get(`${entry['thing']} ${idOf(entry)}`) ?? nameThen(entry) ?? withoutName(entry)]),
  );
}

const idOf = (entry: Row): string => String(entry['thingId'] ?? '');

function nameThen(entry: Row): string | undefined {
  for (const state of [entry['after'], entry['before']]) {
    if (typeof state !== 'object' || state === null) continue;
    const { name, title, topic }: Row = { ...state };
    const found = [name, title, topic].find((text) => typeof text === 'string' && text !== '');
    if (typeof found === 'string') return found;
  }
  return undefined;
}

const withoutName = (entry: Row): string => {
  if (entry['thing'] === 'settings') return 'of the team';
  return UUID.test(idOf(entry)) ? 'no longer there' : idOf(entry);
};
