import type { StyleOptions } from '@dicebear/core';
import type * as notionists from '@dicebear/notionists';
import type { Persona } from '../types.ts';

/** What of "Notionists" a portrait is drawn from. */
export type Portrait = StyleOptions<notionists.Options>;

/** Soft grounds on which a black line drawing reads well. */
const GROUNDS = ['ffd5dc', 'ffdfbf', 'fff1b8', 'd1f0d5', 'c9ecec', 'cfe3ff', 'd9d4fb', 'f0d3f2'];

const EITHER = variants('01', '04', '09', '11', '12', '20', '22', '33', '40', '43');
const WOMEN = variants('02', '08', '10', '11', '23', '28', '29', '30', '36', '37', '39', '41', '43', '47', '48', '57', '58');
const OLDER_WOMEN = variants('02', '11', '29', '43', '48', '57');
const MEN = variants(
  '05',
  '06',
  '13',
  '15',
  '16',
  '18',
  '22',
  '24',
  '25',
  '27',
  '31',
  '33',
  '34',
  '35',
  '38',
  '49',
  '54',
  '55',
  '60',
);
const OLDER_MEN = variants('13', '24', '25', '42', '60');
const OLDER = 60;

/**
 * Drawn so that it goes with the person where the person is known, and says little where not. Left out for everybody:
 * head coverings that profess something, dark glasses, grimaces, and clothes that are a costume; a hash must not hand those out.
 */
export function portraitOf(persona: Pick<Persona, 'gender' | 'age'> | undefined): Portrait {
  const older = (persona?.age ?? 0) >= OLDER;
  const woman = persona?.gender === 'female';
  const man = persona?.gender === 'male';
  return {
    size: 256,
    backgroundColor: GROUNDS,
    hair: woman ? (older ? OLDER_WOMEN : WOMEN) : man ? (older ? OLDER_MEN : MEN) : EITHER,
    beardProbability: man ? 35 : 0,
    glasses: variants('03', '08', '11'),
    glassesProbability: (persona?.age ?? 0) >= 45 ? 50 : 20,
    lips: variants('03', '06', '08', '13', '14', '17', '19', '21', '22', '23', '25', '30'),
    brows: variants('01', '04', '05', '06', '07', '08', '09', '10', '11', '12'),
    body: variants('07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '19', '20', '21', '23', '25'),
    gestureProbability: 0,
    bodyIconProbability: 0,
  };
}

/** The style's names for its drawings, e.g. `variant07`. */
function variants<N extends string>(...numbers: N[]): `variant${N}`[] {
  return numbers.map((n) => `variant${n}` as const);
}
