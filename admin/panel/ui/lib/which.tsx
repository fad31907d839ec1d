import { Link } from 'react-router-dom';
import { textOf } from './records.ts';

/** What an entry of the audit is about, by its name; a discussion can be gone to. */
export function Which({ params }: { params: Record<string, unknown> }) {
  const name = textOf(params, 'which');
  const id = textOf(params, 'thingId');
  if (textOf(params, 'thing') !== 'discussion' || name === 'no longer there') return <>{name}</>;
  return <Link to={`/admin/pages/discussion?id=${id}`}>{name}</Link>;
}
