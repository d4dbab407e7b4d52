import { browser } from 'wxt/browser';
import type { Frame } from '~/utils/actions/action';
import { type Look, lookSchema } from '~/utils/actions/look';
import { LOOK } from '~/utils/messaging/channel';

/** How long a panel may take to say what it sees, in milliseconds. */
const ANSWER_WITHIN_MS = 1500;

/** Asks a frame's panel what it sees. Null where none answers in time or the answer is no look. */
export async function lookAt({ tabId, frameId }: Frame): Promise<Look | null> {
  const answer = browser.tabs
    .sendMessage(tabId, { type: LOOK }, { frameId })
    .catch((): unknown => null);
  const late = new Promise<null>((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS, null));
  return lookSchema.safeParse(await Promise.race([answer, late])).data ?? null;
}
