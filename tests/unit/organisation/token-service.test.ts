// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { authorizationUrl } from '~/utils/organisation/authorization';
import {
  ownTokenServices,
  readServiceUrl,
  SERVICE_URL_LIMIT,
  type ServiceUrlRefusal,
  serviceHost,
  serviceOf,
  tokenServiceSchema,
} from '~/utils/organisation/token-service';
import { APP_ID } from '../actions/samples';
import { OTHER_APP, wildText } from '../jaas/samples';
import { storageArea } from '../storage/area';
import { SERVICE } from './tokens';

const OTHER = { ...SERVICE, appId: OTHER_APP };

describe('the address of a token service', () => {
  it.each([
    ['https://app.example.com/gavel/token'],
    ['https://app.example.com:8443/gavel/token'],
    ['https://app.example.com/gavel/token?tenant=a&state_of_mind=calm'],
    ['http://localhost:3000/gavel/token'],
    ['https://xn--bcher-kva.example/'],
  ])('%s is taken as it is', (url) => {
    expect(readServiceUrl(url)).toEqual({ ok: true, url });
  });

  it.each([
    ['  https://app.example.com/token\n', 'https://app.example.com/token'],
    ['HTTPS://App.Example.com', 'https://app.example.com/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://app.example.com:443/a b', 'https://app.example.com/a%20b'],
  ])('%j is written as browsers write it', (text, url) => {
    expect(readServiceUrl(text)).toEqual({ ok: true, url });
  });

  it.each<[ServiceUrlRefusal, string]>([
    ['empty', ''],
    ['empty', ' \n'],
    ['not-an-address', 'app.example.com'],
    ['not-an-address', '/gavel/token'],
    ['not-an-address', 'https://'],
    ['not-an-address', `https://app.example.com/${'x'.repeat(SERVICE_URL_LIMIT)}`],
    // Longer as browsers write it.
    ['not-an-address', `https://app.example.com/${'ü'.repeat(SERVICE_URL_LIMIT / 2)}`],
    ['not-https', 'http://app.example.com/token'],
    ['not-https', 'http://localhost.example.com/token'],
    ['not-https', 'http://127.0.0.1/token'],
    ['not-https', 'http://[::1]:3000/token'],
    ['not-https', 'http://10.0.0.1/token'],
    ['not-https', 'ftp://localhost/token'],
    ['not-https', 'javascript:alert(1)'],
    ['not-https', 'data:text/html,token'],
    ['with-password', 'https://anna:secret@app.example.com/token'],
    ['with-password', 'https://anna@app.example.com/token'],
    ['with-password', 'https://:secret@app.example.com/token'],
    ['with-fragment', 'https://app.example.com/token#top'],
    ['with-fragment', 'https://app.example.com/token#'],
    ...(
      [
        'response_type',
        'client_id',
        'scope',
        'redirect_uri',
        'state',
        'app_id',
        'action',
        'room',
        'prompt',
      ] as const
    ).map((name): [ServiceUrlRefusal, string] => [
      'reserved-parameter',
      `https://app.example.com/token?tenant=a&${name}=`,
    ]),
    ['reserved-parameter', 'https://app.example.com/token?st\tate=x'],
    ['reserved-parameter', 'https://app.example.com/token?%73tate=x'],
  ])('%s: %s', (code, text) => {
    expect(readServiceUrl(text)).toEqual({ ok: false, code });
  });

  it('has no parameter that Gavel adds, so that none is there twice', () => {
    const how = { state: 's', redirectUri: 'https://x.chromiumapp.org/gavel', silent: true };
    const purpose = { action: 'ban', room: 'standup' } as const;
    const added = new URL(authorizationUrl(SERVICE, purpose, how)).searchParams;
    expect([...added.keys()]).toHaveLength(9);
    for (const name of added.keys()) {
      expect(readServiceUrl(`${SERVICE.url}?${name}=x`)).toMatchObject({ ok: false });
    }
  });

  it('is one that nobody can read along or take for another, whatever is typed; and reads back as itself', () => {
    const part = fc.oneof(wildText, fc.webPath(), fc.webQueryParameters());
    const address = fc
      .tuple(
        fc.constantFrom('https://', 'http://', 'https:', 'HTTPS:\\\\', ' https://', 'ftp://', ''),
        fc.constantFrom('', 'a@', 'a:b@', ':@', '@'),
        fc.oneof(
          fc.domain(),
          fc.ipV4(),
          fc.ipV6().map((ip) => `[${ip}]`),
          fc.constantFrom('localhost', '127.0.0.1', '[::1]', '0x7f.1', 'bücher.example'),
        ),
        fc.constantFrom('', ':443', ':3000', '/', '?', '/?state=', '?x&prompt', '#'),
        part,
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), address, wildText), (text) => {
        const read = readServiceUrl(text);
        if (!read.ok) return;
        const url = new URL(read.url);
        const isHere = url.hostname === 'localhost';
        expect(['https:', ...(isHere ? ['http:'] : [])]).toContain(url.protocol);
        expect(url.username + url.password).toBe('');
        expect(read.url).not.toContain('#');
        for (const name of ['state', 'prompt', 'redirect_uri', 'app_id']) {
          expect(url.searchParams.has(name)).toBe(false);
        }
        expect(readServiceUrl(read.url)).toEqual(read);
        expect(tokenServiceSchema.safeParse({ ...SERVICE, url: read.url }).success).toBe(true);
      }),
      { numRuns: inputs(5000) },
    );
  });
});

describe('the host of a token service', () => {
  it.each([
    ['https://app.example.com/gavel/token?x=y', 'app.example.com'],
    ['https://app.example.com:8443/gavel/token', 'app.example.com:8443'],
    ['http://localhost:3000/', 'localhost:3000'],
  ])('of %s is %s', (url, host) => {
    expect(serviceHost({ url })).toBe(host);
  });
});

describe('the token services of this device', () => {
  it('are kept in order, and found by their AppID', async () => {
    const kept = ownTokenServices(storageArea());
    expect(await kept.get()).toEqual([]);
    await kept.set([SERVICE, OTHER]);
    const services = await kept.get();
    expect(services).toEqual([SERVICE, OTHER]);
    expect(serviceOf(services, OTHER_APP)).toEqual(OTHER);
    expect(serviceOf([SERVICE], OTHER_APP)).toBeUndefined();
  });

  it.each([
    ['nothing of the kind', 'garbage'],
    ['null', null],
    ['another version', { v: 2, value: [SERVICE] }],
    ['no list', { v: 1, value: SERVICE }],
  ])('are none where %s is stored, and can be set up', async (_, stored) => {
    const kept = ownTokenServices(storageArea({ 'token-services': stored }));
    expect(await kept.get()).toEqual([]);
    await kept.change((before) => [...before, SERVICE]);
    expect(await kept.get()).toEqual([SERVICE]);
  });

  it.each<[string, unknown]>([
    ['no object', 'garbage'],
    ['no address', { ...SERVICE, url: undefined }],
    ['an address without https', { ...SERVICE, url: 'http://app.example.com/token' }],
    ['an address that browsers write otherwise', { ...SERVICE, url: 'https://APP.example.com' }],
    ['no AppID', { ...SERVICE, appId: 'my-app' }],
    ['no public key', { ...SERVICE, publicJwk: {} }],
    ['a label without end', { ...SERVICE, label: 'x'.repeat(5000) }],
  ])('that have %s are left out, and take no other one along', async (_, broken) => {
    const stored = { v: 1, value: [broken, OTHER] };
    const kept = ownTokenServices(storageArea({ 'token-services': stored }));
    expect(await kept.get()).toEqual([OTHER]);
    await kept.change((before) => [...before, SERVICE]);
    expect(await kept.get()).toEqual([OTHER, SERVICE]);
  });

  it('are all there, however many there are', async () => {
    const appIds = Array.from({ length: 200 }, (_, n) => `${APP_ID}${n}` as typeof APP_ID);
    const kept = ownTokenServices(storageArea());
    await kept.change(() => appIds.map((appId) => ({ ...SERVICE, appId })));
    expect((await kept.get()).map(({ appId }) => appId)).toEqual(appIds);
  });

  it('hold no private number of a key, though one was handed in', async () => {
    const area = storageArea();
    await ownTokenServices(area).set([
      { ...SERVICE, publicJwk: { ...SERVICE.publicJwk, d: 'private' } as typeof SERVICE.publicJwk },
    ]);
    expect(JSON.stringify(await ownTokenServices(area).get())).not.toContain('private');
  });
});
