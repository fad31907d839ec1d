import { type CouncilQuestion, councilOf } from '../../formats/council/fold.ts';
import type { Transcript } from '../../types.ts';
import { type Block, heading, type Line, list, paragraph, turnLinks } from '../blocks.ts';
import type { ComputedSection } from '../section.ts';

/** What a chair made of the answers, where one was asked for. */
export const councilSynthesis: ComputedSection = {
  name: 'council-synthesis',
  title: 'Synthesis',
  blocks: ({ transcript }) => {
    const blocks = councilOf(transcript).questions.flatMap((question) => blocksOf(transcript, question));
    return blocks.length > 0 ? blocks : [paragraph('No synthesis was asked for.')];
  },
};

function blocksOf({ turns, services }: Transcript, { n, synthesis }: CouncilQuestion): Block[] {
  if (!synthesis) return [];
  const { agreements, contradictions, onlyOne, blindSpots, minority, heading: title, chair } = synthesis;
  const named = (keys: readonly string[]) => turnLinks(turns.filter(({ key }) => keys.includes(key)).map((turn) => turn.n));
  const lines = (list_: readonly { text: string; answers: readonly string[] }[]): Line[] =>
    list_.map(({ text, answers }) => [`${text} `, ...named(answers)]);
  const part = (name: string, items: readonly Line[]): Block[] =>
    items.length > 0 ? [paragraph({ strong: name }), list(items)] : [];
  return [
    heading(`${n}. ${title}`),
    paragraph(`Written by ${services.find(({ id }) => id === chair)?.name ?? 'a service'} from the answers without names.`),
    ...part('Agreements', lines(agreements)),
    ...part(
      'Contradictions',
      contradictions.map(({ text, sides }) => [
        `${text} `,
        ...sides.flatMap(({ position, answers }, i) => [i > 0 ? '; ' : '', `${position} `, ...named(answers)]),
      ]),
    ),
    ...part('What only one saw', lines(onlyOne)),
    ...part('Blind spots', lines(blindSpots)),
    ...part('Minority report', lines(minority)),
  ];
}
