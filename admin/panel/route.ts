import { type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { UserError } from '../../engine/errors.ts';
import type { Speaker } from '../../engine/types.ts';
import type { Member } from '../accounts/members.ts';
import { may, type Role } from '../accounts/roles.ts';
import { plainIssue } from './plain-issue.ts';

export type Asked<I> = { member: Member; by: Speaker; params: Record<string, string>; input: I; response: Response };

/** One thing that the panel's pages ask the server: who may, what is sent, and what is done. Without an answer it has sent one itself. */
export type Route = {
  method: 'get' | 'post';
  path: string;
  role: Role;
  /** What may be sent. */
  input: z.ZodType;
  run(asked: Asked<unknown>): Promise<unknown>;
};

export const get = <I>(path: string, role: Role, input: z.ZodType<I>, run: (asked: Asked<I>) => Promise<unknown>): Route => ({
  method: 'get',
  path,
  role,
  input,
  run: (asked) => run({ ...asked, input: parsed(input, asked.input) }),
});

export const post = <I>(path: string, role: Role, input: z.ZodType<I>, run: (asked: Asked<I>) => Promise<unknown>): Route => ({
  ...get(path, role, input, run),
  method: 'post',
});

function parsed<I>(schema: z.ZodType<I>, value: unknown): I {
  const result = schema.safeParse(value, { error: plainIssue });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.');
  throw new UserError(issue?.message ?? 'This cannot be used.', 'VALIDATION_ERROR', { ...(field && { field }) });
}

/** Mounts them; the role is asked for each time, also of who never saw the button. */
export function routerOf(routes: readonly Route[], changing: (member: Member) => Promise<void>): Router {
  const router = Router();
  for (const { method, path, role, run } of routes) {
    const handler: RequestHandler = async (request, response) => {
      const member = response.locals['member'] as Member;
      allow(member, role);
      if (method === 'post') await changing(member);
      const by = { id: member.id, name: member.name };
      const input: unknown = method === 'get' ? { ...request.query } : (request.body ?? {});
      const params = request.params as Record<string, string>;
      const answer = await run({ member, by, params, input, response });
      if (!response.headersSent) response.json({ data: answer ?? null });
    };
    router[method](path, handler);
  }
  router.use((_request, _response, next) => next(new UserError('There is no such page.', 'RESOURCE_NOT_FOUND')));
  return router;
}

/** Throws UserError where the role does not reach. */
export function allow({ role }: Member, needed: Role): void {
  if (!may(role, needed))
    throw new UserError(
      `This needs the role ${needed}; yours is ${role}. Ask an administrator of your team.`,
      'AUTHORIZATION_FAILED',
    );
}
