// @vitest-environment node
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Finding, judge } from '~/scripts/package/lint';
import { zipOf } from '~/scripts/package/zip';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const FILES = [file('background.js', 'one'), file('icon/16.png', 'two'), file('B.txt', '')];

describe('a package', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('has every file as it is', () => {
    const unpacked = Object.entries(unzipSync(zipOf(FILES)));
    const texts = unpacked.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    expect(texts).toEqual([
      ['B.txt', ''],
      ['background.js', 'one'],
      ['icon/16.png', 'two'],
    ]);
  });

  it('is the same in whatever order the files are found', () => {
    expect(zipOf(FILES.toReversed())).toEqual(zipOf(FILES));
  });

  it.each(['Pacific/Kiritimati', 'America/Anchorage'])('is the same in %s', (zone) => {
    vi.stubEnv('TZ', 'UTC');
    const one = zipOf(FILES);
    vi.stubEnv('TZ', zone);
    expect(new Date(0).getHours()).not.toBe(0);
    expect(zipOf(FILES)).toEqual(one);
  });
});

describe('what the linter of Firefox’s store finds', () => {
  const warning: Finding = { code: 'UNSAFE_VAR_ASSIGNMENT', message: 'innerHTML', file: 'a.js' };
  const judged = (found: object, code: string) => {
    const report = { errors: [], warnings: [], notices: [], ...found };
    return judge(report, () => code);
  };

  it('may stay where it is a warning that is explained', () => {
    const { wrong, explained } = judged({ warnings: [warning, warning] }, 'e.innerHTML=h.__html,t');
    expect(wrong).toEqual([]);
    expect([...explained.values()]).toEqual([2]);
  });

  it.each([
    ['code of our own', { warnings: [warning] }, 'e.innerHTML=name'],
    [
      'another warning',
      { warnings: [{ ...warning, code: 'DANGEROUS_EVAL' }] },
      'e.innerHTML=h.__html',
    ],
    ['an error', { errors: [warning] }, 'e.innerHTML=h.__html'],
    ['a notice', { notices: [warning] }, 'e.innerHTML=h.__html'],
  ])('keeps the packages from being made where it is %s', (_what, found, code) => {
    const { wrong, explained } = judged(found, code);
    expect(wrong).toHaveLength(1);
    expect(explained.size).toBe(0);
  });
});
