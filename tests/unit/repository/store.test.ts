// @vitest-environment node
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';

/*
 * What the stores refuse is refused here first. The permissions are compared with the built manifests in
 * `tests/e2e/build.test.ts`.
 */

const listing = readFileSync('docs/store/listing.md', 'utf8');
const IMAGES = 'docs/store/images';

/** The text of a section, as it is pasted into a form. */
function section(title: string): string {
  const [, part = ''] = listing.split(`## ${title}\n`);
  return (part.split('\n## ')[0] ?? '').trim();
}

describe('the texts for the stores', () => {
  it('say the name and the short description that the package has', () => {
    const texts = inject('texts');
    expect(section('Name')).toBe(texts.extension_name);
    expect(section('Short description')).toBe(texts.extension_description);
  });

  it.each([
    // The shortest of the stores' limits: AMO's of names, Chrome's of the rest.
    ['Name', 3, 50],
    ['Single purpose', 20, 200],
    ['Short description', 20, 132],
    ['Summary for AMO', 50, 250],
    // Edge wants 250 at least and 10 000 at most.
    ['Long description', 250, 10_000],
  ])('“%s” has from %i to %i characters', (title, least, most) => {
    expect(section(title).length).toBeGreaterThanOrEqual(least);
    expect(section(title).length).toBeLessThanOrEqual(most);
  });

  it('say the single purpose in one sentence', () => {
    expect(section('Single purpose').match(/[.!?](?=\s|$)/g)).toHaveLength(1);
  });

  it('have at most seven keywords of 21 words in all, as Edge takes them', () => {
    // Edge counts the name's own words, too.
    const keywords = section('Keywords').split(', ');
    expect(keywords.length).toBeLessThanOrEqual(7);
    expect(keywords.join(' ').split(' ').length).toBeLessThanOrEqual(21);
  });
});

/** Width, height and colour type of a PNG (its header, PNG specification 11.2.2). */
function pngHeader(file: string) {
  const bytes = readFileSync(`${IMAGES}/${file}`);
  expect(bytes.subarray(1, 4).toString('latin1'), file).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25]] as const;
}

/** Red, green and blue without transparency: Chrome takes no other PNG. */
const RGB = 2;

describe('the pictures for the stores', () => {
  it('are five of 1280×800, two tiles and a logo, and no others', () => {
    const found = readdirSync(IMAGES).map((file) => [file, ...pngHeader(file)]);
    expect(found).toEqual([
      ['1-panel.png', 1280, 800, RGB],
      ['2-question.png', 1280, 800, RGB],
      ['3-outcome.png', 1280, 800, RGB],
      ['4-raid.png', 1280, 800, RGB],
      ['5-activity.png', 1280, 800, RGB],
      ['logo-300x300.png', 300, 300, RGB],
      ['tile-1400x560.png', 1400, 560, RGB],
      ['tile-440x280.png', 440, 280, RGB],
    ]);
  });

  it('are under 2 MB together', () => {
    const sizes = readdirSync(IMAGES).map((file) => statSync(`${IMAGES}/${file}`).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(2_000_000);
  });
});
