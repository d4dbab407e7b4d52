import * as z from 'zod/mini';

/** Where a meeting page stands, as the reader recognised it. */
export const phaseSchema = z.enum([
  'no-jitsi',
  'loading',
  'welcome',
  'prejoin',
  'joining',
  'lobby',
  'password',
  'joined',
  'leaving',
  'left',
  'lost',
]);
