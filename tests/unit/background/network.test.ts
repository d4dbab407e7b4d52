import { describe, it } from 'vitest';
import { network } from '~/utils/background/network';

describe('waiting', () => {
  it('ends at once when the host stops it, also when they had stopped it before', async () => {
    const before = AbortSignal.abort();
    await network.wait(60_000, before);
    const meanwhile = new AbortController();
    const waited = network.wait(60_000, meanwhile.signal);
    meanwhile.abort();
    await waited;
  });
});
