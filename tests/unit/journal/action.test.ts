// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { APP_ID, look, ROOM, staged, target } from '~/tests/unit/actions/samples';
import { lookSchema } from '~/utils/actions/request';
import { phoneNumberSchema } from '~/utils/borders/schemas';
import { type Action, actionSchema } from '~/utils/journal/action';
import { AT, ended, step } from './activity-samples';

const refuses = (change: object) => !actionSchema.safeParse({ ...staged(), ...change }).success;

describe('a record of the journal', () => {
  it.each<[string, Partial<Action>]>([
    ['that waits', {}],
    ['that is done, with all that is known of it', ended({ leftAt: AT, backAt: AT + 1 })],
    [
      'of somebody of whom nothing is known',
      {
        target: target({ participantId: null, userId: null, name: null, role: null, joinedAt: AT }),
      },
    ],
    [
      'of a meeting on another host',
      {
        meeting: { appId: APP_ID, room: ROOM, host: 'stage.8x8.vc' },
      },
    ],
    [
      'of a token',
      {
        kind: 'ban-token',
        token: { userId: 'u', userName: 'Ann', room: '*', expiresAt: AT },
      },
    ],
    [
      'of a token that says nothing of itself',
      {
        kind: 'ban-token',
        token: { userId: null, userName: null, room: null, expiresAt: null },
      },
    ],
    ['of a call', { kind: 'call', phone: phoneNumberSchema.parse('+4915112345678') }],
    ['of an end at a time', { state: 'scheduled', schedule: { dueAt: AT, dropped: null } }],
    [
      'of an end at a time that came to nothing',
      {
        state: 'cancelled',
        schedule: { dueAt: AT, dropped: 'ended-before' },
      },
    ],
    ['that was asked for by the other address', { base: 'current' }],
    ['with as long a note as there may be', { note: 'x'.repeat(1000) }],
    ['of one of many', { request: '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01' }],
    ['without a frame', { frame: null }],
  ])('%s is read as it was written', (_, change) => {
    const action = { ...staged(), ...change };
    expect(actionSchema.parse(JSON.parse(JSON.stringify(action)))).toEqual(action);
  });

  it.each(['waiting', 'sending', 'accepted', 'refused', 'failed', 'unknown', 'skipped'] as const)(
    'may have a step that is %s',
    (state) => {
      const steps = [step('ban-user', state)];
      expect(actionSchema.parse(staged({ steps })).steps).toEqual(steps);
    },
  );

  it.each(['gone', 'renamed', 'role', 'user-id', 'rejoined', 'unseen', 'yourself'] as const)(
    'may say of its target: %s',
    (change) => expect(refuses({ changes: [change] })).toBe(false),
  );

  it.each(['ban', 'remove', 'ban-token', 'end-meeting', 'call', 'hang-up', 'test-key'] as const)(
    'may be of the kind %s, also where it is about no room',
    (kind) => {
      const action = staged({ kind, meeting: { appId: APP_ID, room: null }, base: 'classic' });
      expect(actionSchema.parse(action)).toEqual(action);
    },
  );

  it.each(['ban-user', 'kick', 'ban-token', 'end-meeting', 'dial-out', 'hang-up'] as const)(
    'may have the step %s',
    (operation) => expect(refuses({ steps: [step(operation, 'waiting')] })).toBe(false),
  );

  it.each(['cancelled', 'replaced', 'ended-before'] as const)(
    'may be of an end at a time that was dropped as %s',
    (dropped) => expect(refuses({ schedule: { dueAt: AT, dropped } })).toBe(false),
  );

  it('of an earlier version has what it lacks filled in as unknown', () => {
    const { backAt: _, ...old } = staged();
    const { sharedBy: _s, namesakes: _n, joinedAt: _j, ...person } = target();
    const read = actionSchema.parse({ ...old, target: person });
    expect(read).toMatchObject({ backAt: null });
    expect(read.target).toMatchObject({ sharedBy: 0, namesakes: 0, joinedAt: null });
  });

  it('keeps nothing that it does not know: neither keys nor tokens', () => {
    expect(actionSchema.parse({ ...staged(), jwt: 'eyJh' })).toEqual(staged());
  });

  it.each<[string, object]>([
    ['a later version', { v: 2 }],
    ['an id that is none', { id: 'x' }],
    ['an unheard-of kind', { kind: 'mute' }],
    ['an unheard-of state', { state: 'lost' }],
    [
      'a host that is not 8x8’s',
      { meeting: { appId: APP_ID, room: ROOM, host: '8x8.vc.evil.com' } },
    ],
    [
      'a host that only looks like text',
      { meeting: { appId: APP_ID, room: ROOM, host: ['8x8.vc'] } },
    ],
    ['a host that is no text', { meeting: { appId: APP_ID, room: ROOM, host: 5 } }],
    ['half a tab', { frame: { tabId: 1.5, frameId: 0 } }],
    ['half a frame', { frame: { tabId: 1, frameId: 0.5 } }],
    ['a note longer than may be written', { note: 'x'.repeat(1001) }],
    ['a request that is no id', { request: 'all' }],
    ['no request', { request: null }],
    ['a phone number without its country', { phone: '015112345678' }],
    ['an unheard-of step', { steps: [{ ...step('kick', 'waiting'), operation: 'mute' }] }],
    ['an unheard-of base address', { base: 'next' }],
    ['an unheard-of change', { changes: ['taller'] }],
    [
      'an unheard-of reason for an end that came to nothing',
      {
        schedule: { dueAt: AT, dropped: 'forgot' },
      },
    ],
  ])('is not read with %s', (_, change) => {
    expect(refuses(change)).toBe(true);
  });

  it.each([
    ['participantId', 2048],
    ['userId', 2048],
    ['name', 1024],
    ['role', 32],
  ] as const)('holds a %s of at most %d characters', (member, most) => {
    const who = (length: number) => ({ target: target({ [member]: 'x'.repeat(length) }) });
    expect(refuses(who(most))).toBe(false);
    expect(refuses(who(most + 1))).toBe(true);
  });

  it.each(['sharedBy', 'namesakes'] as const)(
    'counts in %s whole people, not less than none',
    (member) => {
      expect(refuses({ target: target({ [member]: 0 }) })).toBe(false);
      for (const count of [-1, 0.5])
        expect(refuses({ target: target({ [member]: count }) })).toBe(true);
    },
  );
});

describe('what a panel says that it sees', () => {
  const takes = (change: object) => lookSchema.safeParse({ ...look(), ...change }).success;

  it('is taken up to a size that no meeting reaches, and not beyond', () => {
    const full = look({
      roomJid: 'r'.repeat(4096),
      me: { participantId: 'p'.repeat(2048), userId: 'u'.repeat(2048) },
      participants: Array.from({ length: 2000 }, () => target()),
    });
    expect(lookSchema.parse(full)).toEqual(full);
    expect(takes({ roomJid: 'r'.repeat(4097) })).toBe(false);
    expect(takes({ me: { participantId: 'p'.repeat(2049), userId: null } })).toBe(false);
    expect(takes({ me: { participantId: 'p', userId: 'u'.repeat(2049) } })).toBe(false);
    expect(takes({ participants: [...full.participants, target()] })).toBe(false);
  });

  it('may be that nothing is known of the room and of oneself', () => {
    const blank = look({ roomJid: null, me: null, participants: [] });
    expect(lookSchema.parse(blank)).toEqual(blank);
  });
});
