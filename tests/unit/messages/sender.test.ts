// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { APP_ID } from '~/tests/unit/actions/samples';
import { senderOf } from '~/utils/messages/router';

const own = { id: 'gavel', pages: 'chrome-extension://gavel/' };
const tab = { id: 7, windowId: 3 };

describe('who sent a message is decided by the browser’s word alone', () => {
  it('knows a panel by its frame’s address', () => {
    const url = `https://8x8.vc/${APP_ID}/Weekly?jwt=x#config`;
    expect(senderOf({ id: 'gavel', url, tab, frameId: 4 }, own)).toEqual({
      role: 'panel',
      frame: { tabId: 7, frameId: 4 },
      windowId: 3,
      meeting: { appId: APP_ID, room: 'Weekly' },
    });
  });

  it('knows a panel on a subdomain that the person allowed, and tells it from 8x8.vc', () => {
    const url = `https://stage.8x8.vc/${APP_ID}/Weekly`;
    expect(senderOf({ id: 'gavel', url, tab, frameId: 0 }, own)).toMatchObject({
      role: 'panel',
      meeting: { appId: APP_ID, room: 'Weekly', host: 'stage.8x8.vc' },
    });
  });

  it('knows a panel whose tab is in no window that the browser would name', () => {
    const url = `https://8x8.vc/${APP_ID}/Weekly`;
    expect(senderOf({ id: 'gavel', url, tab: { id: 7 }, frameId: 0 }, own)).toMatchObject({
      windowId: null,
    });
  });

  it('knows Gavel’s own pages, in a tab or not', () => {
    const url = 'chrome-extension://gavel/options.html#keys';
    expect(senderOf({ id: 'gavel', url, tab, frameId: 0 }, own)).toEqual({ role: 'page' });
    expect(senderOf({ id: 'gavel', url }, own)).toEqual({ role: 'page' });
  });

  it('knows which document of a frame it is, where the browser says so', () => {
    const url = `https://8x8.vc/${APP_ID}/Weekly`;
    const raw = { id: 'gavel', url, tab, frameId: 0, origin: 'https://8x8.vc' };
    const active = { ...raw, documentId: 'D1', documentLifecycle: 'active' };
    expect(senderOf(active, own)).toMatchObject({
      frame: { tabId: 7, frameId: 0, documentId: 'D1' },
    });
  });

  it.each([
    ['that is only prepared', { documentLifecycle: 'prerender' }],
    ['that is kept for going back', { documentLifecycle: 'cached' }],
    ['whose origin is not its address’s', { origin: 'https://evil.example' }],
  ])('hears no document %s', (_, change) => {
    const url = `https://8x8.vc/${APP_ID}/Weekly`;
    expect(senderOf({ id: 'gavel', url, tab, frameId: 0, ...change }, own)).toBeNull();
  });

  it('hears a meeting that a site embeds in a sandbox without an origin', () => {
    const url = `https://8x8.vc/${APP_ID}/Weekly`;
    const raw = { id: 'gavel', url, tab, frameId: 3, origin: 'null' };
    expect(senderOf(raw, own)).toMatchObject({ role: 'panel', frame: { tabId: 7, frameId: 3 } });
    for (const url of [
      'about:srcdoc',
      'data:text/html,x',
      `blob:https://8x8.vc/${APP_ID}/Weekly`,
    ]) {
      expect(senderOf({ ...raw, url }, own), url).toBeNull();
    }
  });

  it('hears none of Gavel’s own pages in a frame', () => {
    const url = 'chrome-extension://gavel/popup.html';
    expect(senderOf({ id: 'gavel', url, tab, frameId: 3 }, own)).toBeNull();
  });

  it.each([
    ['another extension', { id: 'other', url: 'chrome-extension://gavel/popup.html' }],
    ['an extension whose id begins alike', { id: 'gavel', url: 'chrome-extension://gavel2/x' }],
    ['another site', { id: 'gavel', url: `https://evil.example/${APP_ID}/r`, tab, frameId: 0 }],
    [
      'a look-alike host',
      { id: 'gavel', url: `https://8x8.vc.evil.example/${APP_ID}/r`, tab, frameId: 0 },
    ],
    [
      'the meeting host without TLS',
      { id: 'gavel', url: `http://8x8.vc/${APP_ID}/r`, tab, frameId: 0 },
    ],
    [
      'a page that is no meeting',
      { id: 'gavel', url: 'https://8x8.vc/static/close.html', tab, frameId: 0 },
    ],
    [
      'a tab without an id',
      { id: 'gavel', url: `https://8x8.vc/${APP_ID}/r`, tab: { windowId: 3 }, frameId: 0 },
    ],
    ['no tab', { id: 'gavel', url: `https://8x8.vc/${APP_ID}/r`, frameId: 0 }],
    ['no frame', { id: 'gavel', url: `https://8x8.vc/${APP_ID}/r`, tab }],
    ['no address', { id: 'gavel', tab, frameId: 0 }],
  ])('refuses %s', (_, raw) => {
    expect(senderOf(raw, own)).toBeNull();
  });
});
