// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { guessesFor, LEAST_GUESSES, yearsFor } from '~/utils/keys/strength';

describe('how hard a passphrase is to guess', () => {
  it.each([
    'passwordpassword',
    'Passw0rd!Passw0rd!',
    'aaaaaaaaaaaaaaaaaaaa',
    '               ',
    'qwertyuiopasdfgh',
    '12345678901234567890',
    'abcdefghijklmnop',
    '2026-11-29 2026-11-28',
    '8x8jitsi8x8jitsi8x8jitsi',
  ])('“%s” is too easy', async (passphrase) => {
    expect(await guessesFor(passphrase, [])).toBeLessThan(LEAST_GUESSES);
  });

  it.each([
    'lemon bicycle teapot',
    'k3kz9-qq1Lp0-xxT',
    'Xylophone-Quartz-42',
    'größter Käse am Ufer',
  ])('“%s” is not', async (passphrase) => {
    expect(await guessesFor(passphrase, [])).toBeGreaterThan(LEAST_GUESSES);
  });

  it('is less where it is what the key is called', async () => {
    const name = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3';
    expect(await guessesFor(name, [name])).toBeLessThan(LEAST_GUESSES);
    expect(await guessesFor('Greenhouse Forum', ['Greenhouse Forum'])).toBeLessThan(1000);
  });

  it('of what is very long is told from its beginning, and never too high', async () => {
    expect(await guessesFor(`${'a'.repeat(64)}k3kz9-qq1Lp0-xxT`, [])).toBeLessThan(LEAST_GUESSES);
    expect(await guessesFor('ab1 '.repeat(256), [])).toBeLessThan(LEAST_GUESSES);
  });

  it('is told in years of one graphics card', () => {
    expect(Math.floor(yearsFor(LEAST_GUESSES))).toBe(3);
  });
});
