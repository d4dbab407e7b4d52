import * as z from 'zod';
import { type AppId, isAppId, isKeyId, type KeyId } from '~/utils/jaas/ids';
import { BASES } from '~/utils/jaas/operation';
import { OUTCOME_CODES, type Outcome, RESULTS } from '~/utils/jaas/outcome';
import { isPhoneNumber, type PhoneNumber } from '~/utils/jaas/phone-number';
import { isMeetingHost, isRawRoom, type MeetingHost, type RawRoom } from '~/utils/jaas/room';
import { TOKEN_REFUSALS } from '~/utils/jaas/token-refusal';
import { ORDERS } from '~/utils/meeting/orders';
import { PRESETS } from '~/utils/meeting/presets';
import { PHASES } from '~/utils/meeting/snapshot';

/*
 * The values of the contract and of a meeting as zod reads them, for what comes in messages and from
 * storage. The rules themselves are plain functions, because the meeting page asks them too, and no
 * parser library is injected there.
 */

export const appIdSchema = z.custom<AppId>(isAppId);
export const keyIdSchema = z.custom<KeyId>(isKeyId);
export const rawRoomSchema = z.custom<RawRoom>(isRawRoom);
export const phoneNumberSchema = z.custom<PhoneNumber>(isPhoneNumber);

export const meetingHostSchema = z.custom<MeetingHost>(
  (host) => typeof host === 'string' && isMeetingHost(host),
);

export const phaseSchema = z.enum(PHASES);

/** The orders of the panel's list of people. */
export const orderSchema = z.enum(ORDERS);

/** By what somebody of many was chosen. */
export const presetSchema = z.enum(PRESETS);

export const outcomeSchema: z.ZodType<Outcome> = z.object({
  result: z.enum(RESULTS),
  code: z.enum(OUTCOME_CODES),
  base: z.enum(BASES).nullable(),
  sent: z.boolean(),
  status: z.int().min(0).max(999).exactOptional(),
  message: z.string().max(1000).exactOptional(),
  retryAfterMs: z.number().min(0).exactOptional(),
  refusal: z.enum(TOKEN_REFUSALS).exactOptional(),
  page: z.literal(true).exactOptional(),
  other: z
    .object({
      result: z.enum(RESULTS),
      code: z.enum(OUTCOME_CODES),
      base: z.enum(BASES),
      status: z.int().min(0).max(999).exactOptional(),
    })
    .exactOptional(),
});
