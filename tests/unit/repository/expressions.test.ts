// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** The regular expressions of a file, with those that are put together from text. */
function expressionsOf(file: string, text: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      found.push(node.text.slice(1, node.text.lastIndexOf('/')));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What an expression may match one of, at its outermost level. */
function alternativesOf(expression: string): string[] {
  const alternatives = [''];
  let depth = 0;
  let inClass = false;
  for (const [part] of expression.matchAll(/\\.|./gsu)) {
    if (part === '[') inClass = true;
    else if (part === ']') inClass = false;
    else if (!inClass && part === '(') depth += 1;
    else if (!inClass && part === ')') depth -= 1;
    if (!inClass && depth === 0 && part === '|') alternatives.push('');
    else alternatives[alternatives.length - 1] += part;
  }
  return alternatives;
}

/**
 * Begins anywhere and takes a run that must reach the end: in a run that does not, it begins anew at each place, and
 * takes time by the square of the run. `utils/strip.ts` does the same in one pass.
 */
function looksForEnd(alternative: string): boolean {
  return (
    !/^(?:\^|\(\?<[=!])/.test(alternative) && /(?<!\\)(?:[+*]|\{\d+,\})\??\)*\$$/.test(alternative)
  );
}

const all = async (folder: string) =>
  (await readdir(folder, { recursive: true }))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`);

describe('the regular expressions of Gavel', () => {
  it('begin anew at no place of a run: a pasted text holds nothing up', async () => {
    const slow: string[] = [];
    let looked = 0;
    for (const file of (
      await Promise.all(['utils', 'components', 'entrypoints'].map(all))
    ).flat()) {
      for (const expression of expressionsOf(file, await readFile(file, 'utf8'))) {
        looked += 1;
        if (alternativesOf(expression).some(looksForEnd)) slow.push(`${file}: ${expression}`);
      }
    }
    expect(slow).toEqual([]);
    expect(looked).toBeGreaterThan(100);
  });

  it.each([
    [`^["']+|["'>,;]+$`, true],
    [String.raw`\s*$`, true],
    ['(?:ab)+$', true],
    ['x{2,}$', true],
    ['^[ab|]+$', false],
    [String.raw`^\s|\s$`, false],
    [String.raw`\/\*$`, false],
    [String.raw`(?<![\w])a+$`, false],
  ])('%s is found to do so: %j', (expression, slow) => {
    expect(alternativesOf(expression).some(looksForEnd)).toBe(slow);
  });
});
