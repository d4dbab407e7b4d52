// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type AxNode, drawTree, nodesOf, textOf } from '~/tests/e2e/support/ax-node';

const node = (role: string, name: string, children: AxNode[] = [], also = {}): AxNode => ({
  role,
  name,
  children,
  elementHandle: async () => null,
  ...also,
});
const tree = node('RootWebArea', 'Gavel', [
  node('none', '', [
    node('list', 'Participants', [
      node('listitem', '', [
        node('StaticText', 'Ann', [node('InlineTextBox', 'Ann')]),
        node('button', 'Ban Ann', [node('StaticText', ' Ban ')], { disabled: true }),
      ]),
    ]),
    node('button', 'Ban'),
  ]),
]);

describe('what the tests see of a page', () => {
  it('finds by the whole name, so that “Ban” is not “Ban Ann”', () => {
    expect(nodesOf(tree, 'button', 'Ban')).toHaveLength(1);
    expect(nodesOf(tree, 'button', /^Ban/)).toHaveLength(2);
    expect(nodesOf(tree, 'button')).toHaveLength(2);
    expect(nodesOf(tree, 'link')).toEqual([]);
  });

  it('reads each word once', () => {
    expect(textOf(tree)).toBe('Ann Ban');
  });

  it('draws what says something, and what is disabled', () => {
    expect(drawTree(tree).split('\n')).toEqual([
      'RootWebArea "Gavel"',
      '  list "Participants"',
      '    listitem',
      '      StaticText "Ann"',
      '      button "Ban Ann" (disabled)',
      '        StaticText " Ban "',
      '  button "Ban"',
    ]);
  });
});
