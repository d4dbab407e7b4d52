import { browser } from 'wxt/browser';
import * as z from 'zod';
import { sessionItem } from '~/utils/storage/item';
import { tellPages } from './notify';

/** A question about one person fills it; the buttons of a longer one stay in sight. */
const SIZE = { width: 420, height: 560 } as const;

/** Longer than a browser takes to open or close its popup, in milliseconds. */
const MOMENT_MS = 300;

/** The small window that stands in for the popup; -1 while there is none. */
const ownWindow = sessionItem('confirm-window', z.int(), -1);

/**
 * Shows the person what waits for them, beginning with this request, in a window that belongs to
 * Gavel: the toolbar popup where the browser opens it, else a small window (a browser without focus, a
 * popup window without a toolbar, an older Firefox). What is open already is not opened again.
 */
export async function showConfirmation(windowId: number | null, request: string): Promise<void> {
  // Before the window is there: it begins with what it was brought up for.
  await asked.change(() => request);
  tellPages();
  showing ??= show(windowId).finally(() => {
    showing = null;
  });
  return showing;
}

/** The request that brought the window up last; empty while there was none. */
const asked = sessionItem('asked-request', z.string(), '');

/** Returns the request that brought the window up last, or null. */
export async function askedRequest(): Promise<string | null> {
  return (await asked.get()) || null;
}

/** What is being shown right now: two requests in the same moment share one window. */
let showing: Promise<void> | null = null;

async function show(windowId: number | null): Promise<void> {
  if (await focusOwnWindow()) return;
  if (await openToolbarPopup(windowId)) return;
  // Refused. Either it is open, then it shows the request by itself; or it is just closing, since
  // the click that asked was outside of it, and is still listed for a moment.
  if (await isStill(true)) return;
  if (await openToolbarPopup(windowId)) return;
  await openOwnWindow();
}

/** Whether the popup was opened and stays: a change of tab or focus closes it in the same moment. */
export async function openToolbarPopup(windowId: number | null): Promise<boolean> {
  try {
    await browser.action.openPopup(windowId === null ? {} : { windowId });
  } catch {
    return false;
  }
  return !(await isStill(false));
}

/** Whether the popup is, and a moment later still is, open or closed. */
async function isStill(open: boolean): Promise<boolean> {
  if ((await isPopupOpen()) !== open) return false;
  await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  return (await isPopupOpen()) === open;
}

async function focusOwnWindow(): Promise<boolean> {
  const id = await ownWindow.get();
  if (id === -1) return false;
  return browser.windows.update(id, { focused: true }).then(
    () => true,
    () => false,
  );
}

async function openOwnWindow(): Promise<void> {
  const created = await browser.windows.create({
    url: browser.runtime.getURL('/popup.html?window=1'),
    type: 'popup',
    ...SIZE,
  });
  await ownWindow.change(() => created?.id ?? -1);
}

interface ContextsApi {
  getContexts?: (filter: { contextTypes: string[] }) => Promise<unknown[]>;
}

/**
 * Whether the toolbar popup is on the screen. Chromium's worker asks `runtime.getContexts`;
 * Firefox's background page, which has no such call everywhere, asks `extension.getViews`.
 */
async function isPopupOpen(): Promise<boolean> {
  const runtime: ContextsApi = browser.runtime as ContextsApi;
  if (runtime.getContexts) {
    return (await runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0;
  }
  return browser.extension.getViews({ type: 'popup' }).length > 0;
}
