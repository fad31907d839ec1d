import { UserError } from '../../engine/errors.ts';
import { type Command, panelPerson, teamHere } from '../doing.ts';

/** A way into the team's panel, for whoever asked alone. */
export const panel: Command = {
  name: 'panel',
  summary: 'Opens the panel in your browser: personas, discussions, reports, settings',
  options: [],
  run: async (_given, doing) => {
    const link = doing.panel?.link;
    if (!link) {
      throw new UserError(
        'The panel has no address that can be opened from here. Whoever runs simFocus sets PUBLIC_URL to where it is reached (.env.example says how), starts it again, and then /focus panel gives you a link.',
      );
    }
    const url = await link(teamHere(doing), panelPerson(doing));
    return {
      title: 'The panel of this team',
      lines: ['This link logs you in, and nobody else: it works once, and for 15 minutes. Do not pass it on.'],
      buttons: [[{ label: 'Open the panel', url }]],
    };
  },
};
