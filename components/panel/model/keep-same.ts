import type { ActionView, PanelState } from '~/utils/messages/protocol-panel';

/**
 * The answer, with actions that have not changed as the objects they were before, and the whole list where none has: rows are
 * drawn again only for another object. Of many people at once, one answer then draws a few rows.
 */
export function keepSame(before: PanelState | null, answer: PanelState): PanelState {
  const old = new Map(before?.actions.map((action) => [action.id, action]));
  const actions = answer.actions.map((action) => {
    const was = old.get(action.id);
    return was !== undefined && same(was, action) ? was : action;
  });
  const all = actions.length === old.size && actions.every((it, i) => it === before?.actions[i]);
  return { ...answer, actions: before && all ? before.actions : actions };
}

/** Actions are small and plain, and their keys always come in the same order. */
function same(a: ActionView, b: ActionView): boolean {
  return a.state === b.state && JSON.stringify(a) === JSON.stringify(b);
}
