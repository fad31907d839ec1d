import type { Finding, Place } from '../../platform.ts';
import { asked, Refused } from './refusals.ts';
import { OPTIONAL, SCOPES } from './scopes.ts';
import type { Workspace } from './workspaces.ts';

export type Circumstances = {
  workspace: Workspace;
  /** Personas' pictures can be fetched from us. */
  pictures: boolean;
  /** Whether Slack has told us of anything since we began. */
  heard: boolean;
};

/** What is missing for focus groups here, each with how to mend it; the place may be a whole workspace. */
export async function check({ workspace, pictures, heard }: Circumstances, place: Pick<Place, 'channel'>): Promise<Finding[]> {
  const { scopes } = await workspace.identity('anew');
  const missing = SCOPES.filter((scope) => !scopes.includes(scope) && !OPTIONAL.includes(scope));
  return [
    missing.length === 0
      ? { ok: true, what: 'Permissions: all there.' }
      : {
          ok: false,
          what: `Permissions: ${missing.join(', ')} missing.`,
          mend: 'Add the app to the workspace again.',
          needed: true,
        },
    heard
      ? { ok: true, what: 'Events: they arrive.' }
      : {
          ok: false,
          what: 'Events: none has arrived yet.',
          mend: 'Write something in a channel that the app is in; if this stays, subscribe to the events of slack-manifest.yaml.',
        },
    pictures
      ? { ok: true, what: 'Faces: pictures.' }
      : {
          ok: false,
          what: 'Faces: emoji, since Slack cannot fetch pictures from here.',
          mend: 'Set PUBLIC_URL to where simFocus can be reached.',
        },
    ...(place.channel === '' ? [] : [await channelFinding(workspace, place.channel)]),
  ];
}

async function channelFinding(workspace: Workspace, channel: string): Promise<Finding> {
  const invite = 'Type /invite and the name of the app in this channel.';
  if (channel.startsWith('D')) {
    return { ok: true, what: 'Channel: a direct message; it works where it is with the app, and is seen by nobody else.' };
  }
  try {
    const { channel: found } = await asked(() => workspace.client().conversations.info({ channel }));
    if (found?.is_archived) return { ok: false, what: 'Channel: archived.', mend: 'Unarchive it.', needed: true };
    if (found?.is_member === false && found.is_private)
      return { ok: false, what: 'Channel: I am not in it.', mend: invite, needed: true };
    if (found?.is_member === false) return { ok: true, what: 'Channel: public; I join it when a discussion starts.' };
    if (found?.is_ext_shared) {
      return { ok: true, what: 'Channel: shared with another organisation, whose people may read and ask too.' };
    }
    return { ok: true, what: 'Channel: I am in it.' };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'missing_scope')
      return { ok: false, what: 'Channel: I may not look.', mend: 'Add the app to the workspace again.' };
    return { ok: false, what: 'Channel: I cannot see it.', mend: invite, needed: true };
  }
}
