import type { ReportInput } from '../section.ts';

/** A Vega-Lite specification with its values in it: data only, nothing of ours or of people's is an expression. */
export type VegaSpec = Record<string, unknown>;

export type Drawing = {
  /** What it shows, in sentences, for whoever does not see it. */
  alt: string;
  spec: VegaSpec;
};

/** A chart of the report; pure. Undefined where there is nothing to draw. */
export type Chart = { name: string; title: string; of(input: ReportInput): Drawing | undefined };

const INK = '#1a1a1a';
export const ink = { dark: INK, middle: '#6b6b6b', light: '#d9d9d9', paper: '#ffffff' } as const;

const LONGEST = 24;
/** A name that fits beside an axis. */
export const shortName = (name: string): string => {
  const characters = [...name];
  return characters.length <= LONGEST ? name : `${characters.slice(0, LONGEST - 1).join('')}…`;
};

/** Names that are told apart on an axis, also when two are alike. */
export function axisNames(names: readonly string[]): string[] {
  const short = names.map(shortName);
  return short.map((name, i) => (short.indexOf(name) === i && short.lastIndexOf(name) === i ? name : `${name} (${i + 1})`));
}

/** What all charts share: one font, black on white, no reliance on colour. */
export function specOf(rest: VegaSpec, size: { width: number; height: number }): VegaSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...size,
    background: ink.paper,
    padding: 8,
    config: {
      font: 'Noto Sans, sans-serif',
      axis: { labelFontSize: 12, titleFontSize: 12, labelLimit: 260, labelColor: INK, titleColor: INK, gridColor: '#e6e6e6' },
      legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 260 },
      text: { fontSize: 12, color: INK },
      view: { stroke: null },
    },
    ...rest,
  };
}

export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
