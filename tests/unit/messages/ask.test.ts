// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { ask } from '~/utils/messages/client';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A background that answers with this. */
function background(answer: unknown) {
  return vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(answer as never);
}

describe('a question to the background', () => {
  it('says what it is and what it carries, and comes back with the answer alone', async () => {
    const asked = background({ ok: true, value: { place: null } });
    expect(await ask('panel.place', { place: null })).toEqual({ place: null });
    expect(asked.mock.calls).toEqual([[{ type: 'panel.place', payload: { place: null } }]]);
  });

  it.each([
    ['a refusal', { ok: false, code: 'not-permitted' }],
    ['no answer', undefined],
    ['null', null],
    ['text', 'true'],
    ['nothing of the kind', {}],
    ['an almost right answer', { ok: 1, value: {} }],
  ])('fails on %s, and names what was asked', async (_, answer) => {
    background(answer);
    await expect(ask('panel.place', { place: null })).rejects.toThrow('No answer to panel.place');
  });
});
