// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { roomNode } from '~/utils/jaas/room';
import { roomTitle, wholeRoomTitle } from '~/utils/names/room-title';
import { room } from '../jaas/samples';

const titleOf = (name: string) => roomTitle(room(encodeURIComponent(name)));

describe("a room's name for people", () => {
  test.each([
    ['Stand%20Up', 'Stand Up'],
    ['%C3%9Cberraum', 'Überraum'],
    ['100%', '100%'],
    ['a%0Ab', 'a⟨U+000A⟩b'],
    ['a%20%20c', 'a ⟨U+0020⟩c'],
    ['a%E2%80%AEb', 'a⟨U+202E⟩b'],
    ['te%E2%80%8Bam', 'te⟨U+200B⟩am'],
    ['%20', '⟨U+0020⟩'],
    ['\ud800x', '⟨U+D800⟩x'],
  ])('%j is shown as %j', (raw, title) => {
    expect(roomTitle(room(raw))).toBe(title);
    expect(wholeRoomTitle(room(raw))).toBe(title);
  });

  it.each([
    '\u200b',
    '\u00ad',
    '\u2060',
    '\u3164',
    '\u{e0041}',
    '\u2800',
    '\ufe0f',
    '\u202e',
    '\u00a0',
  ])('with %j in it looks like no other room', (unseen) => {
    const code = unseen.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    expect(titleOf(`te${unseen}am`)).toBe(`te⟨U+${code}⟩am`);
  });

  it('is read in its own direction where that leaves no doubt, else in the order of its address', () => {
    expect(titleOf('פורום שבועי')).toBe('פורום שבועי');
    expect(titleOf('פורום-12')).toBe('\u2066\u202dפורום-12\u202c\u2069');
    expect(titleOf('12-פורום')).toBe('\u2066\u202d12-פורום\u202c\u2069');
    expect(titleOf('team פורום')).toBe('\u2066\u202dteam פורום\u202c\u2069');
    expect(titleOf('منتدى')).toBe('منتدى');
    expect(titleOf('منتدى ٣')).toBe('\u2066\u202dمنتدى ٣\u202c\u2069');
  });

  it('shows both ends of a long one, and all of it where somebody decides by it', () => {
    const long = `${'x'.repeat(150)}y${'z'.repeat(149)}`;
    expect(titleOf('x'.repeat(200))).toBe('x'.repeat(200));
    expect(titleOf(long)).toBe(`${'x'.repeat(119)}…${'z'.repeat(80)}`);
    expect(wholeRoomTitle(room(long))).toBe(long);
  });

  it('is another for rooms that a server tells apart, but for letters that look alike', () => {
    const unseen = [
      '\u200b',
      '\u00ad',
      '\u2060',
      '\u3164',
      '\u{e0061}',
      '\u034f',
      '\u180e',
      '\0',
      '\n',
    ];
    const parts = fc.array(fc.constantFrom('a', 'b', ' ', 'é', ...unseen), { maxLength: 8 });
    const names = parts.map((some) => `r${some.join('')}`);
    fc.assert(
      fc.property(names, names, (one, other) => {
        const nodeOf = (name: string) => roomNode(room(encodeURIComponent(name)));
        fc.pre(JSON.stringify(nodeOf(one)) !== JSON.stringify(nodeOf(other)));
        expect(titleOf(one)).not.toBe(titleOf(other));
      }),
      { numRuns: inputs(500) },
    );
  });
});
