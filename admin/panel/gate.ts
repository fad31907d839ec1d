import type { RequestHandler } from 'express';
import { UserError } from '../../engine/errors.ts';
import type { Member } from '../accounts/members.ts';
import type { Role } from '../accounts/roles.ts';
import { allow } from './route.ts';
import type { Table } from './table.ts';

const ACTIONS: Record<string, keyof Table['roles']> = {
  list: 'list',
  show: 'show',
  new: 'new',
  edit: 'edit',
  delete: 'remove',
};

/** AdminJS offers more actions than a table has: what a table does not name does not exist, and the role is asked for here. */
export function gate(tables: readonly Table[], pages: Record<string, Role>): RequestHandler {
  return (request, response, next) => {
    const member = response.locals['member'] as Member;
    const needed = neededFor(request.path, tables, pages);
    if (needed === undefined) throw new UserError('There is no such page.', 'RESOURCE_NOT_FOUND');
    allow(member, needed);
    next();
  };
}

function neededFor(path: string, tables: readonly Table[], pages: Record<string, Role>): Role | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts[0] === 'api') parts.shift();
  const [kind, name = ''] = parts;
  if (kind === undefined || (kind === 'dashboard' && parts.length === 1)) return 'viewer';
  if (kind === 'frontend') return 'viewer';
  if (kind === 'pages') return Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (kind !== 'resources') return undefined;
  const table = tables.find(({ id }) => id === name);
  if (!table) return undefined;
  const action = parts.length === 2 ? 'list' : parts[2] === 'actions' ? parts[3] : parts[4];
  const known = parts[2] === 'bulk' ? undefined : ACTIONS[action ?? 'list'];
  return known && table.roles[known];
}
