import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashLines, makePackages, type Package } from '~/scripts/package/packages';
import { DEEP } from '~/tests/depth';
import { newFolder, nodeFromNpm, packagesFrom } from './support/from-sources';

/** The Node of addons.mozilla.org's reviewers. */
const REVIEWERS_NODE = '24.14.0';

/** A whole private key, as PEM or JWK. */
const KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+(?:[\w+/=:, -]+\s+){6}|"d":\s*"[\w-]{100}/;

let made: Package[];
let sources: Uint8Array;
beforeAll(async () => {
  made = await makePackages(['chromium', 'firefox', 'sources'], console.log);
  sources = made.pop()?.bytes ?? new Uint8Array();
});

describe('the packages that are published', () => {
  let folder: Awaited<ReturnType<typeof newFolder>>;
  beforeAll(async () => {
    folder = await newFolder('elsewhere');
  });
  afterAll(() => folder?.remove());

  it.skipIf(DEEP)(
    'made of the unpacked sources elsewhere, under another clock and language, are the same to the byte',
    async () => {
      const { node, hashes } = await packagesFrom(sources, folder.path);
      expect(node).toBe(process.version);
      expect(hashes).toBe(hashLines(made));
    },
  );

  // A Node is fetched for it.
  it.runIf(DEEP)(
    'made so by the Node of Firefox’s reviewers are the same to the byte',
    async () => {
      const fetched = await newFolder('node');
      try {
        const bin = await nodeFromNpm(REVIEWERS_NODE, fetched.path);
        const { node, hashes } = await packagesFrom(sources, folder.path, bin);
        expect(node).toBe(`v${REVIEWERS_NODE}`);
        expect(hashes).toBe(hashLines(made));
      } finally {
        await fetched.remove();
      }
    },
  );
});

describe('the sources’ ZIP', () => {
  it('has no key in it, though tests have many', () => {
    const texts = Object.entries(unzipSync(sources)).map(([name, bytes]) => {
      return { name, text: Buffer.from(bytes).toString('latin1') };
    });
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.filter(({ text }) => KEY.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('begins with what its reviewers are to do, and tells which hash must come out', () => {
    const page = Buffer.from(unzipSync(sources)['SOURCE_CODE_REVIEW.md'] ?? []).toString();
    expect(page).toContain('npm run package -- --only firefox');
    expect(page).toMatch(`\`${made[1]?.name}\`, SHA-256 \`${made[1]?.sha256}\``);
  });
});
