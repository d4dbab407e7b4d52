import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { QUIET_MS } from '~/components/ui/guard';
import type { Action } from '~/utils/journal/action';
import { ID } from '../actions/samples';
import { ended, step } from '../journal/activity-samples';
import { FakeBackground, meeting, now, waits } from './fake-port';
import { click, get, names, open, openAndSettle, pass, words } from './page';

function asked(change: Partial<Action> = {}) {
  return new FakeBackground({
    meetings: [meeting()],
    inThisTab: 1,
    waiting: [waits(change)],
  });
}

async function choose(value: string): Promise<void> {
  const list = document.querySelector('select');
  if (list === null) throw new Error('nothing to choose');
  await act(async () => {
    list.value = value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** A meeting that ended a minute ago and is kept closed. */
function kept(change: Partial<Action> = {}): Action {
  return ended({
    id: ID,
    request: ID,
    kind: 'end-meeting',
    target: null,
    endedAt: now() - 60_000,
    steps: [step('end-meeting', 'accepted', {})],
    closure: { minutes: 15, ends: [], over: null },
    ...change,
  });
}

const showing = (action: Action, paused = false) =>
  new FakeBackground({ ends: { scheduled: [], news: [], closed: [{ action, paused }] } });

describe('the question about the end of a meeting', () => {
  it('keeps it open where the host does not say otherwise', async () => {
    const background = asked({ kind: 'end-meeting', target: null });
    await openAndSettle(background);
    expect(names('combobox')).toEqual(['Keep it closed']);
    expect(words()).not.toContain('lobby or a passcode');
    await click(get('button', 'End for everyone'));
    const [sent] = background.sentOf('request.confirm');
    expect(sent).not.toHaveProperty('keepClosed');
  });

  it('keeps it closed for as long as was chosen, by a click that came after the choice', async () => {
    const background = asked({ kind: 'end-meeting', target: null });
    await openAndSettle(background);
    await choose('30');
    expect(words()).toMatch(
      /ends it again every half minute.*lobby or a passcode keeps people out/,
    );
    await click(get('button', 'End for everyone'));
    expect(background.sent).toEqual([]);
    await pass(QUIET_MS);
    await click(get('button', 'End for everyone'));
    expect(background.sentOf('request.confirm')).toMatchObject([{ keepClosed: 30 }]);
  });

  it('is about no ban', async () => {
    await open(asked());
    expect(names('combobox')).toEqual([]);
  });
});

describe('a meeting that is kept closed', () => {
  it('is said with how often it was open again, and can be opened by one click', async () => {
    const again = step('end-meeting', 'accepted', {});
    const nobody = step('end-meeting', 'refused', { result: 'refused', code: 'no-such-meeting' });
    const closure = { minutes: 15 as const, ends: [again, nobody, again], over: null };
    const background = showing(kept({ closure }));
    background.replies['closure.stop'] = () => {
      background.state = { ...background.state, ends: { scheduled: [], news: [], closed: [] } };
      return {};
    };
    await open(background);
    expect(words()).toMatch(/“weekly-forum” is kept closed until \d\d:\d\d/);
    expect(words()).toContain('opened again 2 times, and ended each time');
    await click(get('button', 'Stop keeping it closed'));
    expect(background.sentOf('closure.stop')).toEqual([{ id: ID }]);
    expect(words()).not.toContain('kept closed');
  });

  it('is told with what JaaS said last where that was no end', async () => {
    const busy = step('end-meeting', 'failed', { result: 'failed', code: 'busy' });
    await open(showing(kept({ closure: { minutes: 15, ends: [busy], over: null } })));
    expect(words()).toMatch(/Nobody has opened it again\..*JaaS/);
  });

  it('is not ended with the host in it but by a click that was meant', async () => {
    const background = showing(kept(), true);
    background.replies['closure.go-on'] = () => ({});
    await open(background);
    expect(words()).toContain('You are in it now, so Gavel has stopped ending it.');
    await click(get('button', 'End it again, with me in it'));
    expect(background.sent).toEqual([]);
    await pass(QUIET_MS);
    await click(get('button', 'End it again, with me in it'));
    expect(background.sentOf('closure.go-on')).toEqual([{ id: ID }]);
  });

  it('that was given up says why until the host knows', async () => {
    const refused = step('end-meeting', 'refused', {
      result: 'refused',
      code: 'token-refused',
      status: 401,
    });
    const over = { at: now() - 1000, why: 'refused' as const };
    const action = kept({ closure: { minutes: 15, ends: [refused], over } });
    const background = new FakeBackground({ ends: { scheduled: [], news: [action], closed: [] } });
    background.replies['scheduled-end.acknowledge'] = () => ({});
    await open(background);
    expect(names('alert').join()).toMatch(
      /“weekly-forum” is not kept closed any more.*refused the token/,
    );
    await click(get('button', 'Got it'));
    expect(background.sentOf('scheduled-end.acknowledge')).toEqual([{ id: ID }]);
  });
});
