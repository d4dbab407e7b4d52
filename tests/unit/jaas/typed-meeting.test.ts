// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readTypedMeeting } from '~/utils/jaas/meeting-url';
import { conferenceFullName, decodeRoom } from '~/utils/jaas/room';
import { APP, OTHER_APP as OTHER } from './samples';

describe('a meeting that somebody types', () => {
  it.each([
    ['Standup', 'standup'],
    ['  Weekly Forum ', 'weekly forum'],
    ['Überraum 1', 'überraum 1'],
    ['What? Now!', 'what now'],
    ['v1.2', 'v1.2'],
    ['Why http://?', 'why http'],
    ['see meet.example/x', 'see meet.examplex'],
    [`notes ${OTHER}/x`, `notes ${OTHER}x`],
  ])('%j is the name of %j, of the AppID that was chosen', (text, name) => {
    const read = readTypedMeeting(text, APP);
    expect(read).toMatchObject({ ok: true, appId: APP, fromLink: false });
    expect(read.ok && decodeRoom(read.known)).toBe(name);
  });

  it.each([
    `https://8x8.vc/${OTHER}/Standup`,
    `http://8x8.vc/${OTHER}/Standup`,
    `https://8x8.vc/${OTHER}/Standup?jwt=ey.ey.x#config.prejoin=true`,
    `8x8.vc/${OTHER}/Standup`,
    `${OTHER}/Standup`,
    `/${OTHER}/Standup`,
    `8x8.vc//${OTHER}/Standup`,
  ])('%j is that meeting, of its own AppID', (text) => {
    expect(readTypedMeeting(text, APP)).toMatchObject({
      ok: true,
      appId: OTHER,
      room: 'Standup',
      known: 'standup',
      fromLink: true,
    });
  });

  it('with a room that looks like an address is taken as its link says', () => {
    const read = readTypedMeeting(`https://8x8.vc/${OTHER}/ahttp:b`, APP);
    expect(read).toMatchObject({ ok: true, room: 'ahttp:b' });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['https://meet.example/Standup', 'not-a-meeting-link'],
    ['meet.example/Standup', 'not-a-meeting-link'],
    ['eu.meet.example/Standup', 'not-a-meeting-link'],
    ['https://stage.8x8.vc/Standup', 'not-a-meeting-link'],
    [`https://8x8.vc/${OTHER}`, 'not-a-meeting-link'],
    [`https://8x8.vc/${OTHER}/a/b`, 'not-a-meeting-link'],
    [`https://8x8.vc.evil.example/${OTHER}/Standup`, 'not-a-meeting-link'],
    [`https://user@evil.example/${OTHER}/Standup`, 'not-a-meeting-link'],
    ['?!#', 'no-room'],
    ['..', 'no-room'],
    ['%21', 'no-room'],
    ['?'.repeat(340), 'no-room'],
    ['?'.repeat(341), 'too-long'],
    ['\ud800', 'no-room'],
    ['ü'.repeat(300), 'too-long'],
    ['ü'.repeat(400), 'too-long'],
    ['x'.repeat(3000), 'too-long'],
  ])('%j is refused: %s', (text, code) => {
    expect(readTypedMeeting(text, APP)).toEqual({ ok: false, code });
  });

  test('whatever is typed: there is a room to show, and in letters and digits it opens the one that is ended', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const typed = readTypedMeeting(text, APP);
        if (!typed.ok) return;
        const conference = conferenceFullName(typed.appId, typed.room);
        expect(conference.ok).toBe(true);
        expect(typed.known).not.toBe('');
        // A sign that Jitsi leaves out can come of one that it does not, such as a wide exclamation mark.
        if (!/^[\p{L}\p{N} -]*$/u.test(text.normalize('NFKC'))) return;
        expect(conferenceFullName(typed.appId, typed.known)).toEqual(conference);
      }),
      { numRuns: 500 },
    );
  });
});
