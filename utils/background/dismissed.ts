import * as z from 'zod';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { item, type StorageArea } from '~/utils/storage/item';

/** Requests that are remembered; the popup looks at far fewer. The oldest are forgotten first. */
const MOST = 100;

/** What the host has read and put away: the popup's list goes without it, also after a restart. */
export interface Dismissed {
  add(request: string): Promise<void>;
  /** The same requests without those. */
  without(requests: readonly RequestSummary[]): Promise<RequestSummary[]>;
}

/** Keeps their ids and nothing else: what became of them stands in the journal. */
export function openDismissed(area: StorageArea): Dismissed {
  const stored = item(area, 'dismissed-requests', z.array(z.uuid()).max(MOST), []);
  return {
    async add(request) {
      await stored.change((before) =>
        [...before.filter((id) => id !== request), request].slice(-MOST),
      );
    },
    async without(requests) {
      const ids = new Set(await stored.get());
      return requests.filter(({ id }) => !ids.has(id));
    },
  };
}
