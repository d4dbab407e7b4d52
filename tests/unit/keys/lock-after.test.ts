// @vitest-environment node
import { expect, it } from 'vitest';
import { lockAfterMs } from '~/utils/keys/protection';

it('the time until keys lock is counted in milliseconds, and not at all for the end of the session', () => {
  expect(lockAfterMs(5)).toBe(300_000);
  expect(lockAfterMs(null)).toBeNull();
});
