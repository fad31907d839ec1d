import type { App } from '@slack/bolt';

/** A dialog that is wrong says so itself if that is known so soon; Slack waits three seconds. */
const PATIENCE_MS = 500;

/** The dialog is closed: it can say nothing any more. */
export class TooLate extends Error {
  override name = 'TooLate';
}

type Event = Parameters<App['processEvent']>[0];

/**
 * Bolt looks for the installation before it acknowledges. Here what needs no answer is acknowledged before anything waits
 * for the store; a dialog, which may say what is wrong with it, as soon as that is known or its patience ends.
 */
export function acknowledgeFirst(app: App): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    const { ack, close } = acknowledging(event);
    try {
      if (event.body['type'] !== 'view_submission') await ack();
      await process({ ...event, ack });
    } finally {
      close();
    }
  };
}

/** Answers once, however often it is asked to; with words for a dialog that is closed it throws TooLate. */
export function acknowledging({ ack, body }: Event): { ack: Event['ack']; close(): void } {
  let done: Promise<void> | undefined;
  const once: Event['ack'] = (response?: unknown) => {
    if (done && response !== undefined) throw new TooLate();
    done ??= ack(response);
    return done;
  };
  const timer = body['type'] === 'view_submission' ? setTimeout(() => void once().catch(() => {}), PATIENCE_MS) : undefined;
  return { ack: once, close: () => clearTimeout(timer) };
}
