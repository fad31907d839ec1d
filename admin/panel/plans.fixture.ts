import type pg from 'pg';

/** One statement as PostgreSQL carried it out. */
export type Plan = { query: string; ms: number; scans: Scan[] };
/** `rows`: all that were read, also those that were then left out. */
export type Scan = { how: string; table: string; rows: number };

type Node = Record<string, unknown> & { Plans?: Node[] };

/** The same database, with every statement explained to whoever sends it: by PostgreSQL's own auto_explain, which superusers may load. */
export function explained(url: string, ...settings: string[]): string {
  const address = new URL(url);
  const all = [
    'session_preload_libraries=auto_explain',
    'auto_explain.log_min_duration=0',
    'auto_explain.log_analyze=on',
    'auto_explain.log_format=json',
    'auto_explain.log_level=notice',
    ...settings,
  ];
  address.searchParams.set('options', all.map((setting) => `-c ${setting}`).join(' '));
  return address.href;
}

/** Hears the plans of what is asked through the pool from now on. */
export function plansOf(pool: pg.Pool): Plan[] {
  const plans: Plan[] = [];
  const known = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    client.on('notice', ({ message = '' }) => {
      const [, ms, json] = /^duration: ([\d.]+) ms {2}plan:\n(.*)$/su.exec(message) ?? [];
      if (json === undefined) return;
      const { 'Query Text': query = '', Plan: plan } = JSON.parse(json) as { 'Query Text'?: string; Plan: Node };
      plans.push({ query, ms: Number(ms), scans: scansOf(plan) });
    });
  });
  return plans;
}

function scansOf(node: Node): Scan[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  const table = node['Relation Name'];
  if (typeof table !== 'string' || !String(node['Node Type']).includes('Scan')) return below;
  const each = ['Actual Rows', 'Rows Removed by Filter', 'Rows Removed by Index Recheck'].map((name) => Number(node[name] ?? 0));
  const rows = Math.round(each.reduce((a, b) => a + b, 0) * Number(node['Actual Loops'] ?? 1));
  return [{ how: String(node['Node Type']), table, rows }, ...below];
}
