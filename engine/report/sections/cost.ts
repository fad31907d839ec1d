import { type Block, chartBlock, type Line, paragraph, table } from '../blocks.ts';
import { costUnknown } from '../label.ts';
import { dollars, integer, plural } from '../plain.ts';
import type { ComputedSection, ReportInput } from '../section.ts';
import {
  type ModelSpend,
  priceText,
  type Spend,
  type SpendParts,
  spendOf,
  spendPartsOf,
  spendPartsSchema,
  spendSchema,
} from '../spend.ts';

/** Tokens and money by model, the report's own calls included. */
export const cost: ComputedSection = {
  name: 'cost',
  title: 'Cost',
  facts: {
    schema: spendSchema.extend(spendPartsSchema.shape),
    of: ({ calls, transcript }) => ({ ...spendOf(calls), ...spendPartsOf(transcript, calls) }),
  },
  blocks,
};

const HEAD = ['Model', 'Calls', 'Input tokens', 'Read from cache', 'Written to cache', 'Output tokens', 'Cost'];

function blocks(input: ReportInput): Block[] {
  const { calls, events, transcript } = input;
  const spend = spendOf(calls);
  const opened = events.find((event) => event.type === 'opened');
  const forked = opened?.type === 'opened' && opened.origin?.kind === 'fork';
  const fork = forked ? [paragraph('Turns from before the fork were paid for in the discussion that it was forked from.')] : [];
  if (calls.length === 0)
    return [paragraph(costUnknown(input) ? 'What it cost is not known here.' : 'No model was called.'), ...fork];
  return [
    paragraph(`In all: ${priceText(spend)} for ${plural(spend.calls, 'call')}.`),
    ...budgetLines(input).map((line) => paragraph(line)),
    chartBlock('cost'),
    table(HEAD, spend.models.map(row)),
    table(PARTS_HEAD, partRows(spendPartsOf(transcript, calls))),
    ...troubles(spend).map((line) => paragraph(line)),
    ...fork,
  ];
}

function budgetLines({ events, transcript: { brief, ended } }: ReportInput): string[] {
  const cap = brief.budget === undefined ? [] : [`Budget: ${dollars(brief.budget)}.`];
  if (ended !== 'budget') return cap;
  const warnings = events.flatMap((event) => (event.type === 'control' && event.action === 'warn' ? (event.reason ?? []) : []));
  return [...cap, 'The discussion was ended before its budget was passed.', ...warnings.slice(-1)];
}

const PARTS_HEAD = ['For', 'Turns', 'Calls', 'Cost'];

/** Who spoke, and what else it was spent on; what took no call is left out. */
function partRows({ speakers, framing, summaries, report }: SpendParts): Line[][] {
  const others = [
    { name: 'Wording of the ballots', ...framing },
    { name: 'Summaries for the models', ...summaries },
    { name: 'Report', ...report },
  ].map((part) => ({ ...part, turns: undefined }));
  return [...speakers, ...others]
    .filter(({ calls }) => calls > 0)
    .map((part) => [
      [part.name],
      [part.turns === undefined ? '' : integer(part.turns)],
      [integer(part.calls)],
      [priceText(part)],
    ]);
}

function row(model: ModelSpend): Line[] {
  const tokens = [model.input, model.cached, model.cacheWrite, model.output].map((n): Line => [integer(n)]);
  return [[`${model.model} (${model.provider})`], [integer(model.calls)], ...tokens, [priceText(model)]];
}

function troubles({ repeated, failed, abandoned }: Spend): string[] {
  const lines: string[] = [];
  if (repeated > 0) lines.push(`Asked again because an answer broke a rule: ${plural(repeated, 'time')}.`);
  if (failed > 0) lines.push(`${plural(failed, 'call')} brought no answer.`);
  if (abandoned.calls > 0) {
    lines.push(
      `${plural(abandoned.calls, 'call')} whose answer was lost: charged whole, ${abandoned.unpriced > 0 ? priceText(abandoned) : `at most ${dollars(abandoned.dollars)}`}.`,
    );
  }
  return lines;
}
