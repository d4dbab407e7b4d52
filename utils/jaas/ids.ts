import type { Brand } from './brand';

/**
 * A participant id: the resource of the participant's address in the room, `getId()` in the page,
 * new at each join. lib-jitsi-meet makes eight lower-case hex digits (`resourceCreator`); bridges
 * such as Jigasi name their own resource, and refusing theirs would leave a caller who cannot be
 * removed. So letters, digits and `. _ + -` are taken. The id travels in a JSON string only, never
 * in a path.
 */
export type ParticipantId = Brand<'ParticipantId'>;

const PARTICIPANT_ID = /^[A-Za-z0-9._+-]{1,64}$/;

/** `local` is Jitsi's id of oneself before joining, `focus` is Jicofo: neither may be kicked. */
const RESERVED = ['local', 'focus'];

/** The participant id that `text` is exactly, or null. */
export function parseParticipantId(text: unknown): ParticipantId | null {
  const isOne = typeof text === 'string' && PARTICIPANT_ID.test(text) && !RESERVED.includes(text);
  return isOne ? (text as ParticipantId) : null;
}
