import { compose, type Slot } from './compose.ts';
import { firstName } from './english.ts';
import { echoesOf } from './echo.ts';
import { type Line, linesOf } from './line.ts';
import { HOST } from './lines/moderator.ts';
import { slotsOf } from './slots.ts';
import type { Stage } from './stage.ts';

/** What the host says: neutral and short, by the phase. */
export function moderatorTurn(stage: Stage): string {
  const { transcript, phase, dice, said, step } = stage;
  const spoken = transcript.turns.filter((turn) => turn.kind === 'persona');
  const last = spoken.at(-1);
  const before = spoken.findLast((turn) => turn.speaker.id !== last?.speaker.id);
  const waiting = transcript.personas.find(({ id }) => !spoken.some((turn) => turn.speaker.id === id));
  const names: Record<string, string | undefined> = {
    name: last && firstName(last.speaker.name),
    other: firstName((waiting ?? before?.speaker)?.name ?? ''),
    echo: last && dice.pick(echoesOf(last.text).slice(0, 3)),
  };
  const make = (templates: readonly string[]): Line[] =>
    stage.aspects
      .slice(0, 2)
      .flatMap((aspect) => {
        const slots = slotsOf(stage, aspect);
        return linesOf(templates, dice, (name) => (name in names ? names[name] : slots(name)), said, (text) => text);
      });
  const templates = HOST[phase];
  const greeting = spoken.length === 0 && phase === 'opening';
  const slots: Slot[] = greeting
    ? [
        { name: 'welcome', lines: () => make(templates.slice(0, 2)) },
        { name: 'topic', lines: () => make(templates.slice(2, 4)) },
      ]
    : [];
  const fill: Slot[] = [{ name: 'host', lines: () => make(greeting ? templates.slice(4) : templates.slice(phase === 'opening' ? 4 : 0)) }];
  return compose(slots, fill, step.words, dice).join(' ');
}
