import type { AppId } from '~/utils/jaas/app-id';
import type { RequestOf } from '~/utils/messages/protocol';
import type { PopupPort } from './popup-port';
import type { Event } from './state';

/** What can be done about ends that are meant for a time. `once`: one request at a time. */
export function endActions(
  port: PopupPort,
  once: (work: () => Promise<void>) => Promise<void>,
  dispatch: (event: Event) => void,
  load: () => Promise<void>,
) {
  return {
    locksAt: async (appId: AppId) => (await port.ask('end-at.locks', { appId })).at,
    setEnd: (request: RequestOf<'end-at.set'>) =>
      once(async () => {
        const result = await port.ask('end-at.set', request);
        await load();
        // Set by the same question a moment ago: a double click is one.
        if (result.ok || result.code === 'already-confirmed') dispatch({ type: 'done' });
        else dispatch({ type: 'refused', code: result.code, action: null });
      }),
    cancelEnd: (id: string) =>
      once(async () => {
        const result = await port.ask('end-at.cancel', { id });
        if (!result.ok) dispatch({ type: 'refused', code: result.code, action: null });
        await load();
      }),
    /** The host knows that it came to nothing. */
    knowEnd: (id: string) =>
      once(async () => {
        await port.ask('end-at.told', { id });
        await load();
      }),
  };
}
