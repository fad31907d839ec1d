import { Sidebar, TopBar } from './frame.tsx';
import { List } from './list.tsx';
import { Account } from './pages/account.tsx';
import { AuditEntry } from './pages/audit-entry.tsx';
import { CastForm } from './pages/cast-form.tsx';
import { Dashboard } from './pages/dashboard.tsx';
import { Members } from './pages/members.tsx';
import { PersonaForm } from './pages/persona-form.tsx';
import { Personas } from './pages/personas.tsx';

declare global {
  interface Window {
    AdminJS: { UserComponents: Record<string, unknown> };
  }
}

/** By the names that AdminJS looks for: its own, which these take the place of, and those of our pages. */
Object.assign(window.AdminJS.UserComponents, {
  Sidebar,
  TopBar,
  DefaultListAction: List,
  Dashboard,
  Account,
  AuditEntry,
  CastForm,
  Members,
  PersonaForm,
  Personas,
});
