import { expect } from 'vitest';
import { confirmedActions } from './attacks';
import { expectNothingSent } from './fence';
import type { HostKey } from './host-key';
import type { World } from './open-world';
import type { OptionsPage } from './options-page';
import type { MeetingPage } from './panel';
import { startWorld } from './world';

/** Somebody who attacks, or whom a click is to hit by mistake. */
export const MALLORY = { name: 'Mallory', userId: 'auth0|mallory' };

/** A world in which nobody confirms anything, whatever its pages do. */
export interface AttackedWorld {
  readonly world: World;
  readonly key: HostKey;
  /** A page of Gavel's own, to look at what it knows. */
  readonly options: OptionsPage;
  /** A meeting that the host and {@link MALLORY} have joined, with the card open. */
  meeting(): Promise<MeetingPage>;
  /** Nothing was sent, and nothing is written down as confirmed: else it throws. */
  expectNothingDone(): Promise<void>;
  /** The same, and then closes it. */
  end(): Promise<void>;
}

export async function startAttackedWorld(label = 'Forum'): Promise<AttackedWorld> {
  const world = await startWorld();
  const key = await world.newKeyInGavel(label);
  const options = await world.gavel.openOptions('about');
  const expectNothingDone = async () => {
    await expectNothingSent(world);
    expect(await confirmedActions(options.page)).toEqual([]);
  };
  return {
    world,
    key,
    options,
    async meeting() {
      const { page } = await world.joinMeeting(key.appId, [MALLORY]);
      await page.panel.open();
      await page.panel.row(MALLORY.name);
      return page;
    },
    expectNothingDone,
    async end() {
      try {
        await expectNothingDone();
      } finally {
        await world.close();
      }
    },
  };
}
