/** What JSON has a form for. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one text of a value by RFC 8785: no spaces, members in the order of their names, so that whoever has the same
 * value has the same bytes in UTF-8. Half a character, which UTF-8 cannot write, becomes U+FFFD.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const texts = members.map(([name, one]) => `${canonicalJson(name)}:${canonicalJson(one)}`);
  return `{${texts.join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
