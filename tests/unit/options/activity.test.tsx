import { describe, expect, it } from 'vitest';
import { outcomeLines } from '~/components/options/activity/labels';
import type { Outcome } from '~/utils/jaas/outcome';
import { type Action, actionSchema, type Step } from '~/utils/journal/action';
import { click, find, get, openPage, put, text, until } from './page';

const app = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3';
const at = Date.UTC(2026, 10, 12, 14, 6, 2);

function step(operation: Step['operation'], state: Step['state'], outcome?: Partial<Outcome>) {
  return {
    operation,
    state,
    startedAt: at,
    endedAt: at,
    outcome: outcome
      ? { result: 'accepted', code: 'accepted', base: 'classic', sent: true, ...outcome }
      : null,
  };
}

function action(more: Record<string, unknown> = {}): Action {
  const id = crypto.randomUUID();
  return actionSchema.parse({
    v: 1,
    id,
    request: id,
    kind: 'ban',
    state: 'done',
    meeting: { appId: app, room: 'weekly-forum' },
    frame: { tabId: 1, frameId: 0 },
    target: {
      participantId: '1bcd2345',
      userId: 'google-oauth2|114025',
      name: 'Mallory',
      role: null,
    },
    token: null,
    keyId: 'ed85b6',
    base: null,
    note: '',
    stagedAt: at,
    expiresAt: at + 60_000,
    confirmedAt: at,
    endedAt: at,
    steps: [step('ban-user', 'accepted', {}), step('kick', 'accepted', {})],
    leftAt: null,
    changes: [],
    ...more,
  });
}

const lines = (more: Record<string, unknown>) =>
  outcomeLines(action(more)).map(({ tone, text: said }) => `${tone}: ${said}`);

async function openActivity(actions: () => Action[]) {
  location.hash = '#activity';
  const page = await openPage({ actions });
  await until(() => !text().includes('Reading'));
  return page;
}

describe('the activity', () => {
  it('lists who, where, when and what JaaS said, as the journal gives it', async () => {
    await openActivity(() => [
      action({ note: 'twice' }),
      action({ kind: 'end-meeting', target: null, steps: [step('end-meeting', 'accepted', {})] }),
    ]);
    const table = await until(() => find('table', 'Activity'));
    const [day, first, second] = [...table.querySelectorAll('tbody tr')].map((row) => text(row));
    expect(day).toMatch(/November.*2026/);
    for (const part of ['Ban', 'Mallory', 'google-oauth2|114025', 'weekly-forum', 'twice']) {
      expect(first).toContain(part);
    }
    expect(first).toContain('Banned, not gone yet');
    expect(first).not.toMatch(/2026|1d2e/);
    expect(second).toContain('End meeting');
    expect(second).toContain('everyone');
    const headings = [...table.querySelectorAll('thead th')].map((cell) => text(cell));
    expect(headings).toEqual(['When', 'What and who', 'Meeting', 'Outcome', 'Details']);
  });

  it('does not let a name turn the line around', async () => {
    const target = { participantId: null, userId: 'u', name: 'ann\u202Egnp.exe', role: null };
    await openActivity(() => [action({ target })]);
    const table = await until(() => find('table', 'Activity'));
    expect(text(table)).not.toContain('\u202E');
    expect(text(table)).toContain('U+202E');
  });

  it('says so when there is nothing yet, and shows what comes in', async () => {
    const actions: Action[] = [];
    const { change } = await openActivity(() => actions);
    await until(() => text().includes('Nothing yet.'));
    actions.push(action());
    await change();
    await until(() => find('table', 'Activity'));
    expect(text()).not.toContain('Nothing yet.');
  });

  it('never calls a request more than it is known to be', () => {
    const accepted = lines({});
    expect(accepted).toEqual(['good: JaaS accepted the ban', 'good: JaaS accepted the removal']);
    expect(lines({ leftAt: at })[2]).toContain('good: Seen leaving the meeting on');
    expect(
      lines({ steps: [step('ban-user', 'unknown', { result: 'unknown', code: 'timeout' })] })[0],
    ).toMatch(/^warn: .*not known whether they were banned/);
    const [refused, skipped] = lines({
      steps: [
        step('ban-user', 'refused', { result: 'refused', code: 'token-refused', status: 401 }),
        step('kick', 'skipped'),
      ],
    });
    expect(refused).toMatch(/^danger: .*401.*They were not banned/);
    expect(skipped).toMatch(/^plain: .*not attempted/);
  });

  it.each(['pending', 'cancelled', 'expired', 'replaced'])(
    'says of %s that nothing was sent',
    (state) => {
      const said = lines({ state, steps: [step('ban-user', 'waiting')] });
      expect(said).toHaveLength(1);
      expect(said[0]).toContain('Nothing was sent');
    },
  );

  it('keeps what was typed into the key form while somebody looks at the activity', async () => {
    await openPage();
    const field = get('textbox', 'AppID') as HTMLInputElement;
    await put(field, 'vpaas-magic-cookie-half');
    await click(get('link', 'Activity'));
    location.hash = '#activity';
    dispatchEvent(new Event('hashchange'));
    await until(() => text().includes('Nothing yet.'));
    expect(find('textbox', 'AppID')).toBeNull();
    location.hash = '#keys';
    dispatchEvent(new Event('hashchange'));
    await until(() => find('textbox', 'AppID'));
    expect((get('textbox', 'AppID') as HTMLInputElement).value).toBe('vpaas-magic-cookie-half');
  });
});
