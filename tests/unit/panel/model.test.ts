import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { turn } from '../until';
import { ANN, accepted, action, MALLORY, READY, START, stage } from './fixture';

describe('what the panel tells the background', () => {
  it('is the meeting, once a second at most, and only what is new', async () => {
    const { clock, see, sent } = await stage([MALLORY]);
    expect(sent('panel.report')).toEqual([{ phase: 'joined', count: 2, joinedAt: START }]);
    await see({ participants: [MALLORY, ANN] });
    await see({ participants: [ANN] });
    await see({ participants: [ANN], more: 3 });
    expect(sent('panel.report')).toHaveLength(1);
    clock.pass(1000);
    expect(sent('panel.report').slice(1)).toEqual([{ phase: 'joined', count: 5, joinedAt: START }]);
    await see({ participants: [{ ...ANN, name: 'Anna' }], more: 3 });
    clock.pass(5000);
    expect(sent('panel.report')).toHaveLength(2);
  });

  it('is a page without Jitsi too, so that its meeting can be ended', async () => {
    const { model, sent } = await stage(null);
    model.giveUpWaiting();
    expect(sent('panel.report')).toEqual([{ phase: 'no-jitsi', count: null, joinedAt: null }]);
  });

  it('is that a removed person left, once', async () => {
    const { see, changed, sent } = await stage();
    const done = action(MALLORY, {
      state: 'done',
      steps: [accepted('ban-user'), accepted('kick')],
    });
    await changed([done]);
    expect(sent('panel.saw-leave')).toEqual([]);
    await see({ participants: [ANN] });
    await changed([done]);
    expect(sent('panel.saw-leave')).toEqual([{ participantId: 'b1' }]);
  });

  it('is that a removed person left, also when that was seen before JaaS answered', async () => {
    const { see, changed, sent } = await stage();
    await see({ participants: [ANN] });
    await changed([action(MALLORY, { state: 'done', steps: [accepted('kick')] })]);
    expect(sent('panel.saw-leave')).toEqual([{ participantId: 'b1' }]);
  });

  it('is no leaving when I left, when I cannot see, or when nothing was sent', async () => {
    const { see, changed, sent } = await stage();
    await changed([action(ANN), action(MALLORY, { state: 'done', steps: [accepted('kick')] })]);
    await see({ participants: [MALLORY] });
    await see({ participants: [], blind: ['participants'] });
    await see({ phase: 'leaving', me: null, participants: [] });
    expect(sent('panel.saw-leave')).toEqual([]);
  });

  it('is a question again when a request expires', async () => {
    const { clock, changed, sent, background, model } = await stage();
    await changed([action(MALLORY)]);
    const before = sent('panel.state').length;
    background.state = READY;
    await act(async () => clock.pass(59_000));
    expect(sent('panel.state')).toHaveLength(before);
    await act(async () => clock.pass(2000));
    expect(sent('panel.state')).toHaveLength(before + 1);
    expect(model.background.state.value?.actions).toEqual([]);
  });

  it('is one more question when many changes come at once', async () => {
    const { model, sent } = await stage();
    const before = sent('panel.state').length;
    await Promise.all([
      model.background.refresh(),
      model.background.refresh(),
      model.background.refresh(),
    ]);
    await turn();
    expect(sent('panel.state')).toHaveLength(before + 2);
  });
});
