import { parseArgs } from 'node:util';
import * as z from 'zod';
import { publishToChrome } from './chrome-store';

/** `npm run release:chrome -- PACKAGE`: what it needs besides is in the environment, as docs/releasing.md names it. */
const env = z
  .object({
    CHROME_PUBLISHER_ID: z.string().min(1),
    CHROME_EXTENSION_ID: z.string().min(1),
    CHROME_SERVICE_ACCOUNT: z.string().min(1),
  })
  .parse(process.env);
const [zip = ''] = parseArgs({ allowPositionals: true }).positionals;
const state = await publishToChrome(zip, {
  publisherId: env.CHROME_PUBLISHER_ID,
  extensionId: env.CHROME_EXTENSION_ID,
  serviceAccount: env.CHROME_SERVICE_ACCOUNT,
});
console.log(`${zip} is with the Chrome Web Store: ${state}`);
