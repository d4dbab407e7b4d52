// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { appIdSchema } from '~/utils/borders/schemas';
import { parseAppId, parseKeyId, splitKid } from '~/utils/jaas/ids';
import { APP, appIds, wildText } from './samples';

const keyIds = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

describe('an AppID', () => {
  test.each([
    ['the sample of the documentation', APP],
    ['one that is not hex', 'vpaas-magic-cookie-xyz09'],
    ['one of 64 characters', `vpaas-magic-cookie-${'a'.repeat(64)}`],
  ])('%s is taken', (_, text) => {
    expect(parseAppId(text)).toBe(text);
  });

  test.each([
    ['nothing after the prefix', 'vpaas-magic-cookie-'],
    ['65 characters', `vpaas-magic-cookie-${'a'.repeat(65)}`],
    ['upper case', 'vpaas-magic-cookie-ABC'],
    ['no prefix', '1d2e6a201d594c8f87a630e3f71826d3'],
    ['text before it', `x${APP}`],
    ['a slash after it', `${APP}/`],
    ['a line break after it', `${APP}\n`],
    ['space around it', ` ${APP} `],
    ['a dot in it', 'vpaas-magic-cookie-a.b'],
    ['a number', 7],
    ['a list of one', [APP]],
    ['nothing', undefined],
  ])('%s is refused', (_, text) => {
    expect(parseAppId(text)).toBeNull();
    expect(appIdSchema.safeParse(text).success).toBe(false);
  });
});

describe('a key id', () => {
  test.each(['4f4910', 'fee1bc-SAMPLE_APP', 'a', 'x'.repeat(64)])('%s is taken', (text) => {
    expect(parseKeyId(text)).toBe(text);
  });
  test.each(['', 'x'.repeat(65), 'a/b', 'a b', 'ä', 'a\n', null])('%j is refused', (text) => {
    expect(parseKeyId(text)).toBeNull();
  });
});

describe('AppID and key id pasted together', () => {
  const both = { appId: APP, keyId: '4f4910' };
  test.each([
    ['as the console shows them', `${APP}/4f4910`],
    ['with space around', `  ${APP}/4f4910\n`],
    ['in quotes', `"${APP}/4f4910"`],
    ['in curly quotes', `“${APP}/4f4910”`],
    ['from a line of JSON', `"${APP}/4f4910",`],
    ['in backticks', `\`${APP}/4f4910\``],
    ['at the end of a long text', `${APP}/4f4910`.padStart(512)],
  ])('%s', (_, text) => {
    expect(splitKid(text)).toEqual(both);
  });

  test.each([
    ['the AppID alone', APP],
    ['an empty key id', `${APP}/`],
    ['three parts', `${APP}/4f4910/x`],
    ['the wrong way round', `4f4910/${APP}`],
    ['space inside', `${APP} / 4f4910`],
    ['far too long a text', `${' '.repeat(512)}${APP}/4f4910`],
    ['nothing', ''],
  ])('%s is refused', (_, text) => {
    expect(splitKid(text)).toBeNull();
  });

  it('gives back what it was put together from, whatever stands around it', () => {
    const around = fc.stringMatching(/^[ "'\n\t`]{0,8}$/);
    fc.assert(
      fc.property(appIds, keyIds, around, (appId, keyId, pad) => {
        expect(splitKid(`${pad}${appId}/${keyId}${pad}`)).toEqual({ appId, keyId });
      }),
    );
  });

  it('takes any text without throwing, and only valid ids come out', () => {
    const almost = fc
      .tuple(appIds, fc.constantFrom('/', '//', '\\', ' / '), fc.oneof(keyIds, wildText))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(wildText, almost), (text) => {
        const split = splitKid(text);
        if (split === null) return;
        expect(parseAppId(split.appId)).toBe(split.appId);
        expect(parseKeyId(split.keyId)).toBe(split.keyId);
      }),
      { numRuns: 500 },
    );
  });
});
