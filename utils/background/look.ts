import { browser } from 'wxt/browser';
import { type Look, lookSchema } from '~/utils/actions/look';
import type { Frame } from '~/utils/journal/action';
import { LOOK } from '~/utils/messages/channel';

/** How long a panel may take to say what it sees, in milliseconds. */
const ANSWER_WITHIN_MS = 1500;

/** `absent`: no panel is there (any more). `late`: one is, and it did not answer in time or not well. */
export type Seen = Look | 'absent' | 'late';

/** Asks a frame's panel what it sees. */
export async function lookAt({ tabId, frameId }: Frame): Promise<Seen> {
  const answer = browser.tabs
    .sendMessage(tabId, { type: LOOK }, { frameId })
    .catch((): unknown => 'absent');
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS, 'late'));
  const said = await Promise.race([answer, late]);
  return said === 'absent' ? said : (lookSchema.safeParse(said).data ?? 'late');
}

/** What a frame's panel sees, or null where that cannot be known now. */
export async function seenAt(frame: Frame): Promise<Look | null> {
  const sight = await lookAt(frame);
  return typeof sight === 'string' ? null : sight;
}
