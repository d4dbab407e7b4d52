/**
 * The token in a pasted text, or an empty string: the whole text without white space, quotes and
 * `Bearer`, or the value of `jwt=` where the text is a link. As in Jitsi the fragment is looked at
 * before the query (jitsi-meet `parseJWTFromURLParams`).
 */
export function tokenText(pasted: string): string {
  const text = unwrapped(pasted);
  return /(?:^|[?#&])jwt=/.test(text) ? jwtOfLink(text) : text;
}

/** Without quotes, brackets of a mail program, the name of the header, and line breaks. */
function unwrapped(pasted: string): string {
  return pasted
    .trim()
    .replace(/^["'`“”‘’<]+|["'`“”‘’>,;]+$/g, '')
    .replace(/^(?:authorization\s*:\s*)?bearer\s/i, '')
    .replace(/\s/g, '');
}

function jwtOfLink(link: string): string {
  const [address, fragment] = splitOnce(link, '#');
  const [path, query] = splitOnce(address, '?');
  // A bare `jwt=…` has neither `?` nor `#`.
  return jwtOf(fragment) || jwtOf(query) || jwtOf(path);
}

function jwtOf(parameters: string): string {
  const found = parameters.split('&').find((parameter) => parameter.startsWith('jwt='));
  return unwrapped(decoded(found?.slice('jwt='.length) ?? ''));
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
