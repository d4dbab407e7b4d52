import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The texts of `locales/en.yml` by the names that the browser knows them by. */
    texts: Readonly<Record<string, string>>;
  }
}

/** Once before all unit tests: the texts, which every file would else read and parse anew. */
export default async function setup(project: TestProject): Promise<void> {
  const messages = generateChromeMessages(await parseMessagesFile('locales/en.yml'));
  const named = Object.entries(messages as Record<string, { readonly message: string }>);
  project.provide('texts', Object.fromEntries(named.map(([name, { message }]) => [name, message])));
}
