import type { OrderStore } from '~/components/panel/model/lists';
import { ask } from '~/utils/messages/client';

/** Remembers on this device in which order the host wants the people. */
export function deviceOrders(): OrderStore {
  return {
    load: () =>
      ask('panel.order', { order: null }).then(
        ({ order }) => order,
        () => null,
      ),
    save: (order) =>
      ask('panel.order', { order }).then(
        () => undefined,
        () => undefined,
      ),
  };
}
