// @vitest-environment node
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPromptLimit, mayOpen, withOpening } from '~/utils/background/prompt-limit';
import {
  ALL_MESSAGES,
  type Bucket,
  costlyAllowance,
  createGate,
  take,
} from '~/utils/background/rate-limit';
import { messages } from '~/utils/messages/protocol';

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
      Array.from({ length: 1000 }, () => gate.admits(tab, 'panel.state')).filter(Boolean).length;
    expect(admitted(1)).toBe(ALL_MESSAGES.most);
    expect(admitted(2)).toBe(ALL_MESSAGES.most);
    now += 1000;
    expect(admitted(1)).toBe(ALL_MESSAGES.perSecond);
  });

  it('may ask for little at once, and unknown messages cost it as well', () => {
    const gate = createGate(() => 0);
    const asks = Array.from({ length: 100 }, () => gate.admits(1, 'panel.ask')).filter(Boolean);
    expect(asks).toHaveLength(costlyAllowance('panel.ask')?.most ?? 0);
    const others = [null, 7, '__proto__', 'constructor', {}, 'no.such'];
    const rest = Array.from({ length: 400 }, (_, i) => gate.admits(1, others[i % others.length]));
    expect(rest.filter(Boolean).length).toBe(ALL_MESSAGES.most - 100);
  });

  it('finds the dear messages among those that exist', () => {
    const costly = Object.keys(messages).filter((type) => costlyAllowance(type) !== null);
    expect(costly).toContain('panel.ask');
    for (const type of costly) expect(messages[type as keyof typeof messages].from).toBe('panel');
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
