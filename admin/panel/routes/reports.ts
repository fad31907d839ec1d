import { z } from 'zod';
import { checkLines, REHEARSAL_MEANS, REHEARSAL_NOTE, REPORT_FORMS } from '../../../engine/engine.ts';
import { UserError } from '../../../engine/errors.ts';
import { ownDiscussion } from '../own.ts';
import type { PanelContext } from '../panel.ts';
import { get, type Route } from '../route.ts';

const CHARTS = ['ballots', 'participation', 'replies', 'topics', 'cost'] as const;
const TYPES = {
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

export const reportRoutes = ({ engine }: PanelContext): Route[] => [
  get('/discussions/:id/report', 'viewer', z.object({}), async ({ member, params }) => {
    const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
    const { json } = await engine.report(id);
    return {
      forms: REPORT_FORMS,
      charts: CHARTS,
      report: json,
      checks: checkLines(json),
      ...(json.rehearsal && { rehearsal: `${REHEARSAL_NOTE}. ${REHEARSAL_MEANS}` }),
    };
  }),

  get('/discussions/:id/report.:form', 'viewer', z.object({}), async ({ member, params, response }) => {
    const discussion = await ownDiscussion(engine, member, params['id'] ?? '');
    const form = REPORT_FORMS.find((one) => one === params['form']);
    if (!form) throw new UserError('There is no report in this form.', 'RESOURCE_NOT_FOUND');
    const [file] = await engine.reportFiles(discussion.id, [form]);
    if (!file) throw new UserError('There is no report yet. It is written when the discussion ends.', 'RESOURCE_NOT_FOUND');
    // Opened from disk it is a page of its own; from here it may run nothing.
    response.set({
      'Content-Disposition': `attachment; filename="report.${form}"`,
      'Content-Type': TYPES[form],
      'Content-Security-Policy': 'sandbox',
    });
    response.send(Buffer.from(file.bytes));
  }),

  get('/discussions/:id/chart/:name', 'viewer', z.object({}), async ({ member, params }) => {
    const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
    const name = CHARTS.find((one) => one === params['name']);
    const chart = name && (await engine.chart(id, name));
    if (!chart) throw new UserError('There is nothing to draw yet.', 'RESOURCE_NOT_FOUND');
    const { title, alt, png } = chart;
    return { title, alt, png: Buffer.from(png).toString('base64') };
  }),
];
