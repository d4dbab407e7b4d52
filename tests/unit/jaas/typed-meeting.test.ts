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
    ['it%27s', "it's"],
    ["it's", 'its'],
    ['%21', '!'],
    ['100%2', '100%2'],
    ['a%2520b', 'a%20b'],
    ['why%3F', 'why?'],
    ['R&D', 'rd'],
    ['"A" and "B"', '"a" and "b"'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
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

  it.each([
    ['8x8’s own form in webhooks and logs', `standup@conference.${OTHER}.8x8.vc`],
    ['the same with a participant', `standup@conference.${OTHER}.8x8.vc/f0aa9e1e`],
    ['the same within the server', `room=[${OTHER}]standup@conference.8x8.vc/f0aa9e1e left`],
    ['the same on a visitors’ server', `standup@conference.${OTHER}.v1.meet.jitsi`],
    ['a webhook', `{"eventType":"ROOM_CREATED","fqn":"${OTHER}/standup","appId":"${OTHER}"}`],
    ['the code of an embedded meeting', `{ roomName: "${OTHER}/standup", jwt: "ey" }`],
    ['a slash at its end', `https://8x8.vc/${OTHER}/standup/`],
    ['capitals of the host', `HTTPS://8X8.VC/${OTHER}/standup`],
    ['capitals of the AppID', `https://8x8.vc/${OTHER.toUpperCase()}/standup`],
    ['a zero-width space at the end', `https://8x8.vc/${OTHER}/standup\u200b`],
    ['a zero-width space in the AppID', `https://8x8.vc/${OTHER.replace('-', '-\u200b')}/standup`],
    [
      'an AppID that a line’s end broke',
      `https://8x8.vc/${OTHER.slice(0, 30)}\n${OTHER.slice(30)}/standup\nDial in: +1`,
    ],
    ['ends of lines in angle brackets', `<https://8x8.vc/${OTHER}/stan\n dup>`],
    ['words in front of it', `notes ${OTHER}/standup`],
    [
      'other links beside it',
      `https://8x8.vc/${OTHER}/standup\nHelp: https://help.example/a/b or ann@example.com`,
    ],
    [
      'the tenant’s own files beside it',
      `https://8x8.vc/${OTHER}/standup\nhttps://8x8.vc/${OTHER}/static/dialInInfo.html?room=standup`,
    ],
    [
      'a regional door to it beside it',
      `https://8x8.vc/${OTHER}/standup https://frankfurt.8x8.vc/${OTHER}/standup`,
    ],
    ['the app’s own scheme', `org.jitsi.meet://8x8.vc/${OTHER}/standup`],
    ['URL Defense 3', `https://urldefense.com/v3/__https://8x8.vc/${OTHER}/standup__;!!abc$`],
    [
      'URL Defense 2',
      `https://urldefense.proofpoint.com/v2/url?u=https-3A__8x8.vc_${OTHER.replaceAll('-', '-2D')}_standup&d=Dw`,
    ],
    [
      'a link in a link in a link',
      `https://a.example/?u=${encodeURIComponent(`https://b.example/?u=${encodeURIComponent(`https://8x8.vc/${OTHER}/standup?lang=de`)}&x=1`)}&y=2`,
    ],
    ['full-width signs', `ｈｔｔｐｓ：／／８ｘ８．ｖｃ／${OTHER}／standup`],
    ['Chinese around it', `请加入https://8x8.vc/${OTHER}/standup。谢谢`],
    [
      'a calendar that folds lines',
      `BEGIN:VEVENT\r\nLOCATION:https://8x8.vc/${OTHER}/stan\r\n dup\r\nEND:VEVENT`,
    ],
  ])('is found with or in %s', (_, text) => {
    expect(readTypedMeeting(text, APP)).toMatchObject({
      ok: true,
      appId: OTHER,
      room: 'standup',
      fromLink: true,
    });
  });

  it('is the one of an invitation that was copied whole', () => {
    const link = `https://8x8.vc/${OTHER}/standup`;
    const invitation = `Ann is inviting you to a meeting.

Join the meeting:
${link}

To join by phone instead, tap this: +1.512.647.1431,,3908528#

Looking for a different dial-in number?
See meeting dial-in numbers: https://8x8.vc/${OTHER}/static/dialInInfo.html?room=standup

If also dialing-in through a room phone, join without connecting to audio: ${link}#config.startSilent=true`;
    expect(readTypedMeeting(invitation, APP)).toMatchObject({ ok: true, room: 'standup' });
    // A field of one line takes the ends of lines for blanks.
    const line = invitation.replaceAll('\n', ' ');
    expect(readTypedMeeting(line, APP)).toMatchObject({ ok: true, room: 'standup' });
  });

  it.each([
    [`https://8x8.vc/${OTHER}/a https://8x8.vc/${OTHER}/b`, ['a', 'b']],
    [`a@conference.${OTHER}.8x8.vc\na@conference.${APP}.8x8.vc`, ['a', 'a']],
    [
      `https://8x8.vc/${OTHER}/a\nhttps://8x8.vc/${OTHER.slice(0, 30)}\n${OTHER.slice(30)}/b`,
      ['a', 'b'],
    ],
    // The room goes on behind the blank, or other words follow.
    [`https://8x8.vc/${OTHER}/Weekly Forum`, ['weekly', 'weekly forum']],
    [`8x8.vc/${OTHER}/Weekly Forum?lang=de`, ['weekly', 'weekly forum']],
    // What nobody sees is part of the name, or not.
    ['stand\u200bup', ['standup', 'stand\u200bup']],
    [`https://8x8.vc/${OTHER}/stand\u200bup`, ['standup', 'stand']],
  ])('%j can be read in two ways, and is taken in none', (text, names) => {
    const read = readTypedMeeting(text, APP);
    expect(read).toMatchObject({ ok: false, code: 'several' });
    if (read.ok || read.code !== 'several') return;
    expect(read.found.map(({ known }) => decodeRoom(known))).toEqual(names);
  });

  it.each([
    'standup\u200b',
    '\ufeffstandup',
    '\u2068standup\u2069',
    'standup\u200d',
    '"standup"',
    '> standup',
    '“standup”',
  ])('%j is the name without what copying put around it', (text) => {
    expect(readTypedMeeting(text, APP)).toMatchObject({ ok: true, room: 'standup' });
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
    ['see meet.example/x', 'not-a-meeting-link'],
    ['join https://meet.example/Standup now', 'not-a-meeting-link'],
    ['standup@conference.meet.example', 'not-a-meeting-link'],
    ['ann@example.com', 'not-a-meeting-link'],
    [OTHER, 'not-a-meeting-link'],
    [`room ${OTHER}`, 'not-a-meeting-link'],
    [`https://stage.8x8.vc/${OTHER}/Standup`, 'not-a-meeting-link'],
    [`https://frankfurt.8x8.vc/${OTHER}/Standup`, 'not-a-meeting-link'],
    [`standup@conference.${OTHER}.stage.8x8.vc`, 'not-a-meeting-link'],
    [`standup@breakout.${OTHER}.8x8.vc`, 'not-a-meeting-link'],
    [`standup@conference.${OTHER}.8x8.vc.evil.example`, 'not-a-meeting-link'],
    [`https://evil.example/8x8.vc/${OTHER}/Standup`, 'not-a-meeting-link'],
    [`https://evil.example/${OTHER}/Standup`, 'not-a-meeting-link'],
    [`https://8x8.vc/${OTHER}/static/close.html`, 'not-a-meeting-link'],
    ['Standup?lang=de', 'not-a-meeting-link'],
    ['Standup#config.startSilent=true', 'not-a-meeting-link'],
    [`ey${'a'.repeat(20)}.ey${'b'.repeat(20)}.${'c'.repeat(20)}`, 'not-a-meeting-link'],
    ['Standup\nTuesday', 'lines'],
    [`https://8x8.vc/${OTHER}/${'x'.repeat(1100)}`, 'too-long'],
    ['x'.repeat(65_537), 'too-long'],
    ['?!#', 'no-room'],
    ['..', 'no-room'],
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
