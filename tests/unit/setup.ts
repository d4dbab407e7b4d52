import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

interface ChromeMessage {
  readonly message: string;
}

const parsed = await parseMessagesFile('locales/en.yml');
const messages = generateChromeMessages(parsed) as Record<string, ChromeMessage>;

/** The browser's own rule: `$1`…`$9` are filled in, `$$` is a dollar sign. */
function getMessage(name: string, substitutions: string | string[] = []): string {
  const values = Array.isArray(substitutions) ? substitutions : [substitutions];
  const text = messages[name]?.message ?? '';
  return text.replace(/\$([$1-9])/g, (_, sign: string) =>
    sign === '$' ? '$' : (values[Number(sign) - 1] ?? ''),
  );
}

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.i18n, { getMessage, getUILanguage: () => 'en' });
});
