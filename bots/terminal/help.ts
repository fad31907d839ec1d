import { formats, library, QUALITIES } from '../../engine/engine.ts';

/** The help text: our own options, then those of each format. */
export function helpText(providerNames: readonly string[]): string {
  const ofFormats = formats.flatMap((format) => [
    `  ${format.name}: ${format.summary}`,
    ...Object.entries(format.options.shape).map(
      ([name, type]) => `    --${name.padEnd(10)} ${(type as { description?: string }).description ?? ''}`,
    ),
  ]);
  return [
    'npm run chat -- "your topic or question" [options]',
    '',
    '  --format       what kind of discussion (below)',
    '  --personas     how many (2 to 20, chosen for the topic), or names with commas between them',
    '  --list-personas   shows all whom you can name, and ends',
    `  --provider     who speaks: ${providerNames.join(', ')}`,
    '  --model        the model that speaks, as the provider calls it',
    `  --quality      which models speak, vote and report: ${QUALITIES.join(', ')}`,
    '  --pace         natural (reading speed) or fast',
    '  --speed        1, 1.5, 2 or 3 times the natural pace',
    '  --minutes      ends it after 10 to 60 minutes',
    '  --budget       most US dollars that it may cost; it ends before that, with a report of what was reached',
    '  --estimate     says what it would cost and how long it would take, and ends',
    '  --ask          a question thrown in after the first turn; may be given several times',
    '  --select       in a council: an answer that stays in sight of the next question (--ask), by its number',
    '  --name         what the personas call you, and the report; without it your account, or Guest',
    '  --context      a text file with background',
    '  --report       writes the report to this file (Markdown); without it, into the data folder',
    '  --transcript   writes everything that was said to this file (JSON)',
    '  --json         events as JSON lines on standard output',
    '  --seed         the same seed gives the same cast and order',
    '  --version      shows the version, and ends',
    '',
    'Formats and their options:',
    ...ofFormats,
    '',
    'While it runs: type a question and press Enter, or /pause /resume /stop /speed 2 /status /help.',
    'A council: type the next question, or /expand 2 /select 2 /delete 1 3 /others /again /synthesis /archive /help.',
  ].join('\n');
}

/** Everybody who can be named, one line each. */
export function personasText(): string {
  const width = (of: (persona: (typeof library)[number]) => string) => Math.max(...library.map((persona) => of(persona).length));
  const name = width((persona) => persona.name);
  const profession = width((persona) => persona.profession);
  return library
    .map((persona) => `${persona.name.padEnd(name)}  ${persona.age}  ${persona.profession.padEnd(profession)}  ${persona.field}`)
    .join('\n');
}
