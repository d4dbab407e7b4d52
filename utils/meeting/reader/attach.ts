import { get } from './plain';

/** Everything after which the snapshot may differ (lib-jitsi-meet JitsiConferenceEvents). */
const EVENTS = [
  'joined',
  'left',
  'failed',
  'kicked',
  'participant_kicked',
  'userJoined',
  'userLeft',
  'displayNameChanged',
  'roleChanged',
  'bot_type_changed',
  'participant_property_changed',
  'lobby.userJoined',
  'lobby.userUpdated',
  'lobby.userLeft',
  'membersOnlyChanged',
  'breakout-rooms.updated',
  'breakout-rooms.move-to-room',
];

/**
 * Listens to a conference object. Its emitter guards nothing: a listener that throws would stop
 * Jitsi's own, so `onEvent` must not throw; and `off` without a listener would throw in Jitsi.
 *
 * @returns what ends it, or null where the object has no events
 */
export function attach(conference: unknown, onEvent: () => void): (() => void) | null {
  // A fresh one each time: the same function attached twice would be called twice.
  const listener = (): void => onEvent();
  const each = (method: string): boolean => {
    const run = get(conference, method);
    if (typeof run !== 'function') return false;
    let worked = false;
    for (let i = 0; i < EVENTS.length; i++) {
      try {
        run.call(conference, `conference.${EVENTS[i]}`, listener);
        worked = true;
      } catch {
        // The other events may still be had.
      }
    }
    return worked;
  };
  return each('on') ? () => void each('off') : null;
}
