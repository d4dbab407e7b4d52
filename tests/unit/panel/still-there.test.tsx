import { describe, expect, it } from 'vitest';
import { STILL_AFTER_MS } from '~/utils/journal/evidence';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { ANN, action, MALLORY, START, stage } from './fixture';

/** What JaaS did not know, as the background tells of it. */
function notKnown(
  operation: 'kick' | 'end-meeting',
  change: Partial<Omit<ActionView, 'target'>> = {},
): ActionView {
  const code = operation === 'kick' ? 'no-such-person' : 'no-such-meeting';
  const outcome = { result: 'unknown', code, base: 'current', sent: true, status: 404 } as const;
  return action(operation === 'kick' ? MALLORY : null, {
    state: 'done',
    kind: operation === 'kick' ? 'remove' : 'end-meeting',
    steps: [{ operation, state: 'unknown', endedAt: START, outcome }],
    endedAt: START,
    ...change,
  });
}

describe.each(['kick', 'end-meeting'] as const)('F8, F9: a 404 to a %s', (operation) => {
  it('has the panel say once that it is still there, three seconds later', async () => {
    const { changed, clock, sent } = await stage();
    const view = notKnown(operation);
    await changed([view]);
    clock.pass(STILL_AFTER_MS - 1);
    expect(sent('panel.saw-still')).toEqual([]);
    clock.pass(1);
    expect(sent('panel.saw-still')).toEqual([{ id: view.id }]);
    await changed([view]);
    clock.pass(STILL_AFTER_MS);
    expect(sent('panel.saw-still')).toHaveLength(1);
  });

  it('is not contradicted by a page that is in no meeting any more', async () => {
    const { changed, clock, see, sent } = await stage();
    await changed([notKnown(operation)]);
    await see({ phase: 'left', me: null, participants: [] });
    clock.pass(STILL_AFTER_MS);
    expect(sent('panel.saw-still')).toEqual([]);
  });

  it('is no question any more once that was written down', async () => {
    const { changed, clock, sent } = await stage();
    await changed([notKnown(operation, { stillAt: START + STILL_AFTER_MS })]);
    clock.pass(STILL_AFTER_MS);
    expect(sent('panel.saw-still')).toEqual([]);
  });
});

describe('F9: somebody whom JaaS does not know', () => {
  it('and who has left the page is not said to be there', async () => {
    const { changed, clock, see, sent } = await stage();
    await changed([notKnown('kick')]);
    await see({ participants: [ANN] });
    clock.pass(STILL_AFTER_MS);
    expect(sent('panel.saw-still')).toEqual([]);
    expect(sent('panel.saw-leave')).toEqual([{ participantId: MALLORY.id }]);
  });

  it('is told as what the page shows, in the row and as the newest result', async () => {
    const { changed, root } = await stage();
    await changed([notKnown('kick')]);
    expect(root.textContent).toContain('It is not known whether they are still here.');
    await changed([notKnown('kick', { stillAt: START + STILL_AFTER_MS })]);
    expect(root.textContent).toContain('They are still here.');
    await changed([notKnown('kick', { leftAt: START + 100 })]);
    expect(root.textContent).toContain('Mallory is gone');
    expect(root.textContent).not.toContain('They are still here.');
  });
});
