import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { GECKO_ID } from '~/gecko-id';
import { homepage, version } from '~/package.json';
import { buildExtension, extensionDir, isFresh, ROOT } from '~/scripts/build/extension';

const dir = () => inject('extensionDir');

/** What may be injected into a meeting page, in bytes after gzip. */
const BUDGET = { 'reader.js': 4096, 'panel.js': 51_712 } as const;

/** What both manifests say, to the last field; who changes one of them changes docs/security.md too. */
const OF_BOTH = {
  manifest_version: 3,
  name: '__MSG_extension_name__',
  description: '__MSG_extension_description__',
  default_locale: 'en',
  version,
  homepage_url: homepage,
  incognito: 'not_allowed',
  icons: {
    16: 'icon/16.png',
    32: 'icon/32.png',
    48: 'icon/48.png',
    64: 'icon/64.png',
    128: 'icon/128.png',
  },
  commands: {
    _execute_action: { suggested_key: { default: 'Alt+Shift+G' } },
    'find-participant': {
      suggested_key: { default: 'Alt+Shift+F' },
      description: '__MSG_extension_findParticipant__',
    },
    'end-meeting': {
      suggested_key: { default: 'Alt+Shift+X' },
      description: '__MSG_extension_endMeeting__',
    },
  },
  host_permissions: ['https://8x8.vc/*', 'https://api-vo.jitsi.net/*'],
  optional_host_permissions: ['https://*.8x8.vc/*'],
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
      'connect-src https://8x8.vc https://api-vo.jitsi.net; ' +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'",
  },
  action: { default_title: 'Gavel', default_popup: 'popup.html' },
  options_ui: { page: 'options.html', open_in_tab: true },
  content_scripts: [
    {
      matches: ['https://8x8.vc/*'],
      all_frames: true,
      run_at: 'document_start',
      js: ['content-scripts/panel.js'],
    },
    {
      matches: ['https://8x8.vc/*'],
      all_frames: true,
      run_at: 'document_start',
      world: 'MAIN',
      js: ['content-scripts/reader.js'],
    },
  ],
};

async function manifestIn(folder: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
}

describe('the built extension', () => {
  it('asks the browser for no more than docs/security.md says', async () => {
    expect(await manifestIn(dir())).toEqual({
      ...OF_BOTH,
      minimum_chrome_version: '148',
      storage: { managed_schema: 'managed-schema.json' },
      permissions: ['storage', 'alarms'],
      optional_permissions: ['notifications', 'scripting', 'identity'],
      background: { service_worker: 'background.js' },
    });
  });

  it('asks Firefox for no more either, and says there what leaves the browser', async () => {
    if (!isFresh(ROOT, 'firefox')) await buildExtension(console.log, 'firefox');
    expect(await manifestIn(extensionDir('firefox'))).toEqual({
      ...OF_BOTH,
      browser_specific_settings: {
        gecko: {
          id: GECKO_ID,
          strict_min_version: '153.0',
          data_collection_permissions: {
            required: ['personallyIdentifyingInfo', 'authenticationInfo'],
          },
        },
      },
      action: { ...OF_BOTH.action, default_area: 'navbar' },
      permissions: ['storage', 'alarms', 'identity'],
      optional_permissions: ['notifications', 'scripting'],
      background: { scripts: ['background.js'] },
    });
  });

  it('has a reason for each permission and host in docs/store/permissions.md, in both browsers', async () => {
    if (!isFresh(ROOT, 'firefox')) await buildExtension(console.log, 'firefox');
    const doc = await readFile(join(ROOT, 'docs/store/permissions.md'), 'utf8');
    const rows = [...doc.matchAll(/^\| `([^`]+)` \| ([^|]+) \| (.{40,}) \|$/gm)];
    const asked = new Set<string>();
    for (const each of [dir(), extensionDir('firefox')]) {
      const manifest = JSON.parse(await readFile(join(each, 'manifest.json'), 'utf8'));
      const required = [...manifest.permissions, ...manifest.host_permissions];
      const optional = [...manifest.optional_permissions, ...manifest.optional_host_permissions];
      for (const name of [...required, ...optional]) {
        asked.add(name);
        const how = rows.find(([, row]) => row === name)?.[2];
        expect(how, name).toMatch(required.includes(name) ? /yes/ : /optional/);
      }
    }
    expect(rows.map(([, name]) => name).sort()).toEqual([...asked].sort());
  });

  it('has nothing that exists only for tests', async () => {
    for (const file of await scripts()) {
      const script = await readFile(file, 'utf8');
      // The words that a passphrase is compared with are all kinds of words.
      if (/^import\{\w+ as \w+\}from"\.\/decompress-/.test(script)) continue;
      expect(script, file).not.toMatch(/127\.0\.0\.1|localhost[:/]|simulator/i);
    }
  });

  it('has no key in it', async () => {
    for (const file of await scripts()) {
      // A key in PEM, DER or JWK: each has long base64 behind one of these beginnings.
      expect(await readFile(file, 'utf8'), file).not.toMatch(
        /MII[A-Za-z0-9+/\\n]{60}|"(d|p|q)":\s*"[\w-]{60}/,
      );
    }
  });

  it.each(Object.entries(BUDGET))('injects %s within its %i bytes', async (file, most) => {
    const bytes = await readFile(join(dir(), 'content-scripts', file));
    expect(gzipSync(bytes).length).toBeLessThanOrEqual(most);
  });
});

async function scripts(): Promise<string[]> {
  const files = await readdir(dir(), { recursive: true });
  return files.filter((file) => file.endsWith('.js')).map((file) => join(dir(), file));
}
