import type { sightMessages } from '~/utils/messages/messages-sight';
import type { HandlersOf } from '~/utils/messages/router';
import type { HandlerDeps } from './handlers';

/** Notes what a page does to the panel, for Gavel's own window to say. */
export function sightHandlers({
  meetings,
  changed,
}: Pick<HandlerDeps, 'meetings' | 'changed'>): HandlersOf<typeof sightMessages> {
  return {
    'panel.sight': async ({ sight }, { frame }) => {
      if (await meetings.see(frame, sight)) changed(null);
      return {};
    },
  };
}
