import type { JitsiConference } from './jitsi-conference';
import type { PageOptions } from './options';

/** Takes methods away, as if another version of Jitsi had renamed them, or makes them throw. */
export function simplify(
  conference: JitsiConference,
  { omit, throws }: Pick<PageOptions, 'omit' | 'throws'>,
): void {
  for (const name of throws) {
    const value = () => {
      throw new Error(`${name} throws`);
    };
    Object.defineProperty(conference, name, { value });
  }
  for (const name of omit) {
    if (name === 'members' && conference.room !== null) {
      Object.defineProperty(conference.room, 'members', { value: undefined });
    } else if (name in conference) {
      Object.defineProperty(conference, name, { value: undefined });
    }
  }
}
