// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { mirrored, mirroredCatalogue, unmirrored } from '~/scripts/build/mirrored';

describe('the catalogue that reads from right to left', () => {
  it('has each word turned, and numbers, signs and what is filled in as they were', () => {
    expect(mirrored('Ban $1?')).toBe('\u200f\u202eBan\u202c\u200f $1?');
    expect(mirrored('8x8, 30 | $2’s')).toBe(
      '\u200f\u202e8x8\u202c\u200f, 30 | $2’\u200f\u202es\u202c\u200f',
    );
  });

  it('can be read back, whatever was filled in', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab $1|9é’') }), (text) => {
        expect(unmirrored(mirrored(text))).toBe(text);
      }),
    );
  });

  it('has every text of the English one, and says what it is', () => {
    const texts = inject('texts');
    const json = Object.fromEntries(
      Object.entries(texts).map(([key, message]) => [key, { message }]),
    );
    const turned: Record<string, { message: string }> = JSON.parse(
      mirroredCatalogue(JSON.stringify(json)),
    );
    expect(Object.keys(turned)).toEqual(Object.keys(texts));
    expect(turned.meta_dir?.message).toBe('rtl');
    expect(turned.meta_lang?.message).toBe('ar-XB');
    const { meta_dir: _dir, meta_lang: _lang, ...others } = turned;
    for (const [key, { message }] of Object.entries(others)) {
      expect(unmirrored(message), key).toBe(texts[key]);
    }
  });
});
