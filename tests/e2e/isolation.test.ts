import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { asContentScript } from './support/attacks';
import { expectNothingSent } from './support/fence';
import type { HostKey } from './support/host-key';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

describe('a content script that somebody has taken over', () => {
  it('reads nothing of Gavel’s storage, confirms nothing and learns no key', async () => {
    const { page } = await world.joinMeeting(key.appId, [{ name: 'Mallory', userId: 'auth0|m' }]);
    await page.panel.open();
    const run = await asContentScript(world, page.page);

    for (const area of ['local', 'session']) {
      const answer = await run(`return JSON.stringify(await chrome.storage.${area}.get(null))`);
      expect(answer).toMatch(/^refused: .*(access|permission|allowed)/i);
    }

    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    const state = await run(
      "return await chrome.runtime.sendMessage({ type: 'panel.state', payload: {} })",
    );
    const staged = (state as { value: { actions: { id: string }[] } }).value.actions[0]?.id;
    expect(staged).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(state)).not.toContain(key.keyId);

    const seen = [
      { id: staged, kind: 'ban', participantId: null, userId: 'auth0|m', name: 'Mallory' },
    ];
    const attempts = [
      { type: 'request.confirm', payload: { id: staged, alsoRemove: false, note: '', seen } },
      { type: 'request.cancel', payload: { id: staged } },
      { type: 'request.records', payload: { id: staged } },
      { type: 'popup.state', payload: { tabId: null } },
      { type: 'key.test', payload: { id: staged, appId: key.appId, keyId: key.keyId } },
    ];
    for (const message of attempts) {
      const answer = await run(
        `return await chrome.runtime.sendMessage(${JSON.stringify(message)})`,
      );
      expect(answer, message.type).toEqual({ ok: false, code: 'not-permitted' });
    }
    await expectNothingSent(world);
    expect(await popup.question()).toBe('Ban Mallory?');
    await popup.close();
    await page.close();
  });
});

describe('the page itself', () => {
  it('finds no resource, no global and no readable shadow root of Gavel’s', async () => {
    const { page } = await world.joinMeeting(key.appId, []);
    await page.panel.open();
    const found = await page.page.evaluate(async (id) => {
      const load = (file: string) =>
        fetch(`chrome-extension://${id}/${file}`).then(
          () => file,
          () => null,
        );
      const files = await Promise.all(['manifest.json', 'popup.html', 'icon/48.png'].map(load));
      const roots = [...document.querySelectorAll('*')].filter((element) => element.shadowRoot);
      return { files: files.filter(Boolean), roots: roots.length, gavel: 'gavel' in globalThis };
    }, world.gavel.extensionId);
    expect(found).toEqual({ files: [], roots: 0, gavel: false });
    await page.close();
  });

  it('cannot put Gavel’s pages into a frame', async () => {
    const { page } = await world.joinMeeting(key.appId, []);
    const url = world.gavel.url('popup.html');
    await page.page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
    }, url);
    // What stands in the frame is the browser's own page that says that it is blocked.
    const isBlocked = () =>
      page.page.frames().some((frame) => frame.url().startsWith('chrome-error:'));
    await certainly(isBlocked, 'the frame is blocked');
    expect(page.page.frames().filter((frame) => frame.url() === url)).toEqual([]);
    await page.close();
  });
});
