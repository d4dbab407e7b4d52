import * as z from 'zod/mini';

/** `local` is Jitsi's id of oneself before joining, `focus` is Jicofo: neither may be kicked. */
const RESERVED = ['local', 'focus'];

/**
 * A participant id: the resource of the participant's address in the room, `getId()` in the page,
 * new at each join. lib-jitsi-meet makes eight lower-case hex digits (`resourceCreator`); bridges
 * such as Jigasi name their own resource, and refusing theirs would leave a caller who cannot be
 * removed. So letters, digits and `. _ + -` are taken. The id travels in a JSON string only, never
 * in a path.
 */
export const participantIdSchema = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9._+-]{1,64}$/),
    z.refine((id) => !RESERVED.includes(id)),
  )
  .brand<'ParticipantId'>();
export type ParticipantId = z.infer<typeof participantIdSchema>;

/** The participant id that `text` is exactly, or null. */
export function parseParticipantId(text: unknown): ParticipantId | null {
  const parsed = participantIdSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}
