import { expect } from 'vitest';
import { confirmedActions } from './attacks';
import type { HostKey } from './host-key';
import type { OptionsPage } from './options-page';
import type { MeetingPage } from './panel';
import { startWorld, type World } from './world';

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
  /** Closes it. Nothing was sent, and nothing is written down as confirmed: else it throws. */
  end(): Promise<void>;
}

export async function startAttackedWorld(label = 'Forum'): Promise<AttackedWorld> {
  const world = await startWorld();
  const key = await world.newKeyInGavel(label);
  const options = await world.gavel.openOptions('about');
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
    async end() {
      const confirmed = await confirmedActions(options.page);
      await world.close();
      expect(world.simulator.requests).toEqual([]);
      expect(confirmed).toEqual([]);
    },
  };
}
