import { RetryError, UserError } from '../../engine/errors.ts';
import { type Command, type Doing, type PeopleParts, teamHere } from '../doing.ts';
import type { Finding } from '../platform.ts';
import type { Line, View } from '../view.ts';

/** The platform waits no longer for an answer than this would take. */
const PROVIDER_MS = 10_000;

/** What is missing, and how to mend it. */
export const check: Command = {
  name: 'check',
  summary: 'What is missing here, and how to mend it',
  options: [],
  run: async (_given, parts) => {
    const [own, theirs] = await Promise.all([ourFindings(parts), parts.platform.check(parts.place)]);
    // To add it again mends what it may not do there; a key is mended elsewhere.
    const lacking = theirs.some(({ ok }) => !ok);
    return findingsView([...theirs, ...own], lacking ? parts.platform.inviteLink?.() : undefined);
  },
};

type Ours = Pick<Doing, 'engine' | 'provider' | 'log' | 'place'>;

/** Of the installation: database and queue, and whether the provider speaks. */
export async function ourFindings(parts: Ours): Promise<Finding[]> {
  return Promise.all([standing(parts), speaking(parts)]);
}

async function standing({ engine, log }: Pick<PeopleParts, 'engine' | 'log'>): Promise<Finding> {
  try {
    await engine.ready();
    return { ok: true, what: 'The database and the queue answer.' };
  } catch (error) {
    log.warn({ err: error }, 'the check found the database or the queue away');
    const mend = 'Whoever runs simFocus finds the reason in its log.';
    return { ok: false, what: 'The database or the queue does not answer.', mend };
  }
}

async function speaking({ provider, log, place }: Ours): Promise<Finding> {
  const team = teamHere({ place });
  const name = provider.nameFor(team);
  if (name === 'rehearsal') {
    const mend = 'Who manages this team adds a key in the panel (/focus panel), or whoever runs simFocus adds one for all teams.';
    return { ok: false, what: 'No provider has a key: discussions are rehearsals, without any model.', mend };
  }
  try {
    await provider.check(team, AbortSignal.timeout(PROVIDER_MS));
    return { ok: true, what: `The provider ${name} speaks.` };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, what: `The provider ${name} does not speak.`, mend: error.message };
    const known = error instanceof RetryError || (error instanceof DOMException && error.name === 'TimeoutError');
    if (!known) log.error({ err: error }, 'the check of the provider failed: a bug');
    const mend = 'Try again in a moment; if it stays, whoever runs simFocus looks at its log.';
    return { ok: false, what: `The provider ${name} does not answer just now.`, mend };
  }
}

export function findingsView(findings: readonly Finding[], invite?: string): View {
  const missing = findings.filter(({ ok }) => !ok).length;
  return {
    tone: missing === 0 ? 'good' : 'warning',
    title:
      missing === 0 ? 'Everything is in place' : `${missing} of ${findings.length} ${missing === 1 ? 'needs' : 'need'} attention`,
    lines: findings.map(findingLine),
    ...(invite && missing > 0 && { buttons: [[{ label: 'Add simFocus again with what it needs', url: invite }]] }),
  };
}

const findingLine = ({ ok, what, mend }: Finding): Line => [
  `${ok ? '✓' : '✗'} `,
  ok ? what : { bold: what },
  mend ? ` ${mend}` : '',
];
