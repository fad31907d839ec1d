import type { Page } from './frame.ts';
import type { PanelContext } from './panel.ts';
import type { Route } from './route.ts';
import { accountRoutes } from './routes/account.ts';
import { councilRoutes } from './routes/councils.ts';
import { dashboardRoutes } from './routes/dashboard.ts';
import { discussionRoutes } from './routes/discussions.ts';
import { keyRoutes } from './routes/keys.ts';
import { memberRoutes } from './routes/members.ts';
import { personaRoutes } from './routes/personas.ts';
import { reportRoutes } from './routes/reports.ts';
import { serviceRoutes } from './routes/services.ts';
import { settingRoutes } from './routes/settings.ts';
import { startRoutes } from './routes/start.ts';
import { topicRoutes } from './routes/topics.ts';
import type { Table } from './table.ts';
import { auditTable } from './tables/audit.ts';
import { castTable } from './tables/casts.ts';
import { personaTable } from './tables/personas.ts';
import { topicTable } from './tables/topics.ts';

/** What AdminJS lists and edits. */
export const tables: readonly Table[] = [personaTable, castTable, topicTable, auditTable];

/** The panel's own pages, by their name in the address. */
export const pages: Record<string, Page> = {
  discussions: { component: 'Discussions', role: 'viewer' },
  discussion: { component: 'DiscussionPage', role: 'viewer' },
  councils: { component: 'Councils', role: 'viewer' },
  council: { component: 'CouncilPage', role: 'viewer' },
  ask: { component: 'AskPage', role: 'editor' },
  start: { component: 'StartPage', role: 'editor' },
  report: { component: 'ReportPage', role: 'viewer' },
  keys: { component: 'Keys', role: 'admin' },
  services: { component: 'Services', role: 'admin' },
  members: { component: 'Members', role: 'admin' },
  settings: { component: 'Settings', role: 'admin' },
  account: { component: 'Account', role: 'viewer' },
};

/** What the pages ask the server. */
export const routes = (context: PanelContext): Route[] => [
  ...accountRoutes(context),
  ...memberRoutes(context),
  ...personaRoutes(context),
  ...discussionRoutes(context),
  ...startRoutes(context),
  ...councilRoutes(context),
  ...keyRoutes(context),
  ...serviceRoutes(context),
  ...topicRoutes(context),
  ...reportRoutes(context),
  ...dashboardRoutes(context),
  ...settingRoutes(context),
];
