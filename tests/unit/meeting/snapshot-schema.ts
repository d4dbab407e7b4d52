import * as z from 'zod/mini';
import { phaseSchema } from '~/utils/borders/schemas';
import type { Snapshot } from '~/utils/meeting/snapshot';
import { MAX_ID, MAX_PEOPLE, MAX_READER_ID } from '~/utils/meeting/snapshot';
import { NAME_LIMIT } from '~/utils/names/limits';

const id = z.string().check(z.minLength(1), z.maxLength(MAX_ID));
const optionalId = z.nullable(id);
const count = z.int().check(z.nonnegative());

const name = z.string().check(z.maxLength(NAME_LIMIT));

const named = {
  id,
  name: z.nullable(name),
  tokenName: z.exactOptional(name),
  userId: optionalId,
  userIdUnreadable: z.exactOptional(z.literal(true)),
};

const role = z.enum(['moderator', 'participant', 'none']);

const participant = z.object({
  ...named,
  role,
  kind: z.enum(['person', 'dial-in', 'bot']),
  botType: z.exactOptional(name),
  hand: z.exactOptional(z.literal(true)),
  mic: z.exactOptional(z.boolean()),
  cam: z.exactOptional(z.boolean()),
  share: z.exactOptional(z.literal(true)),
});

const elsewhere = z.object({
  id,
  name: z.nullable(name),
  userId: optionalId,
  role,
  room: z.nullable(name),
  main: z.exactOptional(z.literal(true)),
});

const blind = z.enum([
  'store',
  'conference',
  'participants',
  'identity',
  'events',
  'lobby',
  'room',
]);

/**
 * What a snapshot is; unknown keys are dropped, so that nothing rides along. `read-snapshot.ts` reads
 * it in the meeting page, without zod; a test holds the two against each other.
 */
export const SnapshotSchema = z.object({
  v: z.literal(3),
  reader: z.string().check(z.minLength(1), z.maxLength(MAX_READER_ID)),
  since: count,
  seq: count,
  phase: phaseSchema,
  room: optionalId,
  roomJid: optionalId,
  breakout: z.boolean(),
  visitor: z.boolean(),
  me: z.nullable(z.object({ ...named, role })),
  participants: z.array(participant).check(z.maxLength(MAX_PEOPLE)),
  more: count,
  lobby: z.array(z.object(named)).check(z.maxLength(MAX_PEOPLE)),
  visitors: z.nullable(count),
  elsewhere: count,
  others: z.array(elsewhere).check(z.maxLength(MAX_PEOPLE)),
  speaker: optionalId,
  blind: z.array(blind).check(z.maxLength(blind.options.length)),
});

/** Resolves to `true` only if each type is assignable to the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** Fails to compile when the schema and the reader's type drift apart. */
void (true satisfies Same<z.output<typeof SnapshotSchema>, Snapshot>);
