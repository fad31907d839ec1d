import { audit } from '../../accounts/audit.ts';
import { newPersonaId, type PersonaInput, personaInput } from '../personas.ts';
import { roomFor } from '../pool.ts';
import type { Column, Delegate, Table } from '../table.ts';

const text = (name: string, label: string): Column => ({ name, label, type: 'string' });
const number = (name: string, label: string): Column => ({ name, label, type: 'number' });

/** What members may see: the shared ones and their own. */
export const personaTable: Table = {
  id: 'personas',
  label: 'Personas',
  thing: 'persona',
  columns: [
    { name: 'id', label: 'Id', type: 'string', fixed: true },
    text('name', 'Name'),
    text('profession', 'Profession'),
    text('field', 'Field'),
    number('age', 'Age'),
    text('gender', 'Gender'),
    number('openness', 'Openness'),
    number('rigor', 'Rigor'),
    number('criticalThinking', 'Critical thinking'),
    number('optimism', 'Optimism'),
    { name: 'knowledge', label: 'Knowledge', type: 'list' },
    number('yearsOfExperience', 'Years of experience'),
    { name: 'views', label: 'Views', type: 'list' },
    { ...text('stance', 'Stance'), values: ['support', 'oppose', 'neutral', 'critical'] },
    { ...text('style', 'Style'), values: ['formal', 'casual', 'technical', 'storytelling'] },
    { ...text('behaviour', 'Behaviour'), values: ['active', 'passive', 'balanced'] },
    { name: 'voice', label: 'Voice', type: 'textarea' },
    text('face', 'Face'),
    { name: 'shared', label: 'For the whole team', type: 'boolean' },
    { name: 'ownerId', label: 'Made by', type: 'string', fixed: true },
    { name: 'archivedAt', label: 'Archived', type: 'datetime', fixed: true },
    { name: 'updatedAt', label: 'Changed', type: 'datetime', fixed: true },
  ],
  listed: ['name', 'profession', 'field', 'stance', 'style', 'behaviour'],
  sort: { by: 'name', direction: 'asc' },
  roles: { list: 'viewer', show: 'viewer', new: 'editor', edit: 'editor', remove: 'editor' },
  components: { list: 'Personas', form: 'PersonaForm', show: 'PersonaForm' },
  delegate: (tx) => tx.teamPersona as unknown as Delegate,
  key: (id) => id,
  visible: ({ id }) => ({ archivedAt: null, OR: [{ shared: true }, { ownerId: id }] }),
  input: personaInput,
  async check(prisma, member, _input, id) {
    if (id === undefined) await roomFor(prisma, member, 1);
  },
  made: ({ id }, input) => {
    const newId = newPersonaId((input as PersonaInput).name);
    return { id: newId, ownerId: id, face: (input as PersonaInput).face || newId };
  },
  /** What was said by them stays theirs: they are put away, not deleted. */
  async remove(prisma, member, row) {
    const id = String(row['id']);
    await prisma.$transaction(async (tx) => {
      await tx.teamPersona.updateMany({ where: { id, team: member.team, archivedAt: null }, data: { archivedAt: new Date() } });
      await audit(tx, member, { action: 'archived', thing: 'persona', thingId: id, before: row });
    });
  },
};
