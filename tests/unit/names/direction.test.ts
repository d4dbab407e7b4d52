// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inLogicalOrder, isolated } from '~/utils/names/direction';

const OPENS = '\u2066\u202d';
const CLOSES = '\u202c\u2069';

describe('an id among words', () => {
  it.each(['auth0|5f7c', '8f3a01bc', 'google…h2', 'a', '114025', ''])(
    '%j stands as it is: no word beside it turns it',
    (id) => {
      expect(inLogicalOrder(id)).toBe(id);
      expect(isolated(id)).toBe(id);
    },
  );

  it.each(['auth0|אב-12', 'auth0|12-אב', 'אב', '12|34', '-a', 'a-', 'ü1', '١٢', 'a ⟨U+202E⟩'])(
    '%j is put in the order in which it is sent',
    (id) => {
      expect(inLogicalOrder(id)).toBe(`${OPENS}${id}${CLOSES}`);
    },
  );

  it('a name keeps its own direction, and turns nothing around it', () => {
    expect(isolated('אנה')).toBe('\u2068אנה\u2069');
    expect(isolated('Ana (1)')).toBe('\u2068Ana (1)\u2069');
  });
});

it('an id that is drawn has its characters in the order in which they are sent', async () => {
  const styles = await readFile('components/ui/ui.css', 'utf8');
  const rules = [...styles.matchAll(/([^{}]*)\{([^{}]*)\}/g)];
  const [, selectors = '', body = ''] =
    rules.find(([, , rule = '']) => rule.includes('isolate-override')) ?? [];
  expect(body.replace(/\s+/g, ' ').trim()).toBe('direction: ltr; unicode-bidi: isolate-override;');
  const named = selectors.replace(/\/\*.*?\*\//gs, '').split(',');
  expect(named.map((one) => one.trim())).toEqual(['.exact', 'bdi.mono', '.mono bdi']);
});
