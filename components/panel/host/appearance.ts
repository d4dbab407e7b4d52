import type { Visibility } from '~/utils/messages/protocol-panel';

/** What the browser computed for one element, as far as it is read here. */
export type Style = Pick<CSSStyleDeclaration, 'getPropertyValue'>;

/**
 * How the panel's element and all that it is in are drawn. `tinted`: other colours or lightness, and
 * every word can still be read. `hidden`: anything else, known or not, that is not plain.
 */
export type Appearance = 'plain' | 'tinted' | 'hidden';

/** Properties that change how the panel looks or where it is, by their only harmless value. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  none: [
    'clip-path',
    'mask-image',
    '-webkit-mask-box-image-source',
    'rotate',
    'scale',
    'offset-path',
    'contain',
  ],
  auto: ['clip'],
  normal: ['mix-blend-mode'],
};

/** Beyond these somebody might not be able to read the panel any more. */
const LIMITS = {
  opacity: [0.9, 1],
  brightness: [0.5, 1.5],
  contrast: [0.5, 1.5],
  saturate: [0, 3],
  zoom: [0.5, 2],
  /** Larger and unturned is no distortion for `IntersectionObserver` either (its version 2, 2.2.14). */
  scale: [0.9, 2],
} as const;

/** Judges an element's computed style together with those of all its ancestors. */
export function appearanceOf(chain: readonly Style[]): Appearance {
  let opacity = 1;
  let zoom = 1;
  let filters = '';
  for (const style of chain) {
    const read = (name: string): string => style.getPropertyValue(name);
    for (const [plain, names] of Object.entries(PLAIN)) {
      // A property that the browser does not know is empty.
      if (names.some((name) => read(name) !== '' && read(name) !== plain)) return 'hidden';
    }
    if (!isUpright(read('transform'))) return 'hidden';
    opacity *= Number(read('opacity') || 1);
    zoom *= Number(read('zoom') || 1);
    filters += read('filter').replace('none', ' ');
  }
  if (!within('zoom', zoom) || !isTint(filters, opacity)) return 'hidden';
  return opacity === 1 && filters.trim() === '' ? 'plain' : 'tinted';
}

/** Moved, or somewhat larger, but neither turned nor bent: `matrix(1, 0, 0, 1, x, y)`. */
function isUpright(transform: string): boolean {
  if (transform === '' || transform === 'none') return true;
  const [, across, down] = /^matrix\(([\d.]+), 0, 0, ([\d.]+),/.exec(transform) ?? [];
  return across === down && within('scale', Number(across));
}

/**
 * Whether filters leave the panel to be read: dark modes put `invert` and `hue-rotate` on the whole
 * page. After each function, lightness, contrast and the rest must be within their limits, so that none
 * of many can take back what another one has lost.
 */
function isTint(filters: string, opacity: number): boolean {
  const all = /([a-z-]+)\(([-\d.]+)(%?)[a-z]*\)/g;
  if (filters.replace(all, '').trim() !== '') return false;
  const left = { opacity, brightness: 1, contrast: 1, saturate: 1 };
  const isLeft = (): boolean =>
    (Object.keys(left) as (keyof typeof left)[]).every((name) => within(name, left[name]));
  for (const [, name = '', number, percent] of filters.matchAll(all)) {
    const amount = Number(number) / (percent ? 100 : 1);
    if (name === 'invert') left.contrast *= Math.abs(1 - 2 * Math.min(amount, 1));
    else if (isKeyOf(left, name)) left[name] *= amount;
    else if (!HARMLESS.includes(name) && !(name === 'blur' && amount === 0)) return false;
    if (!isLeft()) return false;
  }
  return isLeft();
}

/** Filter functions that keep light from dark, however much there is of them. */
const HARMLESS = ['hue-rotate', 'sepia', 'grayscale'];

function isKeyOf<T extends object>(object: T, key: string): key is keyof T & string {
  return Object.hasOwn(object, key);
}

/** False also for what is no number. */
function within(what: keyof typeof LIMITS, value: number): boolean {
  const [least, most] = LIMITS[what];
  return value >= least && value <= most;
}

/**
 * What can be said of the panel.
 *
 * @param observed the browser's last word on whether it is to be seen; null where there is none. A tint
 *   alone already makes that false, whatever else there is.
 */
export function visibilityOf(
  observed: boolean | null,
  appearance: Appearance,
): Exclude<Visibility, 'removed'> {
  if (appearance === 'hidden') return 'covered';
  if (observed !== false) return 'shown';
  return appearance === 'tinted' ? 'unclear' : 'covered';
}
