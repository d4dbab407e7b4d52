// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { judgePromises, promisesOf, referencesIn } from '~/scripts/test/promises';
import type { TestResult } from '~/scripts/test/report';

const FILE = 'tests/unit/a.test.ts';

const DOCUMENT = `# Security

## How the key is kept

* **It is sealed.** Nobody
  reads it. \`${FILE}\`: “is sealed”,
  “is not
  read”.

## Permissions

| permission | why | shown by |
|---|---|---|
| \`storage\` | keys | \`${FILE}\`: “is sealed” |

## Reporting

* To the maintainers.
`;

function result(name: string, state: TestResult['state'] = 'passed'): TestResult {
  return { file: FILE, name, state, tries: 1, seconds: 0, errors: [] };
}

const KEPT = [result('a key is sealed'), result('a key is not read')];

describe('a promise of docs/security.md', () => {
  it('is kept by tests that ran and passed', () => {
    expect(judgePromises(DOCUMENT, KEPT)).toEqual({ promises: 2, references: 3, broken: [] });
  });

  it.each([
    ['was skipped', [result('a key is sealed'), result('a key is not read', 'skipped')]],
    ['failed', [result('a key is sealed'), result('a key is not read', 'failed')]],
    ['is gone, or was commented out', [result('a key is sealed')]],
    ['has another name now', [result('a key is sealed'), result('a key is not opened')]],
    [
      'stands in another file',
      [result('a key is sealed'), { ...result('a key is not read'), file: 'tests/unit/b.test.ts' }],
    ],
    [
      'failed beside another one of its name',
      [...KEPT, result('another key is not read', 'failed')],
    ],
  ])('is broken by a test that %s', (_, tests) => {
    const { broken } = judgePromises(DOCUMENT, tests);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatch(/is not read/);
  });

  it.each([
    ['an item of a list', '* Nothing is sent.\n'],
    ['a row of a table', '| what | how |\n|---|---|\n| sent | nothing |\n'],
    ['a paragraph where there is nothing else', 'Nothing is sent.\n'],
    [
      'an item behind one that names a test',
      `* A. \`${FILE}\`: “is sealed”.\n* Nothing is sent.\n`,
    ],
  ])('is broken where %s names no test', (_, text) => {
    const { broken } = judgePromises(`# S\n\n## Sending\n\n${text}`, KEPT);
    expect(broken).toEqual([expect.stringMatching(/^Sending: no test is named for: .*sent/)]);
  });

  it('is not judged by tests that were not to run', () => {
    const { broken } = judgePromises(DOCUMENT, [], (file) => file !== FILE);
    expect(broken).toEqual([]);
  });
});

describe('docs/security.md', () => {
  it('has no promise without a test', async () => {
    const document = await readFile('docs/security.md', 'utf8');
    expect(promisesOf(document).length).toBeGreaterThan(70);
    expect(referencesIn(document).length).toBeGreaterThan(130);
    // Whether these tests run and pass is known when they all have: see scripts/test/main.ts.
    expect(judgePromises(document, [], () => false).broken).toEqual([]);
  });

  it('names files of tests, so that none of them is left out of the judgement', async () => {
    const document = await readFile('docs/security.md', 'utf8');
    const suites = /^tests\/(unit|e2e|firefox|jitsi)\/.+\.test\.tsx?$/;
    expect(referencesIn(document).filter(({ file }) => !suites.test(file))).toEqual([]);
  });
});
