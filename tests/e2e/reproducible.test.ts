import { expect, it } from 'vitest';
import { buildTwice } from '~/scripts/build/twice';

/** Two builds take a quarter of a minute; on a busy machine several times that. */
const PATIENCE_MS = 300_000;

it(
  'two builds of the same sources, made elsewhere and under another clock and language, are the same to the byte',
  async () => {
    const [one, other] = await buildTwice();
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(one).not.toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(other).toBe(one);
  },
  PATIENCE_MS,
);
