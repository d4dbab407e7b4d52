// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { target } from '~/tests/unit/actions/samples';
import { actionSchema } from '~/utils/journal/action';
import { activityCsv, activityJson } from '~/utils/journal/export';
import type { JournalRecord } from '~/utils/journal/journal';
import { AT, ended, step } from './activity-samples';

function records(...actions: JournalRecord['action'][]): JournalRecord[] {
  return actions.map((action, at) => ({
    key: action?.id ?? `bent-${at}`,
    action,
    raw: action ?? { id: `bent-${at}`, note: '=1' },
  }));
}

/** The simplest table there is: no cell of these samples holds a comma, a quote or a line break. */
function cellsOf(parts: string[]): Record<string, string>[] {
  const [head = '', ...lines] = parts
    .join('')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  const names = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])),
  );
}

describe('the activity as CSV', () => {
  it('names the token service that signed, and none where a key did', () => {
    const service = 'app.example.com:8443';
    const rows = cellsOf(activityCsv(records(ended({ keyId: null, service }), ended())));
    expect(rows).toMatchObject([
      { token_service: service, key_id: '' },
      { token_service: '', key_id: 'ed85b6' },
    ]);
  });

  it('has one row an action, ISO times in UTC, ids whole and each step with its outcome', () => {
    const refused = {
      result: 'refused',
      code: 'token-refused',
      status: 401,
      message: 'no',
    } as const;
    const [row, ...others] = cellsOf(
      activityCsv(
        records(
          ended({
            note: 'twice',
            leftAt: AT + 6000,
            steps: [step('ban-user', 'refused', refused), step('kick', 'skipped')],
          }),
        ),
      ),
    );
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      asked_at: '2026-11-12T14:06:02.000Z',
      confirmed_at: '2026-11-12T14:06:06.000Z',
      seen_leaving_at: '2026-11-12T14:06:08.000Z',
      kind: 'ban',
      state: 'done',
      name: 'Mallory',
      user_id: 'google-oauth2|1140',
      participant_id: '1bcd2345',
      room: 'weekly-forum',
      key_id: 'ed85b6',
      note: 'twice',
      step_1_operation: 'ban-user',
      step_1_state: 'refused',
      step_1_outcome: 'token-refused',
      step_1_http_status: '401',
      step_1_address: 'classic',
      step_1_message: 'no',
      step_2_state: 'skipped',
      step_2_outcome: '',
      damaged_record: '',
    });
  });

  it('begins with a byte order mark and has as many cells in every row', () => {
    const three = [
      step('ban-user', 'accepted', {}),
      step('kick', 'unknown'),
      step('kick', 'failed'),
    ];
    const parts = activityCsv(records(ended(), ended({ steps: three }), ended({ steps: [] })));
    expect(parts.join('').startsWith('\uFEFFasked_at,')).toBe(true);
    const lines = parts.join('').trimEnd().split('\r\n');
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
    expect(lines[0]).toContain('step_3_message');
  });

  it('keeps what cannot be read, and lets no name, id or note become a formula', () => {
    const who = target({ name: '=cmd|calc', userId: '+1', participantId: '@x' });
    const [row, bent] = cellsOf(activityCsv(records(ended({ target: who, note: '-1' }), null)));
    expect([row?.name, row?.user_id, row?.participant_id, row?.note]).toEqual([
      "'=cmd|calc",
      "'+1",
      "'@x",
      "'-1",
    ]);
    expect(bent?.id).toBe('bent-1');
    expect(activityCsv(records(null)).at(-1)).toContain('"{""id"":""bent-0"",""note"":""=1""}"');
  });

  it('writes names as they are safe to be shown, and times that are none as nothing', () => {
    const who = target({ name: 'ann\u202Egnp' });
    const [row] = cellsOf(activityCsv(records(ended({ target: who, stagedAt: 1e300 }))));
    expect(row?.name).toBe('ann⟨U+202E⟩gnp');
    expect(row?.asked_at).toBe('');
  });
});

describe('the activity as JSON', () => {
  it('is complete and versioned, and every action can be read again', () => {
    const actions = [ended({ note: 'twice\n"="' }), ended({ target: target({ name: '\uD800' }) })];
    const file = JSON.parse(activityJson(records(...actions, null), AT).join(''));
    expect(file).toMatchObject({
      format: 'gavel-activity',
      version: 1,
      exportedAt: '2026-11-12T14:06:02.000Z',
      damaged: [{ key: 'bent-2', raw: { id: 'bent-2', note: '=1' } }],
    });
    expect(file.actions.map((action: unknown) => actionSchema.parse(action))).toEqual(actions);
  });

  it('holds whatever lies in a damaged record, also what JSON has no form for', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    const raws = [loop, { n: 12n }, undefined, new Map([[1, 2]])];
    const damaged = raws.map((raw, at) => ({ key: `k${at}`, action: null, raw }));
    const file = JSON.parse(activityJson(damaged, AT).join(''));
    expect(file.damaged).toHaveLength(4);
    expect(file.damaged[1].raw).toEqual({ n: '12' });
    expect(file.damaged[2].raw).toBeNull();
  });

  it('is whole when there is nothing', () => {
    const file = JSON.parse(activityJson([], AT).join(''));
    expect([file.actions, file.damaged]).toEqual([[], []]);
  });
});
