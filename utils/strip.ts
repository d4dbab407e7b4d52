/**
 * The text without what stands at its ends, each character (UTF-16 code unit) looked at once. An expression like
 * `x+$` begins anew at each place of a run that does not reach the end, which takes quadratic time.
 *
 * @param before matches one character that is left out at the start
 * @param behind the same at the end
 */
export function stripped(text: string, before: RegExp, behind: RegExp): string {
  let from = 0;
  let to = text.length;
  while (from < to && before.test(text.charAt(from))) from += 1;
  while (to > from && behind.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
