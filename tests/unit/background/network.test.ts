// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { network } from '~/utils/background/send';

// The clock stands still: what ends is not ended by it.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('waiting', () => {
  it('ends at once when the host stops it, also when they had stopped it before', async () => {
    const before = AbortSignal.abort();
    await network.wait(60_000, before);
    const meanwhile = new AbortController();
    const waited = network.wait(60_000, meanwhile.signal);
    expect(vi.getTimerCount()).toBe(1);
    meanwhile.abort();
    await waited;
    expect(vi.getTimerCount()).toBe(0);
  });
});
