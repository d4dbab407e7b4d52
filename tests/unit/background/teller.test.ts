// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createTeller } from '~/utils/background/notify';

function setUp() {
  const told: string[][] = [];
  const waiting: (() => void)[] = [];
  const tell = createTeller<string>(
    (changed) => void told.push([...changed]),
    (one) => one,
    (run) => void waiting.push(run),
  );
  return { told, tell, pass: () => waiting.shift()?.() };
}

describe('telling pages and panels of changes', () => {
  it('tells of the first one after what it set going, which must not wait for the telling', () => {
    const { told, tell, pass } = setUp();
    tell('a');
    expect(told).toEqual([]);
    pass();
    expect(told).toEqual([['a']]);
  });

  it('tells of a thousand that follow once, and loses none', () => {
    const { told, tell, pass } = setUp();
    tell('a');
    pass();
    for (let n = 0; n < 1000; n += 1) tell(n % 2 === 0 ? 'b' : 'a');
    expect(told).toEqual([['a']]);
    pass();
    expect(told).toEqual([['a'], ['b', 'a']]);
    pass();
    expect(told).toHaveLength(2);
  });

  it('tells again after a pause', () => {
    const { told, tell, pass } = setUp();
    tell('a');
    pass();
    pass();
    tell('a');
    pass();
    expect(told).toEqual([['a'], ['a']]);
  });
});
