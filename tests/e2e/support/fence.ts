import { expect } from 'vitest';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { allSent } from './all-sent';
import type { World } from './open-world';

/** Everything that JaaS was asked, in order, with all that was on its way; see {@link allSent}. */
export async function operations(world: World): Promise<ApiRequest['operation'][]> {
  await allSent(world);
  return world.simulator.requests.map(({ operation }) => operation);
}

/** Nothing was sent, and nothing is on its way; see {@link allSent}. */
export async function expectNothingSent(world: World): Promise<void> {
  await allSent(world);
  expect(world.simulator.requests).toEqual([]);
}
