import { dollars, type Estimate, faceOf, formats, phasesOf, type StatusReport } from '../engine/engine.ts';
import { UserError } from '../engine/errors.ts';
import type { Discussion, Persona, Transcript } from '../engine/types.ts';
import { forkPreviewRow, previewRow } from './controls.ts';
import type { Finding } from './platform.ts';
import type { FaceLine, View } from './view.ts';
import { budgetWords, costRange, isRehearsal, phaseName, REHEARSAL, timeRange, upperFirst } from './wording.ts';

/** What a discussion will be, before it is started. */
export function previewView(
  { discussion, transcript }: StatusReport,
  estimate: Estimate,
  lacking: readonly Finding[] = [],
): View {
  const { brief, id } = discussion;
  const forked = transcript.turns.length > 0;
  const warning = budgetWords(estimate, brief.budget);
  return {
    tone: lacking.length > 0 ? 'warning' : 'step',
    title: brief.topic,
    lines: [
      ...lacking.map(({ what, mend }) => [{ bold: what }, mend ? ` ${mend}` : '']),
      optionWords(discussion),
      ...(forked ? [`It goes on from turn ${transcript.turns.length}; what was said until then is kept.`] : []),
      ...(brief.context ? [`Background: ${brief.context.length} characters.`] : []),
      transcript.castReason,
      ...(isRehearsal(discussion) ? [[{ italic: REHEARSAL }]] : []),
      ...(warning ? [[{ bold: warning }]] : []),
    ],
    faces: transcript.personas.map((persona, i) => faceLine(persona, sideOf(transcript, i))),
    fields: [
      ...(transcript.services.length > 0 ? [] : [{ name: 'Phases', value: phaseWords(transcript) }]),
      { name: 'Cost', value: isRehearsal(discussion) ? 'Nothing' : upperFirst(costRange(estimate)) },
      { name: 'Time', value: timeWords(discussion, estimate) },
      { name: 'Budget', value: brief.budget === undefined ? 'No limit' : `At most ${dollars(brief.budget)}` },
    ],
    buttons: [forked || transcript.services.length > 0 ? forkPreviewRow(id) : previewRow(id)],
  };
}

/** `Mode: free · Rounds: 6 · Length: chat`, in the order in which they are offered. */
function optionWords({ brief }: Discussion): string {
  const offered = Object.keys(formats.find(({ name }) => name === brief.format)?.options.shape ?? brief.options);
  return offered
    .filter((name) => brief.options[name] !== '')
    .map((name) => `${upperFirst(name)}: ${String(brief.options[name])}`)
    .join(' · ');
}

const phaseWords = (transcript: Transcript): string =>
  phasesOf(transcript)
    .map(({ phase, rounds }) => `${phaseName(phase)} (${rounds})`)
    .join(', ');

function timeWords({ brief }: Discussion, estimate: Estimate): string {
  const words = `About ${timeRange(estimate)}`;
  return brief.minutes === undefined ? words : `${words}, at most ${brief.minutes} minutes`;
}

/** Of a debate. */
function sideOf({ plan }: Transcript, seat: number): string | undefined {
  const { sides } = (plan ?? {}) as { sides?: readonly string[] };
  return sides?.[seat];
}

export function faceLine(persona: Persona, side?: string): FaceLine {
  const { name, age, profession } = persona;
  return { name, avatar: faceOf(persona), line: [profession, String(age), ...(side ? [side] : [])].join(', ') };
}

export const alreadyStarted = (): UserError =>
  new UserError('This discussion has been started already; see its thread.', 'INVALID_TRANSITION');

export const previewGone = (): UserError =>
  new UserError(
    'This preview is no longer there: it was cancelled, or waited for more than a day. Start anew.',
    'RESOURCE_NOT_FOUND',
  );
