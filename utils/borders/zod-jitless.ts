import * as z from 'zod/mini';

/**
 * zod makes faster parsers by `new Function`, which the policy of extension pages forbids: each try
 * would be reported as a violation. Imported first by every entrypoint that parses.
 */
z.config({ jitless: true });
