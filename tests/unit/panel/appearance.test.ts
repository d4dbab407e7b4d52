// @vitest-environment node
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Appearance, appearanceOf, visibilityOf } from '~/components/panel/host/appearance';

const styled = (styles: Readonly<Record<string, string>>) => ({
  getPropertyValue: (name: string) => styles[name] ?? '',
});

const filtered = (filter: string): Appearance => appearanceOf([styled({ filter })]);

/** As browsers compute it for an element that nobody has styled. */
const INITIAL = {
  opacity: '1',
  filter: 'none',
  'clip-path': 'none',
  'mask-image': 'none',
  transform: 'none',
  scale: 'none',
  zoom: '1',
  clip: 'auto',
  'mix-blend-mode': 'normal',
  contain: 'none',
};

describe('what a page does to the look of all of it', () => {
  it('is nothing where nobody has styled it, in browsers that know few or many properties', () => {
    expect(appearanceOf([styled({}), styled(INITIAL)])).toBe('plain');
  });

  it.each([
    'invert(1) hue-rotate(180deg)',
    'invert(0.9) hue-rotate(180deg)',
    'invert(100%) hue-rotate(180deg) contrast(90%)',
    'sepia(0.4)',
    'grayscale(1)',
    'saturate(2)',
    'brightness(1)',
    'brightness(0.5) contrast(1.5)',
    'opacity(0.95)',
    'blur(0px)',
  ])('is a tint that leaves the panel to be read: %s', (filter) => {
    expect(filtered(filter)).toBe('tinted');
  });

  it.each([
    'opacity(0)',
    'opacity(0.1) invert(1)',
    'brightness(0)',
    'brightness(0.49)',
    'brightness(100)',
    'brightness(1000) brightness(0.001)',
    'contrast(0)',
    'contrast(0.5) brightness(0.5) contrast(0.5)',
    'invert(0.5)',
    'invert(0.7) invert(0.7)',
    'saturate(50)',
    'blur(20px)',
    'drop-shadow(rgb(0, 0, 0) 0px 0px 4px)',
    'url("#gone")',
    'url(#gone) invert(1)',
    'invert(1) url("data:image/svg+xml,<svg/>#brightness(1)")',
    'made-up(1)',
    'opacity(-1) opacity(-1)',
    'brightness(NaN)',
    'brightness(-1)',
    'brightness(1.1.1)',
  ])('hides the panel, or may: %s', (filter) => {
    expect(filtered(filter)).toBe('hidden');
  });

  it.each([
    { opacity: '0.5' },
    { opacity: '0' },
    { 'clip-path': 'inset(99%)' },
    { 'mask-image': 'linear-gradient(transparent, transparent)' },
    { '-webkit-mask-box-image-source': 'url("x.png")' },
    { transform: 'matrix(0.01, 0, 0, 0.01, 0, 0)' },
    { transform: 'matrix(1, 0.2, 0, 1, 0, 0)' },
    { transform: 'matrix(-1, 0, 0, -1, 0, 0)' },
    { transform: 'matrix3d(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)' },
    { scale: '0.01' },
    { rotate: '90deg' },
    { 'offset-path': 'ray(45deg)' },
    { zoom: '0.1' },
    { zoom: '30' },
    { 'mix-blend-mode': 'difference' },
    { contain: 'paint' },
  ])('hides the panel, or may: %j', (styles) => {
    expect(appearanceOf([styled(INITIAL), styled({ ...INITIAL, ...styles })])).toBe('hidden');
  });

  it.each([
    { transform: 'matrix(1, 0, 0, 1, 40, -20)' },
    { transform: 'matrix(1.5, 0, 0, 1.5, 0, 0)' },
    { zoom: '1.25' },
  ])('is nothing that matters: %j', (styles) => {
    expect(appearanceOf([styled(styles)])).toBe('plain');
  });

  it('adds up over all that the panel is in', () => {
    const faded = styled({ opacity: '0.94' });
    expect(appearanceOf([faded])).toBe('tinted');
    expect(appearanceOf([faded, faded])).toBe('hidden');
    const dark = styled({ filter: 'brightness(0.6)' });
    expect(appearanceOf([dark, styled({ filter: 'brightness(0.6)' })])).toBe('hidden');
    expect(appearanceOf([styled({ zoom: '0.6' }), styled({ zoom: '0.6' })])).toBe('hidden');
  });

  it('is never called harmless of what nobody has thought of', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const known = /^[\s]*$|none|invert|hue|sepia|gray|satur|bright|contrast|opacity|blur/;
        fc.pre(!known.test(text));
        expect(filtered(text)).toBe('hidden');
      }),
    );
  });
});

describe('what is said of the panel', () => {
  it.each([
    [true, 'plain', 'shown'],
    [true, 'hidden', 'covered'],
    [false, 'plain', 'covered'],
    [false, 'tinted', 'unclear'],
    [false, 'hidden', 'covered'],
    [null, 'plain', 'shown'],
    [null, 'tinted', 'shown'],
    [null, 'hidden', 'covered'],
  ] as const)('where the browser sees it: %j, and it is %s: %s', (observed, appearance, said) => {
    expect(visibilityOf(observed, appearance)).toBe(said);
  });
});
