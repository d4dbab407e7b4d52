// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { meetingFromUrl } from '~/utils/jaas/meeting-url';
import type { RawRoom } from '~/utils/jaas/room';
import { conferenceFullName, parseRawRoom, rawRoomOfTyped, roomNode } from '~/utils/jaas/room';
import { agreesWithRoomJid, nodeOfRoomJid, roomAgreement } from '~/utils/jaas/room-address';
import { APP, OTHER_APP, room, wildText } from './samples';

const MEETING = `https://8x8.vc/${APP}`;

/** jitsi-meet's `getBackendSafeRoomName`, after `parseURIString` took characters out. */
function jitsiNode(segment: string): string {
  let name = segment.replace(/[:?#[\]@!$&'()*+,;=></"]/g, '').replace(/\s/g, '');
  try {
    name = decodeURIComponent(name);
  } catch {
    // as Jitsi does
  }
  return encodeURIComponent(name.normalize('NFKC').toLowerCase()).toLowerCase();
}

describe('the meeting of a page', () => {
  test.each([
    ['a room', `${MEETING}/standup`, 'standup'],
    ['with query and fragment', `${MEETING}/standup?jwt=e30#config.x=1`, 'standup'],
    ['case and percent kept', `${MEETING}/My%20Room`, 'My%20Room'],
    ['typed with a space', `${MEETING}/My Room`, 'My%20Room'],
    ['typed in Unicode', `${MEETING}/Überraum`, '%C3%9Cberraum'],
    ['the default port', `https://8x8.vc:443/${APP}/standup`, 'standup'],
    ['in the longest address', `${MEETING}/standup?`.padEnd(65_536, 'x'), 'standup'],
    ['the longest room', `${MEETING}/${'x'.repeat(2048)}`, 'x'.repeat(2048)],
    ['a room that begins like a file', `${MEETING}/static2`, 'static2'],
  ])('%s', (_, url, raw) => {
    expect(meetingFromUrl(url)).toEqual({ appId: APP, room: raw, host: '8x8.vc' });
  });

  test.each([
    ['the front page', 'https://8x8.vc/'],
    ['the AppID alone', MEETING],
    ['the AppID and a slash', `${MEETING}/`],
    ['a slash after the room', `${MEETING}/standup/`],
    ['three segments', `${MEETING}/static/close.html`],
    ['an empty first segment', `https://8x8.vc//${APP}/standup`],
    ['a file', `${MEETING}/external_api.js`],
    ['the configuration', `${MEETING}/config.js`],
    ['a folder', `${MEETING}/static`],
    ['a folder of libraries', `${MEETING}/libs`],
    ['the API', 'https://8x8.vc/v1/_jaas'],
    ['static pages', 'https://8x8.vc/static/close3.html'],
    ['another tenant', 'https://8x8.vc/company/standup'],
    ['http', `http://8x8.vc/${APP}/standup`],
    ['another host', `https://meet.jit.si/${APP}/standup`],
    ['a host that ends alike', `https://x8x8.vc/${APP}/standup`],
    ['a host that begins alike', `https://8x8.vc.example/${APP}/standup`],
    ['another port', `https://8x8.vc:8443/${APP}/standup`],
    ['staging, if not asked for', `https://stage.8x8.vc/${APP}/standup`],
    ['nothing left of the room', `${MEETING}/!!!`],
    ['no URL', 'standup'],
    ['a room that is too long', `${MEETING}/${'x'.repeat(2049)}`],
    ['a URL that is too long', `${MEETING}/standup?${'x'.repeat(70_000)}`],
  ])('%s is none', (_, url) => {
    expect(meetingFromUrl(url)).toBeNull();
  });

  it.each([
    'static',
    'libs',
    'css',
    'images',
    'fonts',
    'lang',
    'sounds',
    'connection_optimization',
    '.well-known',
    'external_api.js',
    'external_api.min.js',
    'config.js',
    'interface_config.js',
    'logging_config.js',
    'manifest.json',
    'pwa-worker.js',
    'http-bind',
    'xmpp-websocket',
    'colibri-ws',
    'conference-request',
    '_unlock',
  ])('/<AppID>/%s is a file or a service of Jitsi’s and no meeting', (name) => {
    expect(meetingFromUrl(`${MEETING}/${name}`)).toBeNull();
  });

  it.each([
    ['eu.8x8.vc', '8x8.vc'],
    ['a-b.eu1.8x8.vc', '8x8.vc'],
    ['a.b.c.d.8x8.vc', '8x8.vc'],
    [`${'x'.repeat(63)}.8x8.vc`, '8x8.vc'],
    ['stage.8x8.vc', 'stage.8x8.vc'],
  ])('%s, where the person lets Gavel in, has the rooms of %s', (host, rooms) => {
    const meeting = meetingFromUrl(`https://${host}/${APP}/standup`, 'any');
    expect(meeting?.host).toBe(host);
    expect(conferenceFullName(APP, room('standup'), meeting?.host)).toEqual({
      ok: true,
      conference: `standup@conference.${APP}.${rooms}`,
    });
  });

  it.each([
    'x8x8.vc',
    '8x8.vc.example',
    'eu.8x8xvc',
    'eu-.8x8.vc',
    '-eu.8x8.vc',
    'eu.8x8.vc.',
    'a.b.c.d.e.8x8.vc',
    'e_u.8x8.vc',
    `${'x'.repeat(64)}.8x8.vc`,
    'eu.8x8.vc:8443',
  ])('%s is no host of meetings, whatever is let in', (host) => {
    expect(meetingFromUrl(`https://${host}/${APP}/standup`, 'any')).toBeNull();
  });

  it('is found on the hosts that are asked for', () => {
    const meeting = meetingFromUrl(`https://stage.8x8.vc/${APP}/standup`, 'any');
    expect(meeting).toEqual({ appId: APP, room: 'standup', host: 'stage.8x8.vc' });
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(wildText, (text) => {
        meetingFromUrl(text);
        const meeting = meetingFromUrl(`${MEETING}/${text}`);
        if (meeting) expect(meeting.appId).toBe(APP);
      }),
    );
  });
});

it.each([null, undefined, 7, ['standup']])('%j is no room', (value) => {
  expect(parseRawRoom(value)).toBeNull();
});

describe('the room as the server names it', () => {
  test.each([
    ['standup', 'standup'],
    ['StandUp', 'standup'],
    ['%C3%9Cberraum%201', '%c3%bcberraum%201'],
    ['Überraum%201', '%c3%bcberraum%201'],
    ['u%CC%88ber', '%c3%bcber'],
    ['%EF%BC%A1', 'a'],
    ['100%', '100%25'],
    ['100%25', '100%25'],
    ['%E0%A4', '%25e0%25a4'],
    ["it's+a=room", 'itsaroom'],
    ['%27', "'"],
    ['a%2Fb', 'a%2fb'],
    ['a%40b', 'a%40b'],
    ['%C4%B0', 'i%cc%87'],
    ['%2e', '.'],
  ])('%s becomes %s', (raw, node) => {
    expect(roomNode(room(raw))).toEqual({ ok: true, node });
    expect(conferenceFullName(APP, room(raw))).toEqual({
      ok: true,
      conference: `${node}@conference.${APP}.8x8.vc`,
    });
  });

  it('carries the suffix of the staging host', () => {
    expect(conferenceFullName(APP, room('a'), 'stage.8x8.vc')).toEqual({
      ok: true,
      conference: `a@conference.${APP}.stage.8x8.vc`,
    });
  });

  test.each([
    ['\ud800', 'surrogate'],
    ['ok\udfff', 'surrogate'],
    ['x'.repeat(1024), 'too-long'],
    ['%E6%BC%A2'.repeat(114), 'too-long'],
  ])('%j is refused', (raw, code) => {
    expect(roomNode(room(raw))).toEqual({ ok: false, code });
    expect(conferenceFullName(APP, room(raw))).toEqual({ ok: false, code });
  });

  it('may be as long as an XMPP address allows', () => {
    expect(roomNode(room('x'.repeat(1023))).ok).toBe(true);
  });

  it('agrees with Jitsi for every room that a browser can show', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), wildText), (text) => {
        const meeting = meetingFromUrl(`${MEETING}/${text.replace(/[/\\?#]/g, '')}`);
        if (meeting === null) return;
        const parsed = roomNode(meeting.room);
        if (parsed.ok) expect(parsed.node).toBe(jitsiNode(meeting.room));
        else expect(parsed.code).toBe('too-long');
      }),
      { numRuns: inputs(2000) },
    );
  });

  it('cannot get out of its address: no @, slash or space, and in lower case', () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const raw = parseRawRoom(text);
        if (raw === null) return;
        const parsed = roomNode(raw);
        if (!parsed.ok) return;
        expect(parsed.node).toMatch(/^[a-z0-9\-_.!~*'()%]+$/);
        expect(nodeOfRoomJid(`${parsed.node}@conference.${APP}.8x8.vc`)).toBe(parsed.node);
      }),
      { numRuns: inputs(2000) },
    );
  });

  it('does not depend on case, on the Unicode form or on percent-encoding', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöüé漢 -]{1,20}$/), (name) => {
        const forms = [
          encodeURIComponent(name),
          encodeURIComponent(name).toLowerCase(),
          encodeURIComponent(name.normalize('NFD')),
          encodeURIComponent(name.toUpperCase()),
        ];
        const nodes = forms.map((form) => roomNode(form as RawRoom));
        expect(new Set(nodes.map((node) => JSON.stringify(node))).size).toBe(1);
      }),
    );
  });
});

describe('a room typed by hand', () => {
  test.each([
    ['100%2', '100%252'],
    ['Standup', 'Standup'],
    ['  Standup ', 'Standup'],
    ['My Room', 'My%20Room'],
    ['My%20Room', 'My%20Room'],
    ['Überraum 1', '%C3%9Cberraum%201'],
    ['100%', '100%25'],
    ['a/b?c#d', 'abcd'],
  ])('%j opens %s, as in the address bar', (typed, raw) => {
    expect(rawRoomOfTyped(typed)).toBe(raw);
  });
  test.each(['', '   ', '.', '..', '!', '\ud800', 'x'.repeat(2049)])('%j is none', (typed) => {
    expect(rawRoomOfTyped(typed)).toBeNull();
  });
  it('names the room that the page of the same address is in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const typed = rawRoomOfTyped(name.replace(/[/\\?#%]/g, ''));
        if (typed === null) return;
        const page = meetingFromUrl(`${MEETING}/${typed}`);
        if (page === null) return;
        expect(roomNode(page.room)).toEqual(roomNode(typed));
      }),
    );
  });
});

describe('the address that Jitsi says it is in', () => {
  const meeting = { appId: APP, room: room('Stand%20Up') };
  const node = 'stand%20up';
  test.each([
    ['the same room', `${node}@conference.${APP}.8x8.vc`, 'same'],
    ['with a resource', `${node}@conference.${APP}.8x8.vc/f0aa9e1e`, 'same'],
    ['in upper case', `${node}@conference.${APP}.8x8.vc`.toUpperCase(), 'same'],
    ['the form inside the server', `[${APP}]${node}@conference.8x8.vc`, 'same'],
    ['a visitor node', `${node}@conference.${APP}.v1.meet.jitsi`, 'visitor'],
    ['a breakout room', '0b6c…-uuid@breakout.8x8.vc', 'breakout'],
    ['another room', `other@conference.${APP}.8x8.vc`, 'different'],
    ['another AppID', `${node}@conference.${OTHER_APP}.8x8.vc`, 'different'],
    ['another host', `${node}@conference.${APP}.evil.example`, 'different'],
    ['another host that ends alike', `${node}@conference.${APP}.a.b.meet.jitsi`, 'different'],
    ['another AppID inside', `[${OTHER_APP}]${node}@conference.8x8.vc`, 'different'],
    [
      'a visitor node of nobody',
      `${node}@conference.${APP}.v1.meet.jitsi.evil.example`,
      'different',
    ],
    ['as long as it may be', `${'x'.repeat(3053)}@conference.8x8.vc`, 'different'],
    ['an inner form elsewhere', `[${APP}]${node}@conference.evil.example`, 'different'],
    ['a visitor of another AppID', `${node}@conference.${OTHER_APP}.v1.meet.jitsi`, 'different'],
    ['no address', 'stand up', 'unreadable'],
    ['two @', `${node}@a@b`, 'unreadable'],
    ['no node', '@conference.8x8.vc', 'unreadable'],
    ['endless', `${'x'.repeat(4000)}@conference.8x8.vc`, 'unreadable'],
  ])('%s', (_, jid, agreement) => {
    expect(roomAgreement(meeting, jid)).toBe(agreement);
    expect(agreesWithRoomJid(meeting, jid)).toBe(
      agreement !== 'different' && agreement !== 'unreadable',
    );
  });
  it('is unreadable where the page has no readable room', () => {
    const broken = { appId: APP, room: room('\ud800') };
    expect(roomAgreement(broken, `x@conference.${APP}.8x8.vc`)).toBe('unreadable');
  });
  it('agrees on the staging host with its own suffix only', () => {
    const staged = { ...meeting, host: 'stage.8x8.vc' } as const;
    expect(roomAgreement(staged, `${node}@conference.${APP}.stage.8x8.vc`)).toBe('same');
    expect(roomAgreement(staged, `${node}@conference.${APP}.8x8.vc`)).toBe('different');
  });
  it('gives its node', () => {
    expect(nodeOfRoomJid('Standup@conference.x/y')).toBe('standup');
    expect(nodeOfRoomJid('standup')).toBeNull();
  });
});
