/** What the About page says of this installation. */
export interface AboutFacts {
  readonly version: string;
  /** For example `Chromium 156`. */
  readonly browser: string;
  /** API permissions of the manifest that are granted, for example `storage`. */
  readonly permissions: readonly string[];
  /** Match patterns of the hosts that are granted. */
  readonly origins: readonly string[];
}

interface Brand {
  readonly brand: string;
  readonly version: string;
}

/**
 * The browser's name and main version. Chromium browsers list brands, one of them a decoy
 * (`Not.A/Brand`, W3C user agent client hints) and one the engine; the most specific one is shown.
 */
export function browserName(brands: readonly Brand[] | undefined, userAgent: string): string {
  const real = (brands ?? []).filter(({ brand }) => !/not.*brand/i.test(brand));
  const shown = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  if (shown) return `${shown.brand} ${shown.version}`;
  const match = /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent);
  return match ? `${match[1]} ${match[2]}` : userAgent;
}
