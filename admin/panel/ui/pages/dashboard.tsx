import { Page } from '../lib/page.tsx';

export function Dashboard() {
  return <Page title="Dashboard">{null}</Page>;
}
