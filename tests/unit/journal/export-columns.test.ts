// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { APP_ID, ID, target } from '~/tests/unit/actions/samples';
import { phoneNumberSchema, rawRoomSchema } from '~/utils/borders/schemas';
import { activityCsv, activityJson, isoTime, rawText } from '~/utils/journal/export';
import { inChunks } from '~/utils/journal/retention';
import { AT, ended, step } from './activity-samples';

const BATCH = '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01';

function rowOf(action: ReturnType<typeof ended>): Record<string, string> {
  const [head = '', line = ''] = activityCsv([{ key: action.id, action, raw: action }])
    .join('')
    .slice(1)
    .split('\r\n');
  const cells = line.split(',');
  return Object.fromEntries(head.split(',').map((name, at) => [name, cells[at] ?? '']));
}

describe('the columns of the export', () => {
  it('keep their names and their order, which reports are made from', () => {
    const [head = ''] = activityCsv([]).slice(1);
    expect(head.trim().split(',')).toEqual(
      [
        'asked_at confirmed_at ended_at kind state name user_id participant_id role room',
        'room_in_address app_id key_id note seen_leaving_at seen_still_there_at seen_coming_back_at',
        'token_room token_expires_at changes phone_number due_at request token_service ' +
          'kept_closed_minutes ended_again kept_closed_until',
        ...[1, 2].map((n) =>
          (
            'operation state outcome http_status address sent started_at ended_at message told_as ' +
            'other_address other_outcome other_http_status'
          )
            .split(' ')
            .map((name) => `step_${n}_${name}`)
            .join(' '),
        ),
        'id damaged_record',
      ].flatMap((names) => names.split(' ')),
    );
  });

  it('hold all that is known of an action', () => {
    const unsent = { result: 'failed', code: 'unreachable', sent: false, base: null } as const;
    const row = rowOf(
      ended({
        id: ID,
        target: target({ role: 'moderator' }),
        meeting: { appId: APP_ID, room: rawRoomSchema.parse('Caf%C3%A9%E2%80%8B') },
        backAt: AT + 7000,
        changes: ['renamed', 'role'],
        phone: phoneNumberSchema.parse('+4915112345678'),
        schedule: { dueAt: AT + 60_000, dropped: null },
        request: BATCH,
        steps: [step('ban-user', 'accepted', { message: 'fine' }), step('kick', 'failed', unsent)],
      }),
    );
    expect(row).toMatchObject({
      ended_at: '2026-11-12T14:06:07.000Z',
      role: 'moderator',
      room: 'Café⟨U+200B⟩',
      room_in_address: 'Caf%C3%A9%E2%80%8B',
      app_id: APP_ID,
      seen_leaving_at: '',
      seen_coming_back_at: '2026-11-12T14:06:09.000Z',
      changes: 'renamed role',
      phone_number: "'+4915112345678",
      due_at: '2026-11-12T14:07:02.000Z',
      request: BATCH,
      id: ID,
      step_1_sent: 'yes',
      step_1_started_at: '2026-11-12T14:06:02.000Z',
      step_1_ended_at: '2026-11-12T14:06:02.150Z',
      step_1_message: 'fine',
      step_2_operation: 'kick',
      step_2_outcome: 'unreachable',
      step_2_sent: 'no',
      step_2_address: '',
      step_2_http_status: '',
    });
  });

  it('F9, F12: tell apart what JaaS said, what the page showed and what the other address said', () => {
    const outcome = {
      result: 'unknown',
      code: 'no-such-person',
      status: 404,
      other: { result: 'refused', code: 'redirected', base: 'classic' },
    } as const;
    const steps = [step('kick', 'unknown', outcome)];
    expect(rowOf(ended({ steps }))).toMatchObject({
      seen_still_there_at: '',
      step_1_state: 'unknown',
      step_1_told_as: 'unknown',
      step_1_other_address: 'classic',
      step_1_other_outcome: 'redirected',
      step_1_other_http_status: '',
    });
    expect(rowOf(ended({ steps, stillAt: AT }))).toMatchObject({
      seen_still_there_at: '2026-11-12T14:06:02.000Z',
      step_1_state: 'unknown',
      step_1_told_as: 'refused',
    });
    expect(rowOf(ended({ steps, leftAt: AT }))).toMatchObject({ step_1_told_as: 'accepted' });
  });

  it('tell of a token what it said of itself', () => {
    const token = { userName: 'Tess', userId: 'tok-7', room: '*', expiresAt: AT };
    const meeting = { appId: APP_ID, room: null };
    const row = rowOf(ended({ kind: 'ban-token', target: null, token, meeting, steps: [] }));
    expect(row).toMatchObject({
      name: 'Tess',
      user_id: 'tok-7',
      participant_id: '',
      role: '',
      room: '',
      room_in_address: '',
      token_room: '*',
      token_expires_at: '2026-11-12T14:06:02.000Z',
      step_1_operation: '',
      step_1_sent: '',
    });
  });

  it('are empty where nobody is known', () => {
    const row = rowOf(ended({ target: null, keyId: null }));
    expect(row).toMatchObject({ user_id: '', role: '', key_id: '', token_room: '' });
  });
});

describe('the export as JSON', () => {
  it('has a line for each record, for tools that read lines', () => {
    const records = [ended(), ended()].map((action) => ({ key: action.id, action, raw: action }));
    const bent = ['a', 'b'].map((key) => ({ key, action: null, raw: 1 }));
    const lines = activityJson([...records, ...bent], AT)
      .join('')
      .split('\n');
    const [first, second] = records.map(({ action }) => JSON.stringify(action));
    expect(lines).toEqual([
      '{"format":"gavel-activity","version":1,"exportedAt":"2026-11-12T14:06:02.000Z",',
      '"actions":[',
      `${first},`,
      `${second}],`,
      '"damaged":[',
      '{"key":"a","raw":1},',
      '{"key":"b","raw":1}]}',
      '',
    ]);
  });
});

describe('what goes into the export', () => {
  it('is a time in UTC, or nothing', () => {
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(isoTime(8.64e15)).toBe('+275760-09-13T00:00:00.000Z');
    expect(isoTime(-8.64e15)).toBe('-271821-04-20T00:00:00.000Z');
    for (const none of [null, 8.64e15 + 1, -8.64e15 - 1, Number.NaN])
      expect(isoTime(none)).toBe('');
  });

  it('is what lies in a damaged record, as far as it can be said', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(rawText({ a: 1, n: 12n })).toBe('{"a":1,"n":"12"}');
    expect(rawText(undefined)).toBe('null');
    expect(rawText(loop)).toBe('"[object Object]"');
  });

  it('is read in pieces, each as large as said but the last', () => {
    expect([...inChunks([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
    expect([...inChunks([1, 2, 3, 4], 2)]).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect([...inChunks([], 2)]).toEqual([]);
  });
});
