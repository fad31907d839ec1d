/** What the app may do in a workspace: `slack-manifest.yaml` asks for exactly this, and so does the installation. */
export const SCOPES = [
  // What is written in its threads is a question.
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  // A public channel is joined where a discussion is started in it.
  'channels:join',
  // /focus check tells whether a channel is archived, and whether the app is in it.
  'channels:read',
  'groups:read',
  'mpim:read',
  'chat:write',
  // Personas speak under their own names and faces.
  'chat:write.customize',
  'commands',
  // A file given with /focus is read; reports and charts are sent.
  'files:read',
  'files:write',
  // A report asked for by one person is sent to that person.
  'im:write',
  // A question that was taken is marked.
  'reactions:write',
  // Members of a user group may be allowed to control discussions.
  'usergroups:read',
  // Names of those who ask, and whether they manage the workspace.
  'users:read',
] as const;

/** Without these everything works but what they are for. */
export const OPTIONAL: readonly string[] = ['usergroups:read'];

/** What Slack tells the app; a deleted channel or thread ends what goes on in it. */
export const EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'channel_deleted',
  'group_deleted',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
] as const;
