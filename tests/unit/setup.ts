import fc from 'fast-check';
import { beforeEach, inject } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DRAWS_ANEW } from '~/tests/depth';

const texts = inject('texts');

/** The browser's own rule: `$1`…`$9` are filled in, `$$` is a dollar sign. */
function getMessage(name: string, substitutions: string | string[] = []): string {
  const values = Array.isArray(substitutions) ? substitutions : [substitutions];
  const text = texts[name] ?? '';
  return text.replace(/\$([$1-9])/g, (_, sign: string) =>
    sign === '$' ? '$' : (values[Number(sign) - 1] ?? ''),
  );
}

// Random inputs are the same in each run, so that what it says is of the change and not of luck.
if (!DRAWS_ANEW) fc.configureGlobal({ seed: 20_261_128 });

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.i18n, { getMessage, getUILanguage: () => 'en' });
});
