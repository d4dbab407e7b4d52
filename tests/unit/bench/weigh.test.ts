// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { importsOf } from '~/tests/bench/weigh';

describe('what a page loads at its start', () => {
  it('are the static imports of its scripts, and not what it loads later', () => {
    const code = `import{a as b}from"./shared-1.js";import"/chunks/side.js";export{c}from"../d.js";
const later=()=>import("./late.js");const text="from './not.js'";`;
    expect(importsOf(code, 'chunks/popup.js')).toEqual([
      'chunks/shared-1.js',
      'chunks/side.js',
      'd.js',
    ]);
  });
});
