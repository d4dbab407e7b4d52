// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { readKeyText } from '~/utils/keys/import/read-key';

// Read whole, although nobody's text is: what looks at the rest of a text from each place in it then
// takes minutes, which is more than a test may. It is enough that these come to an end.
vi.mock('~/utils/keys/import/refusal', async (original) => ({
  ...(await original<object>()),
  MAX_FILE_BYTES: Number.POSITIVE_INFINITY,
}));

describe('texts that are made to take long', () => {
  it.each([
    ['dashes', '-'.repeat(2_000_000)],
    ['backslashes', '\\'.repeat(2_000_000)],
    ['spaces', `a${' '.repeat(2_000_000)}a`],
    ['many beginnings', '-BEGIN A'.repeat(250_000)],
    ['many blocks', '-----BEGIN PRIVATE KEY-----'.repeat(80_000)],
    ['nested JSON', '['.repeat(2_000_000)],
    ['letters', 'A'.repeat(2_000_000)],
    ['colons', `-----BEGIN PRIVATE KEY-----${':\n'.repeat(1_000_000)}`],
    ['quotes', '"'.repeat(2_000_000)],
    ['base64 of base64', btoa(btoa(btoa(btoa('x'.repeat(450_000)))))],
  ])('%s', async (_, text) => {
    expect((await readKeyText(text)).ok).toBe(false);
  });
});
