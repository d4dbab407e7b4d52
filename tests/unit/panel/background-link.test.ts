import { describe, expect, it, vi } from 'vitest';
import {
  type Ask,
  createLink,
  followBackground,
  keepSame,
  oncePerId,
} from '~/components/panel/model/background-link';
import type { PanelState } from '~/utils/messages/protocol-panel';
import { FakeClock } from '../meeting/fake-clock';
import { turn } from '../until';
import { ANN, action, MALLORY, READY } from './fixture';

function withActions(...actions: PanelState['actions']): PanelState {
  return structuredClone({ ...READY, actions });
}

const FIRST = action(MALLORY, { id: '1' });
const SECOND = action(ANN, { id: '2' });

/** A background whose answers come when the test says so. */
function setUp() {
  const clock = new FakeClock();
  const answers: ((state: PanelState) => void)[] = [];
  const ask = () => new Promise((resolve) => answers.push(resolve));
  const link = createLink(
    ask as unknown as Ask,
    () => true,
    () => undefined,
  );
  const onState = vi.fn();
  return { clock, answers, onState, background: followBackground(link, clock, onState) };
}

describe('the state of the background', () => {
  it('is not replaced by an answer that a later question has overtaken', async () => {
    const { background, answers, onState } = setUp();
    void background.refresh();
    background.report({ phase: 'joined', count: 1, joinedAt: null });
    answers[1]?.(withActions(SECOND));
    await turn();
    answers[0]?.(withActions(FIRST));
    await turn();
    expect(background.views.value).toEqual([SECOND]);
    expect(onState).toHaveBeenCalledTimes(1);
  });

  it('is as new as the question for whoever asks while another is under way', async () => {
    const { background, answers } = setUp();
    void background.refresh();
    const later = background.refresh().then(() => background.views.value);
    answers[0]?.(withActions(FIRST));
    await turn();
    answers[1]?.(withActions(SECOND));
    expect(await later).toEqual([SECOND]);
  });

  it('is asked for anew a little after the first waiting request ends, and not in a hurry', async () => {
    const { background, answers, clock } = setUp();
    clock.time = FIRST.expiresAt - 1000;
    void background.refresh();
    const other = { ...SECOND, expiresAt: FIRST.expiresAt + 9000 };
    answers[0]?.(withActions(other, FIRST));
    await turn();
    clock.pass(1000);
    expect(answers).toHaveLength(1);
    clock.pass(250);
    expect(answers).toHaveLength(2);
    // The background has not noticed yet.
    answers[1]?.(withActions(FIRST));
    await turn();
    clock.pass(249);
    expect(answers).toHaveLength(2);
    clock.pass(1);
    expect(answers).toHaveLength(3);
  });
});

describe('actions that have not changed', () => {
  it('stay the objects that they were, beside one that has', () => {
    const before = withActions(FIRST, SECOND);
    const { actions } = keepSame(before, withActions({ ...FIRST, state: 'confirmed' }, SECOND));
    expect(actions).not.toBe(before.actions);
    expect(actions[0]).toEqual({ ...FIRST, state: 'confirmed' });
    expect(actions[1]).toBe(before.actions[1]);
  });

  it('stay the list that they were, unless it is longer, shorter or in another order', () => {
    const before = withActions(FIRST, SECOND);
    expect(keepSame(before, withActions(FIRST, SECOND)).actions).toBe(before.actions);
    expect(keepSame(before, withActions(FIRST)).actions).toEqual([FIRST]);
    expect(keepSame(before, withActions(SECOND, FIRST)).actions).toEqual([SECOND, FIRST]);
    expect(keepSame(null, before).actions).toEqual(before.actions);
  });
});

describe('what is sent once', () => {
  it('is sent again only where nobody answered', async () => {
    const once = oncePerId();
    const send = vi.fn<() => Promise<unknown>>().mockResolvedValueOnce(null).mockResolvedValue({});
    once('a', send);
    once('a', send);
    expect(send).toHaveBeenCalledTimes(1);
    await turn();
    once('a', send);
    await turn();
    once('a', send);
    expect(send).toHaveBeenCalledTimes(2);
    once('b', send);
    expect(send).toHaveBeenCalledTimes(3);
  });
});
