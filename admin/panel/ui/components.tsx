import { Sidebar, TopBar } from './frame.tsx';
import { List } from './list.tsx';
import { Account } from './pages/account.tsx';
import { AskPage } from './pages/ask.tsx';
import { AuditEntry } from './pages/audit-entry.tsx';
import { CastForm } from './pages/cast-form.tsx';
import { CouncilPage } from './pages/council.tsx';
import { Councils } from './pages/councils.tsx';
import { Dashboard } from './pages/dashboard.tsx';
import { DiscussionPage } from './pages/discussion.tsx';
import { Discussions } from './pages/discussions.tsx';
import { Keys } from './pages/keys.tsx';
import { Members } from './pages/members.tsx';
import { PersonaForm } from './pages/persona-form.tsx';
import { Personas } from './pages/personas.tsx';
import { ReportPage } from './pages/report.tsx';
import { Services } from './pages/services.tsx';
import { Settings } from './pages/settings.tsx';
import { StartPage } from './pages/start.tsx';
import { TopicForm } from './pages/topic-form.tsx';

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
  Account,
  AskPage,
  AuditEntry,
  CastForm,
  CouncilPage,
  Councils,
  Dashboard,
  DiscussionPage,
  Discussions,
  Keys,
  Members,
  PersonaForm,
  Personas,
  ReportPage,
  Services,
  Settings,
  StartPage,
  TopicForm,
});
