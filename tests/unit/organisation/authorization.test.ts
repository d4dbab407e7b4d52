// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked as ASKED, CHROMIUM_URI, STATE } from '~/tests/organisation/requests';
import { authorizationUrl } from '~/utils/organisation/authorization';
import { APP_ID } from '../actions/samples';
import { wildText } from '../jaas/samples';
import { SERVICE } from './tokens';

const how = { state: STATE, redirectUri: CHROMIUM_URI, silent: false };
const ban = { action: 'ban', room: 'standup' } as const;
const parametersOf = (address: string) =>
  Object.fromEntries(new URL(address).searchParams.entries());

describe('the question for a token', () => {
  it('says what the token is for and where the answer goes, and nothing else', () => {
    const address = authorizationUrl(SERVICE, ban, how);
    expect(address.startsWith(`${SERVICE.url}?`)).toBe(true);
    expect(parametersOf(address)).toEqual(Object.fromEntries(ASKED({ app_id: APP_ID })));
  });

  it('asks for no page where nobody is to see one', () => {
    const silent = authorizationUrl(SERVICE, ban, { ...how, silent: true });
    expect(parametersOf(silent)).toEqual({
      ...parametersOf(authorizationUrl(SERVICE, ban, how)),
      prompt: 'none',
    });
  });

  it('names no room where it is about all of them', () => {
    const address = authorizationUrl(SERVICE, { action: 'set-up', room: null }, how);
    expect(parametersOf(address)).toMatchObject({ action: 'set-up' });
    expect(new URL(address).searchParams.has('room')).toBe(false);
  });

  it('keeps the parameters of the service’s own address', () => {
    const url = 'https://app.example.com/token?tenant=a%20b&tenant=c';
    const { searchParams } = new URL(authorizationUrl({ ...SERVICE, url }, ban, how));
    expect(searchParams.getAll('tenant')).toEqual(['a b', 'c']);
    expect(searchParams.getAll('state')).toEqual([STATE]);
  });

  it('goes to the service, whatever the room is called', () => {
    fc.assert(
      fc.property(wildText, (room) => {
        const url = new URL(authorizationUrl(SERVICE, { action: 'ban', room }, how));
        expect(url.origin + url.pathname).toBe(SERVICE.url);
        expect(url.hash).toBe('');
        expect(url.searchParams.getAll('room')).toEqual([room.toWellFormed()]);
        expect(url.searchParams.getAll('state')).toEqual([STATE]);
        expect(url.searchParams.getAll('redirect_uri')).toEqual([CHROMIUM_URI]);
      }),
    );
  });
});
