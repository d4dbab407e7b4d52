import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { GECKO_ID } from './gecko-id';
import { homepage } from './package.json';
import { helpFiles } from './scripts/build/help';

/** The oldest browsers that it is published for: of what came before, nothing is tested (docs/architecture.md). */
const OLDEST = { chrome: 148, firefox: 153 };

/** Where the browser knows it, no page takes HTML, a script or its address from text: no policy makes any of it. */
const NO_HTML = "require-trusted-types-for 'script'";

/**
 * Pages of the extension may load only their own files and may talk only to the two hosts of the
 * JaaS contract, so that even a bug in Gavel cannot send a token elsewhere.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src https://8x8.vc https://api-vo.jitsi.net',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  NO_HTML,
];

/**
 * What `npm run dev` needs besides: Vite puts styles into the page, reloads over a socket, and writes the page of its
 * errors as HTML.
 */
const DEV: Record<string, string> = {
  'style-src': "'unsafe-inline'",
  'connect-src': 'ws://localhost:* http://localhost:*',
};

function pagePolicy(command: 'build' | 'serve'): string {
  const policy = command === 'serve' ? POLICY.filter((one) => one !== NO_HTML) : POLICY;
  const directives = policy.map((directive) => {
    const more = command === 'serve' ? DEV[directive.split(' ', 1)[0] ?? ''] : undefined;
    return more === undefined ? directive : `${directive} ${more}`;
  });
  return directives.join('; ');
}

function ofChromium() {
  return {
    minimum_chrome_version: `${OLDEST.chrome}`,
    // Chromium hands over only what a schema names; Firefox has none, and warns of it.
    storage: { managed_schema: 'managed-schema.json' },
  };
}

function ofFirefox() {
  return {
    browser_specific_settings: {
      gecko: {
        id: GECKO_ID,
        strict_min_version: `${OLDEST.firefox}.0`,
        // User ids, phone numbers and tokens go to 8x8 when the person confirms: docs/architecture.md.
        data_collection_permissions: {
          required: ['personallyIdentifyingInfo', 'authenticationInfo'],
        },
      },
    },
  };
}

function isRecord(alias: unknown): alias is Record<string, string> {
  return typeof alias === 'object' && alias !== null && !Array.isArray(alias);
}

/**
 * Gives the reader a name of its own for stacks (`Error.stack`, in Chromium). It calls functions of the page,
 * and each of them could otherwise read the extension's address there.
 */
function namedInStacks() {
  return {
    name: 'named-in-stacks',
    generateBundle(_: unknown, bundle: Record<string, object>) {
      for (const file of Object.values(bundle)) {
        if ('code' in file) file.code += '\n//# sourceURL=reader.js\n';
      }
    },
  };
}

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  manifestVersion: 3,
  hooks: {
    'build:publicAssets': async (_, files) => {
      files.push(...(await helpFiles(import.meta.dirname)));
    },
    // What is injected into pages is kept small: the polyfill is left out there, since `chrome` gives
    // promises too (only answers to messages differ, see `components/panel/start.ts`), and less stands in
    // for two modules of WXT's.
    'vite:build:extendConfig': ([entry], config) => {
      const { resolve } = config;
      if (entry?.type !== 'content-script' || !isRecord(resolve?.alias)) return;
      if (entry.name === 'reader') config.plugins = [...(config.plugins ?? []), namedInStacks()];
      delete resolve.alias['wxt/browser'];
      const own = (file: string) => join(import.meta.dirname, 'utils/injected', file);
      resolve.alias['wxt/utils/content-script-context'] = own('content-script-context.ts');
      resolve.alias['@wxt-dev/i18n'] = own('i18n.ts');
    },
  },
  vite: () => ({
    plugins: [preact()],
    build: { sourcemap: false, target: [`chrome${OLDEST.chrome}`, `firefox${OLDEST.firefox}`] },
  }),
  manifest: ({ command, browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // Opens the login of an organisation's token service. Firefox does not let it be optional.
    permissions: ['storage', 'alarms', ...(browser === 'firefox' ? ['identity'] : [])],
    optional_permissions: [
      'notifications',
      'scripting',
      ...(browser === 'firefox' ? [] : ['identity']),
    ],
    // None of them is a shortcut of Jitsi's or of a browser's. The person can change or remove each.
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
    // Else Firefox puts the button into a menu, where nobody sees its badge.
    ...(browser === 'firefox' && { action: { default_area: 'navbar' } }),
    host_permissions: ['https://8x8.vc/*', 'https://api-vo.jitsi.net/*'],
    optional_host_permissions: ['https://*.8x8.vc/*'],
    content_security_policy: { extension_pages: pagePolicy(command) },
    // What happened in a private window would be written to the ordinary profile's journal.
    incognito: 'not_allowed',
    homepage_url: homepage,
    ...(browser === 'firefox' ? ofFirefox() : ofChromium()),
  }),
});
