import { useEffect, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { ask } from './lib/call.ts';
import { type Role, useMay, useRunsIt } from './lib/me.ts';
import { useData } from './lib/use-data.ts';

const PLACES: readonly { to: string; label: string; role: Role; end?: true }[] = [
  { to: '/admin', label: 'Dashboard', role: 'viewer', end: true },
  { to: '/admin/pages/discussions', label: 'Discussions', role: 'viewer' },
  { to: '/admin/pages/councils', label: 'Councils', role: 'viewer' },
  { to: '/admin/resources/topics', label: 'Topics', role: 'viewer' },
  { to: '/admin/resources/personas', label: 'Personas', role: 'viewer' },
  { to: '/admin/resources/casts', label: 'Casts', role: 'viewer' },
  { to: '/admin/pages/keys', label: 'Keys', role: 'admin' },
  { to: '/admin/pages/services', label: 'Services', role: 'admin' },
  { to: '/admin/pages/members', label: 'Members', role: 'admin' },
  { to: '/admin/pages/settings', label: 'Settings', role: 'admin' },
  { to: '/admin/resources/audit', label: 'Audit', role: 'admin' },
];

export function Sidebar({ isVisible }: { isVisible: boolean }) {
  const may = useMay();
  const runsIt = useRunsIt();
  return (
    <nav className={isVisible ? 'side open' : 'side'} aria-label="Panel" id="side">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <p className="brand">simFocus</p>
      <ul>
        {PLACES.filter(({ role }) => may(role)).map(({ to, label, end }) => (
          <li key={to}>
            <NavLink to={to} end={end ?? false}>
              {label}
            </NavLink>
          </li>
        ))}
        {runsIt && (
          <li>
            <a href="/admin/queues">Queues</a>
          </li>
        )}
      </ul>
    </nav>
  );
}

type Me = { name: string; role: Role; team: string };

export function TopBar({ toggleSidebar }: { toggleSidebar: () => void }) {
  const { data: me } = useData(() => ask<Me>('/me'));
  return (
    <header className="top">
      <button type="button" className="menu" aria-controls="side" onClick={toggleSidebar}>
        Menu
      </button>
      <span className="team">{me && me.team !== 'default' ? me.team : ''}</span>
      <Look />
      <NavLink to="/admin/pages/account">{me ? `${me.name} (${me.role})` : 'Account'}</NavLink>
      <form method="post" action="/admin/logout">
        <button type="submit">Log out</button>
      </form>
    </header>
  );
}

/** The page of the queues is bull-board's, and looks there for what it is to look like. */
function queuesLook(look: string): [string, string] {
  const name = 'board-settings';
  const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
  const state = typeof kept === 'object' && kept !== null && 'state' in kept ? kept.state : {};
  return [name, JSON.stringify({ state: { ...(state as object), theme: look || 'system' }, version: 2 })];
}

/** Light, dark, or as the device has it; kept on this device. */
function Look() {
  const [look, setLook] = useState(() => localStorage.getItem('look') ?? '');
  useEffect(() => {
    if (look) document.documentElement.dataset['look'] = look;
    else delete document.documentElement.dataset['look'];
    localStorage.setItem('look', look);
    localStorage.setItem(...queuesLook(look));
  }, [look]);
  return (
    <label className="look">
      <span className="look-word">Look</span>
      <select aria-label="Look" value={look} onChange={({ target }) => setLook(target.value)}>
        <option value="">As the device</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
