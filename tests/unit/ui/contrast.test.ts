// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { contrast } from '~/tests/unit/contrast';

type Colours = Readonly<Record<string, string>>;

/** The colours that a style sheet names, by their names without dashes in front. */
async function coloursIn(file: string): Promise<Colours> {
  const css = await readFile(`components/ui/${file}`, 'utf8');
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*(#[\da-f]{6});/g)].map(([, name, colour]) => [name, colour]),
  );
}

const dark = await coloursIn('tokens.css');
const SCHEMES = { dark, light: { ...dark, ...(await coloursIn('light.css')) } } as const;

/** What things stand on: a page, what is raised or pointed at, a warning, what is dangerous. */
const GROUNDS = ['surface', 'surface-raised', 'surface-hover', 'warn-soft', 'danger-soft'];

/** Each colour with what it stands on, and the least contrast that it may have there. */
const PAIRS: readonly (readonly [
  least: number,
  on: readonly string[],
  colours: readonly string[],
])[] = [
  // Text: WCAG 1.4.3.
  [4.5, [...GROUNDS, 'field'], ['text', 'text-soft', 'text-muted', 'danger-text', 'accent-text']],
  [4.5, ['surface', 'surface-raised', 'surface-hover', 'warn-soft'], ['warn']],
  [4.5, ['badge'], ['badge-text']],
  // Frames of buttons and fields, and where the focus is: WCAG 1.4.11.
  [3, [...GROUNDS, 'field'], ['border-strong', 'danger-border', 'focus']],
  [3, ['surface', 'surface-raised'], ['accent', 'danger', 'good', 'warn']],
  // What does not work needs no contrast, but somebody will want to read it.
  [3, ['surface', 'surface-raised', 'surface-hover'], ['disabled']],
  // The row that is pointed at, beside the others.
  [1.2, ['surface'], ['surface-hover']],
];

describe.each(Object.entries(SCHEMES))('in the %s palette', (_, colours) => {
  it.each(PAIRS)('there is a contrast of %f on %j of %j', (least, grounds, names) => {
    for (const ground of grounds) {
      for (const name of names) {
        const ratio = contrast(colours[name] ?? '', colours[ground] ?? '');
        expect.soft(ratio, `${name} on ${ground}`).toBeGreaterThanOrEqual(least);
      }
    }
  });

  it('white can be read on what is filled', () => {
    for (const name of ['accent', 'accent-hover', 'danger', 'danger-hover']) {
      expect.soft(contrast('#ffffff', colours[name] ?? ''), name).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('what does not work is fainter than any text', () => {
    const { disabled = '', surface = '' } = colours;
    expect(contrast(disabled, surface)).toBeLessThan(4.5);
  });
});
