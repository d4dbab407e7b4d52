// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { jwtVerify } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { homepage, version } from '~/package.json';
import { publishToChrome } from '~/scripts/release/chrome-store';
import { type Candidate, newestVersion, notesOf, obstaclesOf } from '~/scripts/release/ready';

const READY: Candidate = {
  version: '1.2.3',
  homepage: 'https://gavel.dev/',
  geckoId: 'gavel@gavel.dev',
  changelog: '# Changelog\n\n## 1.2.3\n\n* New.\n\n## 1.2.2\n\n* Old.\n',
  uncommitted: '',
  tags: ['v1.2.2'],
};

describe('a release', () => {
  it('is made where nothing keeps it', () => {
    expect(obstaclesOf(READY)).toEqual([]);
    expect(notesOf(READY.changelog)).toBe('* New.');
  });

  it.each<[string, Partial<Candidate>, RegExp]>([
    ['the id for Firefox is a placeholder', { geckoId: 'gavel@gavel.example' }, /gecko-id\.ts/],
    ['the homepage is one', { homepage: 'https://gavel.example/' }, /homepage.*package\.json/],
    ['the homepage is at a reserved name', { homepage: 'https://www.example.com/a' }, /homepage/],
    ['a store would not take the version', { version: '1.2.3-beta' }, /three numbers/],
    ['the changelog is of another version', { changelog: '## Unreleased\n' }, /## 1\.2\.3/],
    ['the version was released before', { tags: ['v1.2.3'] }, /Raise the version/],
    ['something is not committed', { uncommitted: ' M wxt.config.ts' }, /wxt\.config\.ts/],
  ])('is not made while %s, and that is said', (_what, change, words) => {
    const obstacles = obstaclesOf({ ...READY, ...change });
    expect(obstacles.some((sentence) => words.test(sentence))).toBe(true);
  });

  it('takes names that only look like placeholders', () => {
    const named = { geckoId: 'gavel@examples.dev', homepage: 'https://example-host.org/gavel' };
    expect(obstaclesOf({ ...READY, ...named })).toEqual([]);
  });

  it('has the version that CHANGELOG.md begins with', async () => {
    expect(newestVersion(await readFile('CHANGELOG.md', 'utf8'))).toBe(version);
    expect(URL.canParse(homepage)).toBe(true);
  });
});

describe('the Chrome Web Store', () => {
  afterEach(() => vi.unstubAllGlobals());

  async function serviceAccount() {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    );
    const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
    const private_key = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    return {
      json: JSON.stringify({ client_email: 'gavel@project.test', private_key }),
      publicKey,
    };
  }

  /** What Google answers, by the end of the address; everything that was asked, in order. */
  function google(answers: Record<string, object>) {
    const asked: { url: string; body: unknown; authorization: string | null }[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
      const authorization = new Headers(init.headers).get('Authorization');
      asked.push({ url, body: init.body, authorization });
      const found = Object.entries(answers).find(([end]) => url.endsWith(end));
      return Response.json(found?.[1] ?? {}, { status: found ? 200 : 404 });
    });
    return asked;
  }

  const ANSWERS = {
    '/token': { access_token: 'a token' },
    ':upload': { uploadState: 'SUCCEEDED' },
    ':publish': { state: 'PENDING_REVIEW' },
  };
  const item = { publisherId: 'publisher', extensionId: 'extension' };

  it('is asked by the service account: a token, the upload, the review', async () => {
    const { json, publicKey } = await serviceAccount();
    const asked = google(ANSWERS);
    const state = await publishToChrome('package.json', { ...item, serviceAccount: json });
    expect(state).toBe('PENDING_REVIEW');
    expect(asked.map(({ url, authorization }) => [new URL(url).pathname, authorization])).toEqual([
      ['/token', null],
      ['/upload/v2/publishers/publisher/items/extension:upload', 'Bearer a token'],
      ['/v2/publishers/publisher/items/extension:publish', 'Bearer a token'],
    ]);
    const assertion = new URLSearchParams(`${asked[0]?.body}`).get('assertion') ?? '';
    const { payload } = await jwtVerify(assertion, publicKey);
    expect(payload).toMatchObject({
      aud: asked[0]?.url,
      iss: 'gavel@project.test',
      scope: 'https://www.googleapis.com/auth/chromewebstore',
    });
  });

  it('publishes nothing that it did not take', async () => {
    const { json } = await serviceAccount();
    const asked = google({ ...ANSWERS, ':upload': { uploadState: 'FAILED' } });
    const publishing = publishToChrome('package.json', { ...item, serviceAccount: json });
    await expect(publishing).rejects.toThrow('FAILED');
    expect(asked.some(({ url }) => url.endsWith(':publish'))).toBe(false);
  });
});
