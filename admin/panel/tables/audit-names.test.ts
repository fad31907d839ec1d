import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../prisma/test-database.ts';
import { type Browser, startTestPanel, type TestPanel } from '../panel.fixture.ts';

let panel: TestPanel;
let admin: Browser;

beforeAll(async () => {
  panel = await startTestPanel(await freshDatabase());
  admin = await panel.as({ role: 'admin', name: 'Ada' });
});
afterAll(() => panel.close());

type Entry = { action: string; thing: string; which: string };
async function entries(by: Browser): Promise<Entry[]> {
  const answer = (await (await by.get('/admin/api/resources/audit/actions/list')).json()) as { records: { params: Entry }[] };
  return answer.records.map(({ params: { action, thing, which } }) => ({ action, thing, which }));
}

describe('an entry of the audit', () => {
  it('names what it is about, as it is called now or was then', async () => {
    const { id } = await admin.do<{ id: string }>('/start', { topic: 'A bridge?', format: 'focus-group' });
    await admin.do('/settings', { controlRole: '', startRole: '', defaultRole: 'viewer', blockedWords: ['slur'] });
    expect(await entries(admin)).toEqual(
      expect.arrayContaining([
        { action: 'started', thing: 'discussion', which: 'A bridge?' },
        { action: 'joined', thing: 'member', which: 'Ada' },
        { action: 'changed', thing: 'settings', which: 'of the team' },
      ]),
    );
    const [record] = (
      (await (await admin.get(`/admin/api/resources/audit/actions/list?filters.thingId=${id}`)).json()) as {
        records: { id: string }[];
      }
    ).records;
    const one = (await (await admin.get(`/admin/api/resources/audit/records/${record?.id}/show`)).json()) as {
      record: { params: Entry };
    };
    expect(one.record.params.which).toBe('A bridge?');
  });

  it('names nothing of another team', async () => {
    const other = await panel.as({ role: 'admin', name: 'Olga', team: 'other' });
    expect((await entries(other)).map(({ which }) => which)).toEqual(['Olga']);
  });
});
