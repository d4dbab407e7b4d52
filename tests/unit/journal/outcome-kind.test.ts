// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Action } from '~/utils/journal/action';
import { type OutcomeKind, outcomeKindsOf } from '~/utils/journal/search';
import { ended, step } from './activity-samples';

const refused = { result: 'refused', code: 'not-allowed' } as const;
const unsent = { result: 'failed', code: 'unreachable', sent: false } as const;
const lost = { result: 'unknown', code: 'timeout' } as const;
const fault = { result: 'failed', code: 'server-fault' } as const;
const ban = step('ban-user', 'accepted', {});

describe('the activity is filtered by what became of each step', () => {
  it.each<[string, Partial<Action>, OutcomeKind[]]>([
    ['waits for the person', { state: 'pending', steps: [] }, ['open']],
    [
      'waits for its time',
      { state: 'scheduled', steps: [step('end-meeting', 'waiting')] },
      ['open'],
    ],
    ['was cancelled', { state: 'cancelled', steps: [] }, ['not-sent']],
    ['expired', { state: 'expired', steps: [] }, ['not-sent']],
    ['was replaced', { state: 'replaced', steps: [step('end-meeting', 'skipped')] }, ['not-sent']],
    ['has not begun', { state: 'confirmed', steps: [step('kick', 'waiting')] }, ['open']],
    [
      'is half done',
      { state: 'confirmed', steps: [ban, step('kick', 'sending')] },
      ['accepted', 'open'],
    ],
    ['is done', { steps: [ban, step('kick', 'accepted', {})] }, ['accepted']],
    ['was refused', { steps: [step('kick', 'refused', refused)] }, ['not-done']],
    [
      'failed',
      { steps: [step('kick', 'failed', { result: 'failed', code: 'busy' })] },
      ['not-done'],
    ],
    [
      'never left this device',
      { steps: [step('kick', 'failed', unsent)] },
      ['not-done', 'not-sent'],
    ],
    ['nobody knows', { steps: [step('kick', 'unknown', lost)] }, ['unknown']],
    ['failed after it may have been done', { steps: [step('kick', 'failed', fault)] }, ['unknown']],
    ['was skipped in part', { steps: [ban, step('kick', 'skipped')] }, ['accepted']],
    [
      'is banned and not removed',
      { steps: [ban, step('kick', 'refused', refused)] },
      ['accepted', 'not-done'],
    ],
  ])('%s', (_, change, kinds) => {
    expect([...outcomeKindsOf(ended(change))].sort()).toEqual([...kinds].sort());
  });
});
