import type { Frame } from '~/utils/journal/action';

/** A frame as the name of an entry, such as `7:0`. */
export function frameKey({ tabId, frameId }: Frame): string {
  return `${tabId}:${frameId}`;
}

/** Whether such a name is of a frame in this tab. */
export function isInTab(key: string, tabId: number): boolean {
  return key.startsWith(`${tabId}:`);
}
