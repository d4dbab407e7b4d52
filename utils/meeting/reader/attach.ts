import { attempt, call, get } from './jitsi';

/**
 * Everything after which the people in the room may differ (lib-jitsi-meet JitsiConferenceEvents).
 * All else is read from the store, which tells of its changes itself.
 */
const EVENTS = [
  'userJoined',
  'userLeft',
  'displayNameChanged',
  'roleChanged',
  'bot_type_changed',
  'participant_property_changed',
];

/**
 * Listens to a conference object. Its emitter guards nothing: a listener that throws would stop
 * Jitsi's own, so `onEvent` is guarded here; and `off` without a listener would throw in Jitsi.
 *
 * @returns what ends it, or undefined where the object has no events
 */
export function attach(conference: unknown, onEvent: () => void): (() => void) | undefined {
  // A fresh one each time: the same function attached twice would be called twice.
  const listener = (): void => void attempt(onEvent);
  const each = (method: string): void => {
    for (const event of EVENTS) call(conference, method, `conference.${event}`, listener);
  };
  if (!get(conference, 'on')) return undefined;
  each('on');
  return () => each('off');
}
