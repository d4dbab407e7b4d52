import type { Frame } from './action';

/** Whether two requests come from the same frame; requests without a frame are by hand. */
export function sameFrame(a: Frame | null, b: Frame | null): boolean {
  return a?.tabId === b?.tabId && a?.frameId === b?.frameId;
}
