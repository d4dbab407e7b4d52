// @vitest-environment node
import { expect, it } from 'vitest';
import { parseRoute } from '../../simulator/api/routes';
import { backendSafeRoomName, parseConferenceFullName } from '../../simulator/room-name';
import { APP_ID } from './call';

const PATH = `/jaccess/v1/access-management/${APP_ID}/ban`;

it.each([
  ['google-oauth2%7C1', 'google-oauth2|1'],
  ['a%2Fb', 'a/b'],
  ['%C3%BC', 'ü'],
  ['%252e', '%2e'],
])('reads the user id of /ban/user/%s', (segment, userId) => {
  const route = { kind: 'ban-user', appId: APP_ID, userId };
  const classic = parseRoute('api-vo.jitsi.net', `${PATH}/user/${segment}`);
  expect(classic).toEqual({ base: 'classic', ...route });
  const current = parseRoute('8x8.vc', `/v1/_jaas${PATH}/user/${segment}`);
  expect(current).toEqual({ base: 'current', ...route });
});

it.each([`${PATH}/user/`, `${PATH}/user/a/b`, `${PATH}/user`, `${PATH}/`, `${PATH}/user/%zz`, '/'])(
  'knows no operation at %s',
  (path) => {
    expect(parseRoute('api-vo.jitsi.net', path)).toEqual({ base: 'classic', kind: 'unknown' });
  },
);

it('leaves the page host alone outside /v1/_jaas/', () => {
  expect(parseRoute('8x8.vc', `${PATH}/jwt`)).toBeUndefined();
  expect(parseRoute('8x8.vc', '/v1/_jaas/conference-commands/v1/meeting')).toEqual({
    base: 'current',
    kind: 'command',
  });
});

it.each([
  ['Standup', 'standup'],
  ['%C3%9Cberraum%201', '%c3%bcberraum%201'],
  ['Überraum 1', '%c3%bcberraum%201'],
  ['100%', '100%25'],
  ['ﬁnal', 'final'],
])('names the room %s as the server does', (typed, room) => {
  expect(backendSafeRoomName(typed)).toBe(room);
});

it.each(['room@conference.8x8.vc', `room@muc.${APP_ID}.8x8.vc`, `@conference.${APP_ID}.8x8.vc`])(
  'does not take %s for a conference',
  (name) => {
    expect(parseConferenceFullName(name)).toBeUndefined();
  },
);
