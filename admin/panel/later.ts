import type { RequestHandler } from 'express';

export type Later = {
  /** Answers when it is loaded. */
  handler: RequestHandler;
  /** Begins to load, once the answer to who comes in is sent: it will be asked for soon. */
  foreseen: RequestHandler;
};

/** What takes seconds to load is loaded when somebody comes, not while the installation starts. What fails is tried again. */
export function later(load: () => Promise<RequestHandler>): Later {
  let loading: Promise<RequestHandler> | undefined;
  const loaded = (): Promise<RequestHandler> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    async handler(request, response, next) {
      await (await loaded())(request, response, next);
    },
    foreseen(_request, response, next) {
      if (!loading) response.once('finish', () => setImmediate(() => loaded().catch(() => undefined)));
      next();
    },
  };
}
