import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { newMeetingToken } from './support/host-key';
import { filesOf, found, needlesOf, recordMessages, shownBy, storageOf } from './support/secrets';

let world: World;
let profile: string;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-secrets-'));
  world = await startWorld({ userDataDir: profile });
});
afterAll(async () => {
  await world?.close();
  await rm(profile, { recursive: true, force: true });
});

describe('the private key', () => {
  it('is in no storage, message, page, console or file of the profile after a host’s whole story', async () => {
    const { gavel, simulator } = world;
    const logs: string[] = [];
    const messages = await recordMessages(gavel);
    const key = world.newKey();
    const needles = needlesOf(key);
    const options = await gavel.openOptions('keys');
    options.page.on('console', (line) => logs.push(line.text()));
    const { appId, keyId, pkcs8Pem } = key;
    await options.addKey({ appId, keyId, key: { pem: pkcs8Pem }, label: 'Forum' });
    await options.checkKey('Forum');

    const people = [{ name: 'Mallory', userId: 'auth0|mallory' }];
    const { page } = await world.joinMeeting(appId, people);
    page.page.on('console', (line) => logs.push(line.text()));
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await gavel.popup();
    popup.page.on('console', (line) => logs.push(line.text()));
    await popup.confirm('Ban');
    await popup.outcome(/Left the meeting/);
    await popup.close();

    const victim = newMeetingToken(key, { id: 'u-2210', name: 'Trudy' });
    const tokenPopup = await gavel.openToolbarPopup(page);
    await tokenPopup.choose('Ban a token…');
    await tokenPopup.fill('Token', victim);
    await tokenPopup.choose('Next');
    await tokenPopup.confirm('Ban');
    await tokenPopup.outcome(/JaaS accepted the ban of the token/);

    const signed = simulator.requests.map(({ headers }) => String(headers.authorization));
    expect(signed).toHaveLength(3);
    const tokens = signed.map((header) => header.replace(/^Bearer /, ''));
    const signatures = tokens.map((token) => token.split('.')[2] ?? '');

    const pages = await Promise.all([options, page, tokenPopup].map(shownBy));
    const shown = [...pages, ...logs].join('\n');
    const stored = await storageOf(options.page);
    const sent = await messages();
    // What is searched must hold what is known to be there, or the search proves nothing.
    expect(stored).toContain(appId);
    expect(stored).toContain('auth0|mallory');
    expect(sent).toContain('token.ban');
    expect(sent).toContain('panel.ask');
    expect(sent).toContain('gavel.changed');
    expect(shown).toContain('Forum');

    const secrets = [...needles, ...signatures];
    expect(found(stored, secrets)).toEqual([]);
    expect(found(sent, secrets)).toEqual([]);
    expect(found(shown, secrets)).toEqual([]);
    // The token to ban is a secret too; only the popup's own message may carry it.
    const victimSignature = victim.split('.')[2] ?? '';
    expect(found(stored, [victimSignature])).toEqual([]);
    expect(found(shown, [victimSignature])).toEqual([]);

    await gavel.browser.close();
    const everything = await filesOf(profile);
    expect(everything.some((text) => text.includes(appId))).toBe(true);
    const wanted = [...secrets, victimSignature].flatMap((needle) => [
      needle,
      Buffer.from(needle, 'utf16le').toString('latin1'),
    ]);
    expect(everything.flatMap((text) => found(text, wanted))).toEqual([]);
  });
});
