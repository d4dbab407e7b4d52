// @vitest-environment node
import { expect, it } from 'vitest';

/*
 * What is wrong with a table shows when its file is loaded. The other test files then have no tests
 * at all, which mutation testing takes for none that failed.
 */
it.each(Object.entries(import.meta.glob('/utils/messages/*.ts')))(
  '%s can be loaded',
  async (_, load) => {
    await expect(load()).resolves.toBeTypeOf('object');
  },
);
