import type { Page } from './frame.ts';
import type { PanelContext } from './panel.ts';
import type { Route } from './route.ts';
import { accountRoutes } from './routes/account.ts';
import { memberRoutes } from './routes/members.ts';
import { personaRoutes } from './routes/personas.ts';
import type { Table } from './table.ts';
import { auditTable } from './tables/audit.ts';
import { castTable } from './tables/casts.ts';
import { personaTable } from './tables/personas.ts';

/** What AdminJS lists and edits. */
export const tables: readonly Table[] = [personaTable, castTable, auditTable];

/** The panel's own pages, by their name in the address. */
export const pages: Record<string, Page> = {
  members: { component: 'Members', role: 'admin' },
  account: { component: 'Account', role: 'viewer' },
};

/** What the pages ask the server. */
export const routes = (context: PanelContext): Route[] => [
  ...accountRoutes(context),
  ...memberRoutes(context),
  ...personaRoutes(context),
];
