// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises';
import { dirname, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** All of `utils` but the background's own parts and what is put in the place of WXT's modules. */
const PURE = [
  'utils/actions',
  'utils/bans',
  'utils/borders',
  'utils/jaas',
  'utils/journal',
  'utils/keys',
  'utils/meeting',
  'utils/messages',
  'utils/names',
  'utils/organisation',
  'utils/storage',
];

/** What everybody may import. */
const COMMON = ['utils/async', 'utils/keep-equal', 'utils/language', 'utils/sha256', 'utils/strip'];

/** What each part may import, besides itself, what is common and packages. Written as in docs/architecture.md. */
const ALLOWED: Record<string, readonly string[]> = {
  entrypoints: ['components', 'utils'],
  'components/ui': PURE,
  'components/panel': ['components/ui', ...PURE],
  'components/popup': ['components/ui', ...PURE],
  'components/options': ['components/ui', ...PURE],
  'utils/jaas': [],
  'utils/names': ['utils/jaas'],
  'utils/injected': [],
  'utils/meeting': ['utils/jaas', 'utils/names'],
  'utils/borders': ['utils/jaas', 'utils/meeting'],
  'utils/storage': ['utils/borders'],
  'utils/keys': ['utils/borders', 'utils/jaas', 'utils/storage'],
  'utils/journal': ['utils/borders', 'utils/jaas', 'utils/meeting', 'utils/names', 'utils/storage'],
  'utils/bans': ['utils/borders', 'utils/jaas', 'utils/journal', 'utils/names', 'utils/storage'],
  'utils/actions': [
    'utils/borders',
    'utils/jaas',
    'utils/journal',
    'utils/keys',
    'utils/meeting',
    'utils/storage',
  ],
  'utils/organisation': [
    'utils/borders',
    'utils/jaas',
    'utils/journal',
    'utils/keys',
    'utils/storage',
  ],
  'utils/messages': PURE,
  'utils/background': ['utils'],
};

/** The files that a file imports, types too; packages and styles left out. */
function importsOf(file: string, text: string, all: ReadonlySet<string>): string[] {
  const wanted = text.matchAll(/(?:from|import) '(~\/|\.\.?\/)([^'?]+)'|import\('(~\/)([^']+)'\)/g);
  return [...wanted].flatMap(([, start, rest, lazyStart, lazyRest]) => {
    const isOwn = (start ?? lazyStart) === '~/';
    const path = (isOwn ? '' : `${dirname(file)}/${start}`) + (rest ?? lazyRest);
    const target = normalize(path);
    return ['', '.ts', '.tsx'].map((end) => target + end).filter((one) => all.has(one));
  });
}

async function sources(): Promise<string[]> {
  const folders = ['entrypoints', 'components', 'utils'];
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { recursive: true })).map((file) => `${folder}/${file}`),
    ),
  );
  const files = found.flat().map((file) => file.replaceAll('\\', '/'));
  return files.filter((file) => /\.tsx?$/.test(file));
}

function partOf(path: string): string {
  const known = Object.keys(ALLOWED).filter((part) => path.startsWith(`${part}/`));
  return known.sort((a, b) => b.length - a.length)[0] ?? 'utils';
}

describe('the code of Gavel', () => {
  it('depends in one direction: entrypoints, components, utils', async () => {
    const wrong: string[] = [];
    for (const file of await sources()) {
      const part = partOf(file);
      const text = await readFile(file, 'utf8');
      for (const [, target = ''] of text.matchAll(/from '~\/([^']+)'/g)) {
        const other = partOf(target);
        const allowed = [part, ...COMMON, ...(ALLOWED[part] ?? [])];
        const isAllowed = allowed.some(
          (one) => other === one || target === one || target.startsWith(`${one}/`),
        );
        if (!isAllowed) {
          wrong.push(`${file} imports ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has no circle of imports, of types neither', async () => {
    const all = new Set(await sources());
    const imports = new Map<string, string[]>();
    for (const file of all) {
      imports.set(file, importsOf(file, await readFile(file, 'utf8'), all));
    }
    // What imports nothing of the rest, or is imported by none of it, is in no circle.
    for (let before = Number.NaN; before !== imports.size; ) {
      before = imports.size;
      const imported = new Set([...imports.values()].flat());
      for (const [file, wanted] of imports) {
        const isWithin = imported.has(file) && wanted.some((one) => imports.has(one));
        if (!isWithin) imports.delete(file);
      }
    }
    expect([...imports.keys()]).toEqual([]);
  });

  it('writes no HTML from strings and evaluates none', async () => {
    const forbidden =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;
    const wrong: string[] = [];
    for (const file of await sources()) {
      const code = (await readFile(file, 'utf8')).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      if (forbidden.test(code)) wrong.push(file);
    }
    expect(wrong).toEqual([]);
  });

  it('talks to the network in the background’s client alone', async () => {
    const wrong: string[] = [];
    for (const file of await sources()) {
      const code = await readFile(file, 'utf8');
      if (/XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bfetch\(/.test(code)) wrong.push(file);
    }
    expect(wrong.sort()).toEqual(['utils/background/send.ts', 'utils/jaas/http.ts']);
  });
});
