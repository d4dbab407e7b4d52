// @vitest-environment node
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '~/scripts/build/digest';

let root: string;
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const digest = () => digestOf(root, ['src', 'config.ts', 'not-there']);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gavel-digest-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  write('src/deep/a.ts', 'a');
  write('src/b.ts', 'b');
  write('config.ts', 'c');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('telling whether a build is of these sources', () => {
  it('is the same for the same content, whenever it was written', () => {
    const before = digest();
    utimesSync(join(root, 'src/b.ts'), 1, 1);
    write('elsewhere.ts', 'not a source');
    expect(digest()).toBe(before);
  });

  it.each([
    ['a file deep inside was changed', () => write('src/deep/a.ts', 'A')],
    ['a file was added', () => write('src/new.ts', '')],
    ['a file was removed', () => rmSync(join(root, 'src/b.ts'))],
    ['a file was renamed', () => renameSync(join(root, 'src/b.ts'), join(root, 'src/c.ts'))],
    ['a single file outside was changed', () => write('config.ts', 'C')],
    [
      'content moved from one file to the next',
      () => {
        write('src/b.ts', '');
        write('src/deep/a.ts', 'ab');
      },
    ],
  ])('differs when %s', (_what, change) => {
    const before = digest();
    change();
    expect(digest()).not.toBe(before);
  });
});
