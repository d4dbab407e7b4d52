// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { recheck } from '~/utils/actions/recheck';
import { look, target } from './samples';

describe('the target is looked at again before anything is sent', () => {
  it('goes on when the person is as they were shown', () => {
    expect(recheck(target(), look())).toEqual({ kind: 'same' });
  });

  it('goes on when only counts around the person changed', () => {
    const now = look({ participants: [target({ sharedBy: 3, namesakes: 2 })] });
    expect(recheck(target(), now)).toEqual({ kind: 'same' });
  });

  it.each([
    ['renamed', target({ name: 'Hanna Ortiz' })],
    ['role', target({ role: 'moderator' })],
    ['user-id', target({ userId: 'auth0|victim' })],
  ])('asks again when the person was changed: %s', (change, now) => {
    expect(recheck(target(), look({ participants: [now] }))).toEqual({
      kind: 'changed',
      target: now,
      changes: [change],
    });
  });

  it('follows a person who came back under a new participant id, and asks again', () => {
    const back = target({ participantId: 'ffff0002' });
    expect(recheck(target(), look({ participants: [back] }))).toEqual({
      kind: 'changed',
      target: back,
      changes: ['rejoined'],
    });
  });

  it('never follows a name: the same name with another user id is somebody else', () => {
    const other = target({ participantId: 'ffff0002', userId: 'auth0|innocent' });
    expect(recheck(target(), look({ participants: [other] }))).toEqual({
      kind: 'changed',
      target: target({ participantId: null }),
      changes: ['gone'],
    });
  });

  it('never follows two people who both have no user id', () => {
    const caller = target({ userId: null });
    const other = target({ userId: null, participantId: 'ffff0002' });
    expect(recheck(caller, look({ participants: [other] }))).toMatchObject({
      changes: ['gone'],
    });
  });

  it.each([
    ['does not answer', null],
    ['has lost the network', look({ phase: 'lost' })],
    ['is joining again', look({ phase: 'joining', participants: [] })],
  ])('does not say that the person is gone when the page %s', (_, seen) => {
    expect(recheck(target(), seen)).toEqual({ kind: 'unseen' });
  });

  it.each([
    ['participant id', target({ participantId: 'aaaa0001', userId: 'x' })],
    ['user id', target({ participantId: null, userId: 'auth0|host' })],
    ['user id with spaces that Jitsi trims', target({ userId: ' auth0|host ' })],
  ])('refuses the host themselves, known by %s', (_, me) => {
    expect(recheck(me, look())).toEqual({ kind: 'yourself' });
  });

  it('lets a user id through that is banned by hand and not here', () => {
    const manual = target({ participantId: null, userId: 'u-2210', name: null });
    expect(recheck(manual, look())).toEqual({ kind: 'same' });
  });
});
