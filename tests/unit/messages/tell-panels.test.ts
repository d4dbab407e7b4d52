// @vitest-environment node
import { afterEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { BANS_CHANGED, CHANGED, tellPanels } from '~/utils/messages/client';

afterEach(() => vi.restoreAllMocks());

it('tells every tab, also where one of them has no panel to hear it', async () => {
  vi.spyOn(browser.tabs, 'query').mockImplementation(async () => [
    { id: 1 } as never,
    { id: undefined } as never,
    { id: 2 } as never,
  ]);
  const sent: [number, unknown][] = [];
  vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(async (id: number, message: unknown) => {
    sent.push([id, message]);
    if (id === 1) throw new Error('Receiving end does not exist.');
  });
  await tellPanels();
  expect(sent).toEqual(
    [1, 2].flatMap((id) => [
      [id, { type: BANS_CHANGED }],
      [id, { type: CHANGED }],
    ]),
  );
});
