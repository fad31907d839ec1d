import { ballotsChart } from './ballots.ts';
import type { Chart } from './chart.ts';
import { costChart } from './cost.ts';
import { participationChart } from './participation.ts';
import { repliesChart } from './replies.ts';
import { topicsChart } from './topics.ts';

/** The charts that sections may show. One more: a file here and a line. */
export const charts: readonly Chart[] = [ballotsChart, participationChart, repliesChart, topicsChart, costChart];
export type ChartName = 'ballots' | 'participation' | 'replies' | 'topics' | 'cost';

export const chartNamed = (name: string): Chart | undefined => charts.find((chart) => chart.name === name);
