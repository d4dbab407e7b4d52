/** Made once: that costs more than to sort by it. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The order of two names in a list, as a host of this browser's language looks for them; for `sort`. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}
