// @vitest-environment node
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { costOfAsking, openAskBudget, WRITTEN } from '~/utils/background/ask-budget';
import { createPromptLimit, mayOpen, withOpening } from '~/utils/background/prompt-limit';
import {
  ALL_MESSAGES,
  ANSWERED,
  type Bucket,
  BYTES,
  costlyAllowance,
  createGate,
  sizeOf,
  take,
} from '~/utils/background/rate-limit';
import type { Target } from '~/utils/journal/action';
import { messages } from '~/utils/messages/protocol';
import { target } from '../actions/samples';

beforeEach(() => fakeBrowser.reset());

describe('a tab that floods Gavel with messages', () => {
  it('is listened to no more than its allowance, whatever the rhythm', () => {
    const steps = fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 400 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 50 }), (gaps, most) => {
        const allowance = { most, perSecond: 2 };
        let now = 0;
        let passed = 0;
        let admitted = 0;
        let bucket: Bucket | undefined;
        for (const gap of gaps) {
          now += gap;
          passed += Math.max(0, gap);
          const taken = take(bucket, allowance, now);
          bucket = taken.bucket;
          if (taken.ok) admitted += 1;
          expect(bucket.left).toBeGreaterThanOrEqual(0);
        }
        expect(admitted).toBeLessThanOrEqual(most + (passed / 1000) * 2 + 1e-6);
      }),
    );
  });

  it('does not use up what another tab has, and is listened to again after a while', () => {
    let now = 0;
    const gate = createGate(() => now);
    const admitted = (tab: number) =>
      Array.from({ length: 1000 }, () => gate.admits(tab, { type: 'panel.state' })).filter(Boolean)
        .length;
    expect(admitted(1)).toBe(ALL_MESSAGES.most);
    expect(admitted(2)).toBe(ALL_MESSAGES.most);
    now += 1000;
    expect(admitted(1)).toBe(ALL_MESSAGES.perSecond);
  });

  it('may ask for little at once, and unknown messages cost it as well', () => {
    const gate = createGate(() => 0);
    const asks = Array.from({ length: 100 }, () => gate.admits(1, { type: 'panel.ask' })).filter(
      Boolean,
    );
    expect(asks).toHaveLength(costlyAllowance('panel.ask')?.most ?? 0);
    const others = [null, 7, '__proto__', 'constructor', {}, 'no.such'];
    const rest = Array.from({ length: 400 }, (_, i) =>
      gate.admits(1, i % 2 ? { type: others[i % others.length] } : others[i % others.length]),
    );
    expect(rest.filter(Boolean).length).toBe(ALL_MESSAGES.most - 100);
  });

  it('finds the dear messages among those that exist', () => {
    const costly = Object.keys(messages).filter((type) => costlyAllowance(type) !== null);
    expect(costly).toContain('panel.ask');
    for (const type of costly) expect(messages[type as keyof typeof messages].from).toBe('panel');
  });
});

/** A request as a panel sends it. */
const asking = (targets: readonly Target[]) => ({
  type: 'panel.ask',
  payload: { kind: 'ban', targets },
});
const crowd = (people: number, change: Partial<Target> = {}) =>
  asking(
    Array.from({ length: people }, (_, n) => target({ participantId: `p-${1000 + n}`, ...change })),
  );
const HOUR = 3_600_000;

describe('what a message costs', () => {
  it('is two bytes a code unit, and eight for each value', () => {
    expect(sizeOf('ab', 100)).toBe(12);
    expect(sizeOf({ ab: ['c', null, 7] }, 100)).toBe(8 + 4 + 8 + 10 + 8 + 8);
    expect(sizeOf(new Uint8Array(50), 100)).toBe(58);
  });

  it('is counted no farther than it matters, however long, wide, deep or endless it is', () => {
    const endless: unknown[] = [];
    endless.push(endless, endless);
    const wide: unknown[] = [];
    wide.length = 4_000_000_000;
    const touched: string[] = [];
    const field = (name: string) => ({
      get: () => touched.push(name),
      enumerable: true,
    });
    const last = Object.defineProperty({}, 'last', field('last'));
    for (const message of [endless, wide, 'x'.repeat(1e6), [last, 'x'.repeat(1e6)]]) {
      expect(sizeOf(message, 1000)).toBeGreaterThan(1000);
    }
    expect(touched).toEqual([]);
  });
});

describe('a tab whose messages are about many people', () => {
  const admitted = (gate: ReturnType<typeof createGate>, message: unknown, times: number) =>
    Array.from({ length: times }, () => gate.admits(1, message)).filter(Boolean).length;

  it('is heard when a host bans five hundred, or two thousand a few times in a row', async () => {
    const gate = createGate(() => 0);
    const budget = openAskBudget(() => 0);
    for (const people of [500, 500, 2000, 2000, 2000, 500]) {
      expect(gate.admits(1, crowd(people))).toBe(true);
      expect(await budget.admits(1, crowd(people))).toBe(true);
    }
  });

  it('is not heard out where its messages are huge, and is heard again later', () => {
    let now = 0;
    const gate = createGate(() => now);
    const huge = crowd(500, { userId: 'u'.repeat(2048), name: '\u{1F600}'.repeat(150) });
    const heard = admitted(gate, huge, 10);
    expect(heard).toBeGreaterThan(0);
    expect(heard * sizeOf(huge, BYTES.most)).toBeLessThanOrEqual(BYTES.most);
    now += 60_000;
    expect(admitted(gate, huge, 1)).toBe(1);
  });

  it('puts no more than some megabytes an hour into the journal, whatever it asks for', async () => {
    let now = 0;
    for (const ask of [crowd(2000), crowd(2000, { userId: 'u'.repeat(2048) }), crowd(1)]) {
      now += 10 * HOUR;
      let written = 0;
      const end = now + 3 * HOUR;
      // Each time in a new worker: one that is stopped and starts anew goes on counting.
      for (; now < end; now += 120_000) {
        if (await openAskBudget(() => now).admits(1, ask)) written += costOfAsking(ask);
      }
      expect(written).toBeGreaterThan(0);
      expect(written).toBeLessThanOrEqual(WRITTEN.most + 3 * 3600 * WRITTEN.perSecond + 1);
      expect(written).toBeLessThan(31_000_000);
    }
  });

  it('costs no other tab anything, and nothing once it is closed', async () => {
    const budget = openAskBudget(() => 0);
    for (let n = 0; n < 20; n += 1) await budget.admits(1, crowd(2000));
    expect(await budget.admits(1, crowd(2000))).toBe(false);
    expect(await budget.admits(2, crowd(2000))).toBe(true);
    expect(await budget.admits(1, { type: 'panel.state' })).toBe(true);
    await budget.forgetTab(1);
    expect(await budget.admits(1, crowd(2000))).toBe(true);
  });

  it('pays for what its answers are about: two thousand people, four times a second', () => {
    let now = 0;
    const gate = createGate(() => now);
    const answer = { ok: true, value: { actions: Array(2000).fill({}) } };
    const ask = (): boolean => {
      const heard = gate.admits(1, { type: 'panel.state' });
      if (heard) gate.answered(1, answer);
      return heard;
    };
    for (let second = 0; second < 60; second += 0.25, now += 250) expect(ask()).toBe(true);
    const heard = Array.from({ length: 100 }, ask).filter(Boolean).length;
    expect(heard).toBeLessThanOrEqual(ANSWERED.most / 2000 + 1);
    expect(gate.admits(2, { type: 'panel.state' })).toBe(true);
    now += 10_000;
    expect(ask()).toBe(true);
  });
});

describe('Gavel’s window', () => {
  it('comes up three times without a confirmation in two minutes, then stays shut', () => {
    let opened: readonly number[] = [];
    for (const at of [0, 30_000, 60_000]) {
      expect(mayOpen(opened, at)).toBe(true);
      opened = withOpening(opened, at);
    }
    expect(mayOpen(opened, 90_000)).toBe(false);
    expect(mayOpen(opened, 119_999)).toBe(false);
    expect(mayOpen(opened, 120_000)).toBe(true);
  });

  it('that a double click asks for twice is one', () => {
    const opened = [0, 400, 900].reduce<readonly number[]>(withOpening, []);
    expect(opened).toHaveLength(1);
  });

  it('stays shut for one tab when the worker was stopped in between, and not for another', async () => {
    let now = 0;
    for (const at of [0, 10_000, 20_000]) {
      now = at;
      expect(await createPromptLimit(() => now).begin(7)).toBe(true);
    }
    now = 30_000;
    const restarted = createPromptLimit(() => now);
    expect(await restarted.isQuiet(7)).toBe(true);
    expect(await restarted.begin(7)).toBe(false);
    expect(await restarted.isQuiet(8)).toBe(false);
    expect(await restarted.begin(8)).toBe(true);
  });

  it('comes up again once the person confirmed something', async () => {
    let now = 0;
    const promptLimit = createPromptLimit(() => now);
    for (let i = 0; i < 4; i++) {
      now += 5000;
      await promptLimit.begin(7);
    }
    expect(await promptLimit.isQuiet(7)).toBe(true);
    await promptLimit.forget(7);
    expect(await promptLimit.begin(7)).toBe(true);
  });

  it('never comes up more than three times in two minutes, whatever the rhythm', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 60 }), (gaps) => {
        let now = 0;
        let opened: readonly number[] = [];
        const times: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (!mayOpen(opened, now)) continue;
          if (opened.at(-1) === undefined || now - (opened.at(-1) ?? 0) >= 1000) times.push(now);
          opened = withOpening(opened, now);
        }
        for (const at of times) {
          const near = times.filter((other) => other >= at && other - at < 120_000);
          expect(near.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
