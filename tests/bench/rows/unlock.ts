import type { Page } from 'puppeteer-core';
import { PRESENT_ROUNDS } from '~/utils/keys/seal';
import { inWorld } from '../bench';
import { alternate, samplesOf } from '../measure';
import type { Row } from '../row';

const PASSPHRASE = 'seven quiet herons';

export const unlock: Row = {
  id: 'unlock',
  title: 'Unlock by passphrase',
  floor: `the PBKDF2 alone (HMAC-SHA-512, ${PRESENT_ROUNDS.toLocaleString('en')} rounds)`,
  rival: null,
  run: (bench) =>
    inWorld(bench, async (world) => {
      await world.newKeyInGavel();
      const options = await world.gavel.openOptions('keys');
      await options.protect(PASSPHRASE);
      await options.lockNow();
      const { page } = options;

      const rounds = await alternate(
        {
          floor: async () => ({ ms: await page.evaluate(deriveOnce, PASSPHRASE, PRESENT_ROUNDS) }),
          async gavel() {
            await options.fill('Passphrase', PASSPHRASE);
            const ms = await unlocked(page);
            await options.lockNow();
            return { ms };
          },
        },
        { rounds: bench.quick ? 3 : 15, warmUps: bench.quick ? 0 : 1 },
      );
      const samples = samplesOf(rounds, 'ms');
      return { lines: [{ label: 'click → unlocked', unit: 'ms', samples }] };
    }),
};

/** Presses Unlock; how long until the page says that it is, in milliseconds. */
function unlocked(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('form:has(input[type=password])');
    const began = performance.now();
    form?.requestSubmit();
    while (document.querySelector('.lock-state') === null) {
      if (performance.now() > began + 20_000) throw new Error('It did not unlock.');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - began;
  });
}

/** In the page: makes one key of a passphrase; how long that took, in milliseconds. */
async function deriveOnce(passphrase: string, iterations: number): Promise<number> {
  const bytes = new TextEncoder().encode(passphrase);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const began = performance.now();
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-512', salt, iterations };
  await crypto.subtle.deriveBits(algorithm, key, 256);
  return performance.now() - began;
}
