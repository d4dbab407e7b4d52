import type { JitsiConference } from './jitsi-conference';

/** Takes methods away, as if another version of Jitsi had renamed them. */
export function simplify(conference: JitsiConference, omit: ReadonlySet<string>): void {
  for (const name of omit) {
    if (name === 'members' && conference.room !== null) {
      Object.defineProperty(conference.room, 'members', { value: undefined });
    } else if (name in conference) {
      Object.defineProperty(conference, name, { value: undefined });
    }
  }
}
