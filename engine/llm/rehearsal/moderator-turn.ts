import { ASPECTS, aspectsOf } from './aspects/index.ts';
import { compose, type Slot } from './compose.ts';
import { echoesOf } from './echo.ts';
import { firstName } from './english.ts';
import { languageOf } from './language.ts';
import { type Line, linesOf } from './line.ts';
import {
  FAREWELL,
  HOST,
  HOST_CREATIVE,
  HOST_TAILS,
  type Hosting,
  WELCOME,
  WELCOME_ENGLISH,
  WELCOME_MORE,
} from './lines/moderator.ts';
import { slotsOf } from './slots.ts';
import type { Stage } from './stage.ts';

const LATELY = 8;

/** What the host says: neutral and short, by the phase, about what the group spoke of. */
export function moderatorTurn(stage: Stage): string {
  const { transcript, dice, said, step, topic } = stage;
  const spoken = transcript.turns.filter((turn) => turn.kind === 'persona');
  const last = spoken.at(-1);
  const before = spoken.findLast((turn) => turn.speaker.id !== last?.speaker.id);
  const lately = spoken
    .slice(-LATELY)
    .map(({ text }) => text)
    .join(' ');
  const aspect = aspectsOf(lately)[0] ?? stage.aspects[0] ?? ASPECTS[0];
  const own: Record<string, string | undefined> = {
    name: last && firstName(last.speaker.name),
    other: firstName((before?.speaker ?? dice.pick(transcript.personas))?.name ?? ''),
    echo: last && dice.pick(echoesOf(last).slice(0, 3)),
    full: topic.title,
  };
  const make = (templates: readonly string[]): Line[] => {
    if (!aspect) return [];
    const slots = slotsOf(stage, aspect);
    return linesOf(
      templates,
      dice,
      (name) => (name in own ? own[name] : slots(name)),
      said,
      (text) => text,
      2,
    );
  };
  const hosting = hostingOf(stage, spoken.length === 0, step.key.endsWith('/close'));
  const slots: Slot[] = [hosting.first, hosting.after].map((templates, i) => ({
    name: `host ${i}`,
    lines: () => make(templates),
  }));
  const more = hosting === WELCOME || hosting === WELCOME_ENGLISH ? WELCOME_MORE : hosting.after;
  return compose(
    slots,
    [
      { name: 'more', lines: () => make(more) },
      { name: 'tail', lines: () => make(hosting === FAREWELL ? [] : HOST_TAILS) },
    ],
    step.words,
    dice,
  ).join(' ');
}

function hostingOf({ phase, creative, transcript }: Stage, silent: boolean, closes: boolean): Hosting {
  if (closes) return FAREWELL;
  if (silent) return languageOf(transcript.brief.topic) === 'english' ? WELCOME : WELCOME_ENGLISH;
  return creative && phase !== 'closing' ? HOST_CREATIVE : HOST[phase];
}
