// @vitest-environment node
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

/** A file and the names, or parts of names, of tests in it. */
const REFERENCE = /`(tests\/[^`]+)`:((?:\s*(?:,\s*)?“[^”]+”)+)/g;

async function document(): Promise<string> {
  return readFile('docs/security.md', 'utf8');
}

describe('docs/security.md', () => {
  it('every promise names tests that exist', async () => {
    const references = [...(await document()).matchAll(REFERENCE)];
    expect(references.length).toBeGreaterThan(40);
    const missing: string[] = [];
    for (const [, file = '', names = ''] of references) {
      const text = existsSync(file) ? (await readFile(file, 'utf8')).replaceAll(/\s+/g, ' ') : '';
      for (const [, name = ''] of names.matchAll(/“([^”]+)”/g)) {
        if (!text.includes(name.replaceAll(/\s+/g, ' '))) missing.push(`${file}: ${name}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('has no promise without a test', async () => {
    const [, part = ''] = (await document()).split('## Attackers, and what holds');
    const promises = (part.split('\n## ')[0] ?? '').split(/^\* /m).slice(1);
    expect(promises.length).toBeGreaterThan(25);
    expect(promises.filter((promise) => !new RegExp(REFERENCE.source).test(promise))).toEqual([]);
  });
});
