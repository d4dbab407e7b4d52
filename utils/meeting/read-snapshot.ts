import { MAX_ID, MAX_JSON, MAX_NAME, MAX_PEOPLE } from './limits';
import { count, listOf, oneOf, orNull, record, text, yesOrNo } from './read-value';
import type { Blind, Me, Named, Participant, Phase, Role, Snapshot } from './snapshot-type';

const id = text(MAX_ID, 1);
const name = text(MAX_NAME);
const isTrue = oneOf(true);

const named = { id, name: orNull(name), userId: orNull(id), userIdUnreadable: isTrue };

const role = oneOf<Role>('moderator', 'participant', 'none');

const participant = record<Participant>(
  {
    ...named,
    role,
    kind: oneOf<Participant['kind']>('person', 'dial-in', 'bot'),
    botType: name,
    hand: isTrue,
  },
  ['userIdUnreadable', 'botType', 'hand'],
);

const BLIND = [
  'store',
  'conference',
  'participants',
  'identity',
  'events',
  'lobby',
  'room',
] as const satisfies readonly Blind[];

const snapshot = record<Snapshot>({
  v: oneOf(1),
  seq: count,
  phase: oneOf<Phase>(
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
  ),
  room: orNull(id),
  roomJid: orNull(id),
  breakout: yesOrNo,
  visitor: yesOrNo,
  me: orNull(record<Me>({ ...named, role }, ['userIdUnreadable'])),
  participants: listOf(participant, MAX_PEOPLE),
  more: count,
  lobby: listOf(record<Named>(named, ['userIdUnreadable']), MAX_PEOPLE),
  visitors: orNull(count),
  elsewhere: count,
  blind: listOf(oneOf<Blind>(...BLIND), BLIND.length),
});

/**
 * Reads one message of the page, exactly as `SnapshotSchema` says. Null for whatever is not a
 * snapshot; never throws.
 */
export function parseSnapshot(detail: unknown): Snapshot | null {
  if (typeof detail !== 'string' || detail.length > MAX_JSON) return null;
  try {
    return snapshot(JSON.parse(detail)) ?? null;
  } catch {
    return null; // Not JSON, or nested so deeply that parsing gave up.
  }
}
