import { z } from 'zod';
import { CAST_SIZE } from '../../../engine/engine.ts';
import { UserError } from '../../../engine/errors.ts';
import { audit } from '../../accounts/audit.ts';
import { personasFor } from '../pool.ts';
import { type Delegate, type Table, uuidKey } from '../table.ts';

const castInput = z.strictObject({
  name: z.string().trim().min(1, 'A cast needs a name').max(80),
  note: z.string().trim().max(400).default(''),
  personas: z
    .array(z.string().max(80))
    .min(CAST_SIZE.min, `At least ${CAST_SIZE.min} personas`)
    .max(CAST_SIZE.max, `At most ${CAST_SIZE.max} personas`),
});
type CastInput = z.infer<typeof castInput>;

/** Groups that a discussion can take whole. */
export const castTable: Table = {
  id: 'casts',
  label: 'Casts',
  thing: 'cast',
  columns: [
    { name: 'id', label: 'Id', type: 'string', fixed: true },
    { name: 'name', label: 'Name', type: 'string' },
    { name: 'note', label: 'What for', type: 'string' },
    { name: 'personas', label: 'Personas', type: 'list' },
    { name: 'updatedAt', label: 'Changed', type: 'datetime', fixed: true },
  ],
  listed: ['name', 'note', 'personas', 'updatedAt'],
  sort: { by: 'name', direction: 'asc' },
  roles: { list: 'viewer', show: 'viewer', new: 'editor', edit: 'editor', remove: 'editor' },
  components: { form: 'CastForm', show: 'CastForm' },
  delegate: (tx) => tx.teamCast as unknown as Delegate,
  key: uuidKey,
  input: castInput,
  async check(prisma, member, input, id) {
    const { name, personas } = input as CastInput;
    const known = new Set((await personasFor(prisma, member)).map((persona) => persona.id));
    const unknown = personas.find((one) => !known.has(one));
    if (unknown !== undefined)
      throw new UserError('One of these personas is not there any more. Take it out of the cast.', 'VALIDATION_ERROR', {
        field: 'personas',
      });
    if (new Set(personas).size < personas.length)
      throw new UserError('A persona can be in a cast once.', 'VALIDATION_ERROR', { field: 'personas' });
    const other = await prisma.teamCast.findFirst({ where: { team: member.team, name, ...(id && { NOT: { id } }) } });
    if (other) throw new UserError(`There is a cast called "${name}" already.`, 'VALIDATION_ERROR', { field: 'name' });
  },
  async remove(prisma, member, row) {
    const id = String(row['id']);
    await prisma.$transaction(async (tx) => {
      await tx.teamCast.deleteMany({ where: { id, team: member.team } });
      await audit(tx, member, { action: 'deleted', thing: 'cast', thingId: id, before: row });
    });
  },
};
