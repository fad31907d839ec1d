import { type ComparisonFiles, comparable } from '../compare/comparable.ts';
import { type Cost, type CostParts, costOfCalls, costParts } from '../cost.ts';
import { type UnderWay, underWayIn } from '../discussion/under-way.ts';
import { keptText } from '../kept.ts';
import type { ReportForm } from '../render/form-names.ts';
import type { Renderer } from '../render/renderer.ts';
import type { RenderedChart, RenderedFile, SharedOptions } from '../render/task.ts';
import type { ChartName } from '../report/charts/index.ts';
import { reportInput } from '../report/input.ts';
import { reportMarkdown } from '../report/markdown.ts';
import { type Report, reportOf } from '../report/report.ts';
import type { Store } from '../store/store.ts';
import type { Discussion, DiscussionId, Transcript } from '../types.ts';
import type { Looking } from './looking.ts';
import { type Progress, progressOf } from './progress.ts';

export type StatusReport = {
  discussion: Discussion;
  transcript: Transcript;
  progress: Progress;
  cost: Cost;
  /** Steps that have begun and have no event yet. */
  underWay: readonly UnderWay[];
};

/** Addresses by number of the turn. */
export type Links = Readonly<Record<number, string>>;

/** What a discussion comes to: how it stands, what it cost, its report in every form. */
export function results(store: Store, renderer: Renderer, { log, whole }: Looking) {
  return {
    async status(id: DiscussionId): Promise<StatusReport> {
      const [{ discussion, transcript }, calls] = await Promise.all([log(id), store.calls(id)]);
      const underWay = underWayIn(transcript, calls, new Date());
      return { discussion, transcript, progress: progressOf(transcript), cost: costOfCalls(calls), underWay };
    },

    /** What each turn, each speaker and the rest of it have cost so far. */
    async costs(id: DiscussionId): Promise<CostParts> {
      const [{ transcript }, calls] = await Promise.all([log(id), store.calls(id)]);
      return costParts(transcript, calls);
    },

    /** The report as Markdown and as JSON, of whatever is written by now. `links`: where turns were said, by their number. */
    async report(id: DiscussionId, links: Links = {}): Promise<{ markdown: string; json: Report }> {
      const json = reportOf(reportInput({ id, links, ...(await whole(id)) }));
      return { markdown: reportMarkdown(json), json };
    },

    /** The report as files, made in a process of its own. */
    async reportFiles(id: DiscussionId, forms: readonly ReportForm[], links: Links = {}): Promise<RenderedFile[]> {
      const result = await renderer.render({ kind: 'files', source: { id, links, ...(await whole(id)) }, forms });
      return 'files' in result ? result.files : [];
    },

    /** A chart of the report as a picture, with what it shows in sentences; undefined where there is nothing to draw yet. */
    async chart(id: DiscussionId, name: ChartName): Promise<RenderedChart | undefined> {
      const result = await renderer.render({ kind: 'chart', source: { id, ...(await whole(id)) }, name });
      return 'chart' in result && result.chart ? result.chart : undefined;
    },

    /** A chart will soon be asked for: what takes longest about it is done ahead. */
    expectChart: (): void => renderer.expectChart(),

    /** The report as a page for whoever may read it. */
    async sharedPage(id: DiscussionId, options: SharedOptions): Promise<string> {
      const result = await renderer.render({ kind: 'shared', source: { id, ...(await whole(id)) }, options });
      if ('html' in result) return result.html;
      throw new Error('A page was asked for');
    },

    /** What a link to the report is shown with: a PNG of 1200 by 630. */
    async sharedImage(id: DiscussionId): Promise<Uint8Array> {
      const result = await renderer.render({ kind: 'preview', source: { id, ...(await whole(id)) } });
      if ('image' in result) return result.image;
      throw new Error('An image was asked for');
    },

    /** Two or more discussions side by side: what repeats, and what is more than chance. */
    async compare(ids: readonly DiscussionId[]): Promise<ComparisonFiles> {
      const sources = await Promise.all(ids.map(async (id) => ({ id, ...(await whole(id)) })));
      const result = await renderer.render({ kind: 'compare', sources: comparable(sources) });
      if ('comparison' in result) return result.comparison;
      throw new Error('A comparison was asked for');
    },

    /** The discussion as a file from which its report can be made again. */
    async kept(id: DiscussionId): Promise<string> {
      const { discussion, events, calls } = await whole(id);
      const input = reportInput({ id, discussion, events, calls });
      return keptText({ ...input, discussion }, reportOf(input));
    },
  };
}
