import AdminJSExpress from '@adminjs/express';
import AdminJS, { type AdminPages, type BaseResource } from 'adminjs';
import { type RequestHandler, Router } from 'express';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Member } from '../accounts/members.ts';
import type { Role } from '../accounts/roles.ts';
import { gate } from './gate.ts';
import { runsIt } from './own.ts';
import { NoDatabase, PrismaResource } from './prisma-resource.ts';
import type { Table } from './table.ts';

AdminJS.registerAdapter({ Database: NoDatabase, Resource: PrismaResource as unknown as typeof BaseResource });

export type Page = { component: string; role: Role };

/** AdminJS with our tables and pages. Its scripts are served by `assets`, and who may do what is asked at the gate. */
export function frame(prisma: PrismaClient, tables: readonly Table[], pages: Record<string, Page>): Router {
  const admin = new AdminJS({
    rootPath: '/admin',
    loginPath: '/admin/login',
    logoutPath: '/admin/logout',
    branding: {
      companyName: 'simFocus',
      logo: false,
      withMadeWithLove: false,
      favicon: '/admin/icon.svg',
    },
    assets: { styles: ['/admin/panel.css'] },
    dashboard: { component: 'Dashboard', handler: async () => ({}) },
    pages: Object.fromEntries(
      Object.entries(pages).map(([name, { component }]) => [name, { component, handler: async () => ({}) }]),
    ) satisfies AdminPages,
    resources: tables.map((table) => ({ resource: { table, prisma }, options: optionsOf(table) })),
    settings: { defaultPerPage: 25 },
  });
  // Its own bundler is not used: see bundle.ts.
  admin.initialize = async () => {};
  const router = Router();
  router.use(gate(tables, Object.fromEntries(Object.entries(pages).map(([name, { role }]) => [name, role]))));
  router.use(asAdminUser, ownPage, knownFields(listsOf(tables)));
  router.use(AdminJSExpress.buildRouter(admin));
  return router;
}

/** AdminJS looks for whoever is logged in there. Nothing of it is kept in the session, nor written into pages but what they may do. */
const asAdminUser: RequestHandler = (request, response, next) => {
  const member = response.locals['member'] as Member;
  const user = Object.defineProperty({ email: member.id, role: member.role, runsIt: runsIt(member) }, 'member', {
    value: member,
    enumerable: false,
  });
  Object.defineProperty(request.session, 'adminUser', { value: user, enumerable: false, configurable: true });
  next();
};

/**
 * AdminJS looks fields up by name: what every object has, such as `constructor`, would be found although no table has it. And it
 * takes for a list whatever is sent in the place of one.
 */
const knownFields =
  (lists: ReadonlySet<string>): RequestHandler =>
  (request, _response, next) => {
    let fields: Record<string, unknown> = {};
    Object.defineProperty(request, 'query', { value: known(request.query, lists), configurable: true, enumerable: true });
    Object.defineProperty(request, 'fields', {
      get: () => fields,
      set: (sent: object) => {
        fields = known(sent, lists);
      },
      configurable: true,
      enumerable: true,
    });
    next();
  };

function known(sent: object, lists: ReadonlySet<string>): Record<string, unknown> {
  const entries = Object.entries(sent).filter(([name]) => {
    const [first = '', place] = name.split('.');
    return !name.split('.').some((part) => part in {}) && (place === undefined || !lists.has(first) || /^\d{1,4}$/u.test(place));
  });
  return Object.fromEntries(entries.map(([name, value]) => [name, lists.has(name) ? asList(value) : value]));
}

const asList = (value: unknown): unknown => {
  if (Array.isArray(value) || value === null || value === undefined) return value;
  return typeof value === 'object' ? [] : [value];
};

const listsOf = (tables: readonly Table[]): ReadonlySet<string> =>
  new Set(tables.flatMap(({ columns }) => columns.flatMap(({ name, type }) => (type === 'list' ? [name] : []))));

/** AdminJS's page with a nonce on each of its scripts, and without the font that it would load from elsewhere. */
const ownPage: RequestHandler = (_request, response, next) => {
  const send = response.send.bind(response);
  response.send = (body) => {
    if (typeof body !== 'string' || !body.trimStart().startsWith('<!DOCTYPE html>')) return send(body);
    const nonce: string = response.locals['nonce'];
    return send(
      body
        .replaceAll('<script', `<script nonce="${nonce}"`)
        .replace(/<link rel="shortcut icon"[^>]*>/u, '<link rel="icon" type="image/svg+xml" href="/admin/icon.svg">')
        .replace(/<link[^>]*fonts\.googleapis\.com[^>]*>/u, '')
        .replace('color-scheme: light;', 'color-scheme: light dark;'),
    );
  };
  next();
};

function optionsOf({ id, label, columns, listed, sort, components, roles }: Table) {
  const own = { hideActionHeader: true };
  return {
    navigation: { name: label },
    properties: Object.fromEntries(
      columns.map((column) => [
        column.name,
        { custom: { label: column.label, page: label, adds: roles.new !== undefined, opens: roles.edit ? 'edit' : 'show' } },
      ]),
    ),
    listProperties: [...listed],
    sort: { sortBy: sort.by, direction: sort.direction },
    id,
    actions: {
      list: { ...own, showFilter: false, ...(components?.list && { component: components.list }) },
      show: { ...own, isAccessible: roles.show !== undefined, ...(components?.show && { component: components.show }) },
      new: { ...own, isAccessible: roles.new !== undefined, ...(components?.form && { component: components.form }) },
      edit: { ...own, isAccessible: roles.edit !== undefined, ...(components?.form && { component: components.form }) },
      delete: { ...own, isAccessible: roles.remove !== undefined },
      search: { isAccessible: false },
      bulkDelete: { isAccessible: false },
    },
  };
}
