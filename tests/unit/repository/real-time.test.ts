// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Where real time is needed, and why no test's verdict hangs on it. */
const LISTED: Readonly<Record<string, string>> = {
  'tests/unit/until.ts':
    'Waits by turns of the event loop; its patience ends only tests that fail.',
  'tests/unit/kill-points/machine/clock.ts': 'Puts a clock that stands still in its place.',
  'tests/unit/kill-points/machine/life.ts':
    'Waits by turns of the event loop; its patience ends only tests that fail.',
};

/** Names that real time goes by, wherever they stand. */
const NAMES = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'hrtime',
  // Vitest: looking again every so many milliseconds, and a clock that goes along with the real one.
  'waitFor',
  'getRealSystemTime',
  'shouldAdvanceTime',
  // fast-check: as many runs as there is time for.
  'interruptAfterTimeLimit',
  'skipAllAfterTimeLimit',
]);

/** Members of objects that have others, too. */
const MEMBERS = new Set([
  'AbortSignal.timeout',
  'Date.now',
  'expect.poll',
  'performance.now',
  'scheduler.wait',
  'vi.waitUntil',
]);

const TIMER_MODULES = /^(?:node:)?timers(?:\/promises)?$/;

/** What in this code goes by real time; comments and texts are none. */
function realTimeIn(file: string, code: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && NAMES.has(node.text)) found.push(node.text);
    if (ts.isPropertyAccessExpression(node)) {
      const member = `${node.expression.getText()}.${node.name.text}`.replace(/^globalThis\./, '');
      if (MEMBERS.has(member)) found.push(member);
    }
    if (isNow(node)) found.push('new Date()');
    // A limit of a subprocess, of a property's run, or of one test: those of all tests are enough.
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'timeout') found.push('timeout');
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { text } = node.moduleSpecifier;
      if (TIMER_MODULES.test(text)) found.push(text);
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
  return found;
}

/** `new Date()` and `Date()`. */
function isNow(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  const isEmpty = node.arguments === undefined || node.arguments.length === 0;
  return node.expression.getText() === 'Date' && (isEmpty || ts.isCallExpression(node));
}

describe('the unit tests', () => {
  it('do not go by real time, but where that is listed', async () => {
    const files = (await readdir('tests/unit', { recursive: true }))
      .map((file) => `tests/unit/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file));
    const found: Record<string, string[]> = {};
    for (const file of files) {
      const names = realTimeIn(file, await readFile(file, 'utf8'));
      if (names.length > 0) found[file] = [...new Set(names)];
    }
    expect(files.length).toBeGreaterThan(200);
    expect(Object.entries(found).filter(([file]) => !(file in LISTED))).toEqual([]);
    // What does not need it any more is not listed.
    expect(Object.keys(found).sort()).toEqual(Object.keys(LISTED).sort());
  });
});

describe('real time in code', () => {
  it.each([
    'setTimeout(done, 30)',
    'globalThis.setInterval(look)',
    'const later = setImmediate;',
    'const at = Date.now();',
    'const at = globalThis.performance.now();',
    'const at = new Date();',
    'const at = new Date;',
    'const at = Date();',
    'await vi.waitFor(() => expect(sent).toEqual([]));',
    'await vi.waitUntil(() => done);',
    'await expect.poll(() => done).toBe(true);',
    'const { waitFor } = vi;',
    'vi.useFakeTimers({ shouldAdvanceTime: true });',
    'fetch(url, { signal: AbortSignal.timeout(9) });',
    'fc.assert(property, { interruptAfterTimeLimit: 9 });',
    'fc.assert(property, { timeout: 9 });',
    "import { setTimeout as sleep } from 'node:timers/promises';",
    "import * as timers from 'timers';",
    '// biome-ignore lint: x\nsetTimeout(done);',
  ])('is found in %j', (code) => {
    expect(realTimeIn('some.ts', code)).not.toEqual([]);
  });

  it.each([
    '// setTimeout(done, 30)',
    '/** As `Date.now` says. */\nconst at = 1;',
    "vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });",
    "const at = new Date('2026-03-02T14:06:00Z');",
    'const at = Date.parse(text);',
    'const at = clock.now();',
    "const code = 'timeout';",
    'const text = `Date.now() is not called`;',
  ])('is not found in %j', (code) => {
    expect(realTimeIn('some.ts', code)).toEqual([]);
  });
});
