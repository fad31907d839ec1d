import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Engine } from './engine.ts';
import { UserError } from './errors.ts';
import { htmlPage } from './report/html/html.ts';
import { STYLE } from './report/html/style.ts';
import type { OpenShare, Share, ShareStore } from './store/shares.ts';
import type { DiscussionId, Speaker } from './types.ts';

export type { Share } from './store/shares.ts';
/** What share pages are made with: nothing but this style is allowed on them. */
export { htmlPage, STYLE };

const PASSWORD = { min: 8, max: 200 };
/** Wrong passwords in a window, for one share, whoever tries. */
const GUESSES = 10;
const WINDOW_MS = 15 * 60_000;
const SLUG = /^[A-Za-z0-9_-]{22}$/u;
/** OWASP's first choice for argon2id: 19 MiB, 2 passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Pages that are kept, so that many readers do not have one drawn each. */
const KEPT = 30;

export type ShareWish = {
  discussion: DiscussionId;
  /** With all that was said; without it only what is quoted. */
  transcript?: boolean;
  /** With the members' names. */
  names?: boolean;
  password?: string;
  expiresAt?: Date;
};

/** `none` says nothing of why: there is no such share, or there was. */
export type Visit = { kind: 'page'; html: string } | { kind: 'password'; wrong: boolean } | { kind: 'later' } | { kind: 'none' };

export type ShareDesk = ReturnType<typeof openShareDesk>;

/** Reports that can be read by whoever has the address; each belongs to a team, and only that team sees or revokes it. */
export function openShareDesk(shares: ShareStore, engine: Pick<Engine, 'status' | 'sharedPage' | 'sharedImage'>) {
  const pages = new Map<string, Promise<string>>();

  /** Drawn once for each state of the discussion. */
  async function pageOf(share: OpenShare, imageUrl: string | undefined): Promise<string> {
    const { discussion, transcript } = await engine.status(share.discussion);
    const key = JSON.stringify([share.id, discussion.seq, discussion.reportStatus, imageUrl]);
    const known = pages.get(key);
    if (known) return known;
    const meta = [
      { name: 'robots', content: 'noindex, nofollow' },
      ...(imageUrl === undefined ? [] : cardOf(transcript.brief.topic, imageUrl)),
    ];
    const page = engine.sharedPage(share.discussion, { transcript: share.transcript, names: share.names, meta });
    page.catch(() => pages.delete(key));
    pages.set(key, page);
    const oldest = pages.keys().next();
    if (pages.size > KEPT && !oldest.done) pages.delete(oldest.value);
    return page;
  }

  async function found(slug: string): Promise<OpenShare | undefined> {
    // Whatever is asked for, one question is asked of the database.
    return shares.open(SLUG.test(slug) ? slug : '');
  }

  return {
    /** Throws UserError for what is not the team's, and for a password that is none. */
    async share(team: string, wish: ShareWish, by: Speaker): Promise<Share> {
      const { discussion, password, expiresAt, transcript = false, names = false } = wish;
      await ofTeam(engine, team, discussion);
      if (expiresAt && expiresAt <= new Date())
        throw new UserError('It would be over at once. Name a later day.', 'VALIDATION_ERROR', { field: 'expiresAt' });
      const slug = randomBytes(16).toString('base64url');
      return shares.create({
        slug,
        team,
        discussion,
        transcript,
        names,
        createdBy: by,
        ...(expiresAt && { expiresAt }),
        ...(password !== undefined && { password: await hash(checked(password), COST) }),
      });
    },

    list: (team: string, discussion?: DiscussionId): Promise<Share[]> => shares.list(team, discussion),

    /** Throws UserError where the team has no such share that is open. */
    async revoke(team: string, slug: string): Promise<void> {
      if (!(await shares.revoke(team, slug)))
        throw new UserError('There is no such share, or it is revoked already.', 'RESOURCE_NOT_FOUND');
    },

    /** What a visitor gets. `imageOf`: where the picture of an open share lies, for those who show links with one. */
    async visit(slug: string, password: string | undefined, imageOf?: (slug: string) => string): Promise<Visit> {
      const share = await found(slug);
      if (!share) return { kind: 'none' };
      if (share.password !== undefined) {
        if (password === undefined) return { kind: 'password', wrong: false };
        if ((await shares.guessed(share.id, WINDOW_MS)) > GUESSES) return { kind: 'later' };
        if (!(await verify(share.password, password.slice(0, PASSWORD.max)))) return { kind: 'password', wrong: true };
        await shares.guessedRight(share.id);
      }
      const html = await pageOf(share, share.password === undefined ? imageOf?.(slug) : undefined);
      await shares.visited(share.id);
      return { kind: 'page', html };
    },

    /** The picture of a share that asks for no password. */
    async image(slug: string): Promise<Uint8Array | undefined> {
      const share = await found(slug);
      return share && share.password === undefined ? engine.sharedImage(share.discussion) : undefined;
    },
  };
}

const cardOf = (topic: string, image: string) => [
  { name: 'og:title', content: topic },
  { name: 'og:type', content: 'article' },
  { name: 'og:image', content: image },
  { name: 'og:image:alt', content: `Report of a synthetic discussion: ${topic}` },
  { name: 'twitter:card', content: 'summary_large_image' },
];

async function ofTeam(engine: Pick<Engine, 'status'>, team: string, id: DiscussionId): Promise<void> {
  const { discussion } = await engine.status(id);
  if (discussion.team === team) return;
  throw new UserError(
    'There is no such discussion. It may have been deleted; look in the list of discussions.',
    'RESOURCE_NOT_FOUND',
  );
}

function checked(password: string): string {
  const length = [...password].length;
  if (length >= PASSWORD.min && length <= PASSWORD.max) return password;
  throw new UserError(
    `A password has ${PASSWORD.min} to ${PASSWORD.max} characters; this one has ${length}.`,
    'VALIDATION_ERROR',
    {
      field: 'password',
    },
  );
}
