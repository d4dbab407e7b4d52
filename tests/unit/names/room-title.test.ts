// @vitest-environment node
import fc from 'fast-check';
import { upperFirst, words } from 'lodash-es';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { decodeRoom, roomNode } from '~/utils/jaas/room';
import { roomTitle, titleAsInJitsi, wholeRoomTitle } from '~/utils/names/room-title';
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

/** jitsi-meet `safeStartCase`, with the lodash that it uses. */
function jitsiWrites(room: string): string {
  return words(room.replace(/['\u2019]/g, ''))
    .map(upperFirst)
    .join(' ');
}

describe("a room as Jitsi's page writes it", () => {
  test.each([
    ['PhaseRoom', 'Phase Room'],
    ['team-meeting_7', 'Team Meeting 7'],
    ['HTTPServer', 'HTTP Server'],
    ['weekly.forum', 'Weekly Forum'],
    ['Standup-1f00a2', 'Standup 1 F 00 A 2'],
    ['1stMeeting-2NDtry', '1st Meeting 2ND Try'],
    ['%C3%9Fa', 'SSa'],
    ['42', '42'],
    ['%C3%BCberraumEins', 'Überraum Eins'],
    ['100%', '100'],
    ['a%C3%-b', 'A C 3 B'],
    ['C%2B%2B', 'C'],
    ['don%E2%80%99t-stop', 'Dont Stop'],
    ['Ann%27s%20room', 'Anns Room'],
    ['\u03ba\u03b1\u03bb\u03ae-\u03bc\u03ad\u03c1\u03b1', 'Καλή Μέρα'],
    ['встреча7', 'Встреча 7'],
    ['e\u0301cole-Nord', 'E\u0301cole Nord'],
    ['פורום-שבועי', 'פורום שבועי'],
    ['פורום12', '\u2066\u202dפורום 12\u202c\u2069'],
    ['منتدى_اسبوعي', 'منتدى اسبوعي'],
    ['团队Meeting', '团队 Meeting'],
  ])('%s is %s, with the exact room beside it', (raw, title) => {
    const exact = roomTitle(room(raw));
    const isOtherwise = exact.toLowerCase() !== title.toLowerCase();
    expect(titleAsInJitsi(room(raw))).toEqual({ title, exact: isOtherwise ? exact : null });
  });

  test.each([
    ['standup', 'Standup'],
    ['team%20meeting%207', 'Team Meeting 7'],
    ['STANDUP', 'STANDUP'],
    ['团队会议', '团队会议'],
    ['שבועי', 'שבועי'],
  ])('%s is %s and nothing else: capital letters make no other meeting', (raw, title) => {
    expect(titleAsInJitsi(room(raw))).toEqual({ title, exact: null });
  });

  it.each([
    ['nothing but signs', '--'],
    ['an emoji', 'team🎉party'],
    ['an emoji with a joiner', 'a-👩‍💻'],
    ['a dingbat', 'team-\u2708'],
    ['letters beyond the first plane', 'team-𝔸'],
    ['a fraction', 'room\u00bd'],
    ['an ordinal', 'n\u00ba'],
    ['a space that does not break', 'team\u00a0a'],
    ['what is not seen', 'te\u200bam'],
    ['a soft hyphen', 'te\u00adam'],
    ['an override of direction', 'a\u202eb'],
    ['a joiner between letters', 'می\u200cخواهم'],
    ['a control character', 'a\nb'],
  ])('stays exact with %s in it', (_, name) => {
    expect(titleAsInJitsi(room(encodeURIComponent(name)))).toEqual({
      title: titleOf(name),
      exact: null,
    });
    expect(titleAsInJitsi(room('\ud800x')).title).toBe('⟨U+D800⟩x');
  });

  it('spells out what is not seen and what Jitsi keeps', () => {
    const { title, exact } = titleAsInJitsi(room(encodeURIComponent('te\u3164am-a')));
    expect([title, exact]).toEqual(['Te⟨U+3164⟩am A', 'te⟨U+3164⟩am-a']);
  });

  it('shows both ends of a long one', () => {
    const { title, exact } = titleAsInJitsi(room(`${'x'.repeat(150)}-${'z'.repeat(149)}`));
    expect(title).toBe(`X${'x'.repeat(118)}…${'z'.repeat(80)}`);
    expect(exact).toBe(`${'x'.repeat(119)}…${'z'.repeat(80)}`);
  });

  it('is written by the rule of lodash, in Latin, Greek and Cyrillic', () => {
    const parts = [
      ...[...'abstndrhABSTNDRH0123456789'],
      ...[..." -_.~!%()*+,/:;=?@[]^`{|}'’–·×"],
      ...[...'éßøþÉØÞαλήςΑΛΉждёЖДЁśŁǆİ'],
      ...['e\u0301', '1st', '2ND', '3rd', '4th', '11TH', "n't", '’s'],
    ];
    const rooms = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 14 });
    const ascii = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(
        fc.oneof(
          rooms.map((some) => some.join('')),
          ascii,
        ),
        (name) => {
          const raw = room(encodeURIComponent(name));
          const { title, exact } = titleAsInJitsi(raw);
          const decoded = decodeRoom(raw);
          const written = jitsiWrites(decoded);
          const isSeen = !/\p{Cc}/u.test(decoded);
          expect(title).toBe(written !== '' && isSeen ? written : titleOf(decoded));
          const same = title.toLowerCase() === decoded.toLowerCase();
          expect(exact).toBe(same || !isSeen || written === '' ? null : titleOf(decoded));
        },
      ),
      { numRuns: inputs(20_000) },
    );
  });
});
