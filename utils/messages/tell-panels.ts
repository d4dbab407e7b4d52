import { browser } from 'wxt/browser';
import { BANS_CHANGED, CHANGED } from './channel';

/** Tells every panel to ask anew what it knows of bans and requests. For records that were deleted. */
export async function tellPanels(): Promise<void> {
  // Without the permission for them, tabs come without their addresses; whoever is no panel ignores it.
  for (const { id } of await browser.tabs.query({})) {
    if (id === undefined) continue;
    for (const type of [BANS_CHANGED, CHANGED]) {
      browser.tabs.sendMessage(id, { type }).catch(() => undefined);
    }
  }
}
