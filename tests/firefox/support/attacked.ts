import { expect } from 'vitest';
import type { Changes } from '~/scripts/build/changed';
import { MALLORY } from '~/tests/e2e/support/attacked-world';
import { confirmedActions } from '~/tests/e2e/support/attacks';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { FirefoxPage } from './page';
import { FirefoxWorld } from './world';

/** A Firefox in which nobody confirms anything, whatever its pages do. */
export interface AttackedFirefox {
  readonly world: FirefoxWorld;
  readonly key: HostKey;
  /** A page of Gavel's own, to look at what it knows. */
  readonly own: FirefoxPage;
  /** A meeting that the host and {@link MALLORY} have joined, with the card open. */
  meeting(): Promise<FirefoxPage>;
  /** Nothing was sent, and nothing is written down as confirmed: else it throws. */
  expectNothingDone(): Promise<void>;
  /** The same, and then closes it. */
  end(): Promise<void>;
}

export async function startAttackedFirefox(
  changes?: Changes,
  label?: string,
): Promise<AttackedFirefox> {
  const world = await FirefoxWorld.open(changes ? { changes } : {});
  const key = await world.newKeyInGavel(label);
  const own = await world.openGavel('options.html#about');
  await own.reads(/Gavel/);
  const expectNothingDone = async () => {
    expect(await world.sent(own)).toEqual([]);
    expect(await confirmedActions(own)).toEqual([]);
  };
  return {
    world,
    key,
    own,
    meeting: async () => (await world.joinMeeting(key.appId, [MALLORY])).page,
    expectNothingDone,
    async end() {
      try {
        await expectNothingDone();
      } finally {
        await world.stop();
      }
    },
  };
}
