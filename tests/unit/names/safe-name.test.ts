// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { characterName } from '~/utils/names/characters';
import { fold, looksLike } from '~/utils/names/confusables';
import { safeName } from '~/utils/names/safe-name';

const family = '👨\u200D👩\u200D👧\u200D👦';
const england = '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}';

describe('genuine names stay whole', () => {
  it.each([
    'Ann',
    "O'Brien-Łukaszewicz",
    'محمد علي',
    'می\u200Cخواهم',
    'שָׁלוֹם',
    '\u200Fשלום',
    'สมชาย ใจดี',
    'नमस्ते',
    'क्\u200Dष',
    'क्\u200D',
    'ශ්\u200Dරී',
    'ന്\u200D',
    '王小明',
    '葛\u{E0100}城',
    'Nguyễn'.normalize('NFD'),
    `${family} family`,
    '👩🏽\u200D🚀',
    '🏳\uFE0F\u200D🌈',
    '❤\uFE0F',
    '❤\uFE0F\u200D🔥',
    '1\uFE0F\u20E3 first',
    '🇩🇪',
    england,
  ])('%s', (name) => {
    expect(safeName(name)).toEqual({ text: name, suspicious: [] });
  });
});

describe('deceiving names are made visible', () => {
  it.each([
    ['Bob\u202Exe', 'Bob⟨U+202E⟩xe', 'U+202E RIGHT-TO-LEFT OVERRIDE'],
    ['\u2066Bob\u2069', '⟨U+2066⟩Bob⟨U+2069⟩', 'U+2066 LEFT-TO-RIGHT ISOLATE'],
    ['Bob\u200F', 'Bob⟨U+200F⟩', 'U+200F RIGHT-TO-LEFT MARK'],
    ['B\u200B\u200B\u200Bob', 'B⟨U+200B×3⟩ob', 'U+200B ZERO WIDTH SPACE'],
    ['B\u200Cob', 'B⟨U+200C⟩ob', 'U+200C ZERO WIDTH NON-JOINER'],
    ['B\u200Dob', 'B⟨U+200D⟩ob', 'U+200D ZERO WIDTH JOINER'],
    ['می\u200C\u200Cخ', 'می⟨U+200C×2⟩خ', 'U+200C ZERO WIDTH NON-JOINER'],
    ['😀\u200D', '😀⟨U+200D⟩', 'U+200D ZERO WIDTH JOINER'],
    ['Bob\uFE0F', 'Bob⟨U+FE0F⟩', 'U+FE0F VARIATION SELECTOR'],
    ['7\uFE0F', '7⟨U+FE0F⟩', 'U+FE0F VARIATION SELECTOR'],
    ['Bo\u00ADb', 'Bo⟨U+00AD⟩b', 'U+00AD SOFT HYPHEN'],
    ['Bob\u3164', 'Bob⟨U+3164⟩', 'U+3164 HANGUL FILLER'],
    ['\u2800', '⟨U+2800⟩', 'U+2800 BRAILLE PATTERN BLANK'],
    ['\uFEFFBob', '⟨U+FEFF⟩Bob', 'U+FEFF ZERO WIDTH NO-BREAK SPACE'],
    ['hi\u{E0061}', 'hi⟨U+E0061⟩', 'U+E0061 TAG CHARACTER'],
    ['a\u0000b', 'a⟨U+0000⟩b', 'U+0000 CONTROL CHARACTER'],
    ['x\uD800', 'x⟨U+D800⟩', 'U+D800 LONE SURROGATE'],
    ['\uE000', '⟨U+E000⟩', 'U+E000 PRIVATE USE CHARACTER'],
    ['Ann\r\nB\u2028an', 'Ann ⏎ B ⏎ an', 'U+000D CARRIAGE RETURN'],
    [`Z${'\u0301'.repeat(50)}`, `Z${'\u0301'.repeat(4)}`, 'U+0301 COMBINING MARK'],
  ])('%j is %j', (raw, text, note) => {
    const safe = safeName(raw);
    expect(safe.text).toBe(text);
    expect(safe.suspicious.map(characterName)).toContain(note);
  });

  it('hidden text in a made-up flag is shown', () => {
    const flag = `🏴${[...'secretmessage'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}\u{E007F}`;
    expect(safeName(flag).suspicious.length).toBeGreaterThan(3);
  });

  it('white space is one space, and a mark never sits on what stands before the name', () => {
    expect(safeName('  Ann \t\u00A0\u3000  B  ')).toEqual({ text: 'Ann B', suspicious: [] });
    expect(safeName('\u0301x').text).toBe('◌\u0301x');
  });

  it.each([null, undefined, '', '   ', '\n\t', '\u3000'])('%j is no name', (raw) => {
    expect(safeName(raw).text).toBeNull();
  });

  it('the length is bounded, and emoji are not cut apart', () => {
    expect(safeName('ab'.repeat(100)).text).toBe(`${'ab'.repeat(30)}…`);
    expect(safeName(`${'x'.repeat(59)}${family}${family}`).text).toBe(
      `${'x'.repeat(59)}${family}…`,
    );
  });

  it('a name that was cut within a character is not called suspicious', () => {
    expect(safeName(`x${'😀'.repeat(200)}`.slice(0, 300)).suspicious).toEqual([]);
  });

  it('whatever the name, nothing invisible is left and showing is repeatable', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc
        .array(fc.constantFrom('\u202E', '\u200B', '\u200D', '\uFE0F', '\u0301', 'a', '😀', '\n'))
        .map((list) => list.join('')),
    );
    fc.assert(
      fc.property(unit, (raw) => {
        const { text, suspicious } = safeName(raw);
        expect(suspicious.length).toBeLessThanOrEqual(12);
        if (text === null) return;
        expect(text).toMatch(/\S/);
        expect(text).not.toMatch(
          /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\uFEFF]/u,
        );
        expect(text).not.toMatch(/^\p{M}|\p{Mn}{6}/u);
        expect(text).not.toMatch(/ {2}/);
        if (!text.endsWith('…')) expect(safeName(text).text).toBe(text);
      }),
      { numRuns: inputs(5000) },
    );
  });
});

describe('a name of plain letters', () => {
  it('is shown as the long way would show it, whatever its spaces', () => {
    const plain = fc.stringMatching(/^[ -~]{0,60}$/);
    fc.assert(
      fc.property(plain, (name) => {
        const { text, suspicious } = safeName(name);
        // A final joiner out of place sends it the long way, and is noted.
        const long = safeName(`${name}\u200B`);
        expect(suspicious).toEqual([]);
        expect(`${text ?? ''}⟨U+200B⟩`).toBe((long.text ?? '').replace(/ ⟨U\+200B⟩$/, '⟨U+200B⟩'));
      }),
    );
  });

  it('is compared and searched as the long way would do it', () => {
    const plain = fc.stringMatching(/^[ -~]{0,60}$/);
    fc.assert(
      fc.property(plain, (name) => {
        expect(looksLike(name)).toBe(looksLike(`${name}\u200B`));
        expect(fold(name)).toBe(fold(`${name}\u200B`));
      }),
    );
  });
});
