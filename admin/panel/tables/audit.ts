import type { Delegate, Table } from '../table.ts';
import { namesOfEntries } from './audit-names.ts';

/** Read-only: entries are written by what they tell of. */
export const auditTable: Table = {
  id: 'audit',
  label: 'Audit',
  thing: 'entry',
  columns: [
    { name: 'id', type: 'string', label: 'Number', fixed: true },
    { name: 'at', type: 'datetime', label: 'When', fixed: true },
    { name: 'actor', type: 'string', label: 'Who', fixed: true },
    { name: 'action', type: 'string', label: 'Did', fixed: true },
    { name: 'thing', type: 'string', label: 'To', fixed: true },
    { name: 'thingId', type: 'string', label: 'Which', fixed: true },
    { name: 'before', type: 'textarea', label: 'Before', fixed: true },
    { name: 'after', type: 'textarea', label: 'After', fixed: true },
  ],
  listed: ['at', 'actor', 'action', 'thing', 'thingId'],
  sort: { by: 'at', direction: 'desc' },
  roles: { list: 'admin', show: 'admin' },
  components: { show: 'AuditEntry' },
  named: namesOfEntries,
  delegate: (tx) => tx.auditEntry as unknown as Delegate,
  key: (id) => (/^\d{1,18}$/u.test(id) ? BigInt(id) : undefined),
};
