// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { alternate, compare, samplesOf } from '~/tests/bench/measure';
import { quantile, summaryOf } from '~/tests/bench/statistics';

describe('quantiles', () => {
  it('lie between two numbers where none is in the middle', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(summaryOf([1, 2, 3, 4, 5])).toEqual({ median: 3, low: 2, high: 4 });
  });

  it('of one number are that number', () => {
    expect(summaryOf([7])).toEqual({ median: 7, low: 7, high: 7 });
  });

  it('of nothing are a mistake', () => {
    expect(() => quantile([], 0.5)).toThrow('Nothing was measured.');
  });
});

describe('measuring in turn', () => {
  it('tries every side in every round, each round beginning with another one, after warming up', async () => {
    const tried: string[] = [];
    const side = (name: string) => async () => {
      tried.push(name);
      return { ms: tried.length };
    };
    const sides = { floor: side('f'), gavel: side('g'), rival: side('r') };
    const rounds = await alternate(sides, { rounds: 3, warmUps: 1 });
    expect(tried.join('')).toBe('grf' + 'fgr' + 'grf' + 'rfg');
    expect(rounds).toHaveLength(3);
    expect(rounds[0]).toEqual({ floor: { ms: 4 }, gavel: { ms: 5 }, rival: { ms: 6 } });
  });

  it('stops at the first side that fails', async () => {
    const broken = { gavel: () => Promise.reject(new Error('gone')) };
    await expect(alternate(broken, { rounds: 1 })).rejects.toThrow('gone');
  });
});

describe('comparing', () => {
  const rounds = [
    { floor: { ms: 10 }, gavel: { ms: 20 } },
    { floor: { ms: 10 }, gavel: { ms: 12 } },
    { floor: { ms: 20 }, gavel: { ms: 24 } },
  ];

  it('gives the ratio of the medians, and the spread of the rounds’ own ratios', () => {
    const { gavel, floor, rival, overFloor, overRival } = compare(samplesOf(rounds, 'ms'));
    expect([gavel.median, floor?.median]).toEqual([20, 10]);
    expect(overFloor?.ofMedians).toBe(2);
    expect(overFloor?.low).toBeCloseTo(1.2);
    expect(overFloor?.high).toBeCloseTo(1.6);
    expect([rival, overRival]).toEqual([null, null]);
  });

  it('has no ratio over a floor that is nothing', () => {
    const free = { gavel: [1], floor: [0], rival: undefined };
    expect(compare(free).overFloor).toBeNull();
  });

  it('leaves a side out that a round is missing', () => {
    const some = [...rounds, { gavel: { ms: 1 } }];
    expect(samplesOf(some, 'ms').floor).toBeUndefined();
  });

  it('of Gavel without Gavel is a mistake', () => {
    expect(() => compare(samplesOf(rounds, 'heap'))).toThrow('Gavel was not measured.');
  });
});
