// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Names that stand in front of a number's forms; see the head of `en.yml`. */
const PLURAL = /^(?:zero|one|two|few|many|other)$/;

/** The keys of every text, `panel.sortBy.name`; a plural is one key. YAML as far as the file uses it. */
function keysOf(yaml: string): string[] {
  const path: { readonly indent: number; readonly name: string }[] = [];
  const keys = new Set<string>();
  for (const line of yaml.split('\n')) {
    const [, space = '', name = '', text = ''] = /^( *)([\w-]+):(?: (.+))?$/.exec(line) ?? [];
    if (name === '') continue;
    while ((path.at(-1)?.indent ?? -1) >= space.length) path.pop();
    path.push({ indent: space.length, name });
    if (text === '') continue;
    const names = path.map((one) => one.name);
    keys.add(names.join('.'));
  }
  return [...new Set([...keys].map((key) => pluralOf(key, keys) ?? key))];
}

/** The text whose form this is; only of texts with the form of one, so that `a.other` alone is a text. */
function pluralOf(key: string, keys: ReadonlySet<string>): string | null {
  const at = key.lastIndexOf('.');
  const base = key.slice(0, at);
  return PLURAL.test(key.slice(at + 1)) && keys.has(`${base}.one`) ? base : null;
}

/** Files in which texts are used, with what is in them. */
function sources(): string[] {
  const folders = ['components', 'entrypoints', 'utils'];
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  );
}

/** What is used: keys as they stand, and patterns of those that are put together. */
function usedIn(texts: readonly string[]): (key: string) => boolean {
  const whole = new Set<string>();
  const patterns = new Set<string>();
  for (const text of texts) {
    for (const [, key = ''] of text.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)) whole.add(key);
    for (const [, key = ''] of text.matchAll(/`([a-z]\w*\.[^`\s]*\$\{[^`\s]*)`/g)) {
      const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
      patterns.add(`^${parts.join('\\w+')}$`);
    }
  }
  const expressions = [...patterns].map((pattern) => new RegExp(pattern));
  return (key) => whole.has(key) || expressions.some((one) => one.test(key));
}

/** Used by the manifest, as `__MSG_extension_name__`. */
const IN_MANIFEST = /^extension\./;

describe('every text of the interface', () => {
  const keys = keysOf(readFileSync(join(ROOT, 'locales/en.yml'), 'utf8'));
  const isUsed = usedIn(sources());

  it('is used somewhere', () => {
    expect(keys.length).toBeGreaterThan(500);
    expect(keys.filter((key) => !IN_MANIFEST.test(key) && !isUsed(key))).toEqual([]);
  });

  it('is found to be used or not', () => {
    expect(keysOf('a:\n  b: x\n  c:\n    one: 1\n    other: more\n  d: y\n  other: z\n')).toEqual([
      'a.b',
      'a.c',
      'a.d',
      'a.other',
    ]);
    const used = usedIn(["t('a.b');", ['t(`a.c.', '{d}`)'].join('$')]);
    expect(['a.b', 'a.c.e', 'a.c', 'a.d'].map(used)).toEqual([true, true, false, false]);
  });
});
