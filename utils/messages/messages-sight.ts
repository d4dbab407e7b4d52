import * as z from 'zod';
import { define } from './define';

/**
 * How a panel fares in its page: `covered` where the page fades it, lies over it or shows it
 * transformed; `removed` where the page takes it away again and again.
 */
export const sightSchema = z.enum(['shown', 'covered', 'removed']);
export type Sight = z.infer<typeof sightSchema>;

/** What a page does to Gavel's panel. */
export const sightMessages = {
  'panel.sight': define('panel', () => ({
    request: z.object({ sight: sightSchema }),
    response: z.object({}),
  })),
} as const;
