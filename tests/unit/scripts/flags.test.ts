// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { chromiumFlags } from '~/scripts/browser/flags';

const options = {
  networkArgs: ['--host-resolver-rules=MAP 8x8.vc 127.0.0.1:1'],
  windowSize: { width: 1280, height: 800 },
  isRoot: false,
};

describe("the browser's command line", () => {
  it('leaves the sandbox on unless the browser could not start with it', () => {
    expect(chromiumFlags(options)).not.toContain('--no-sandbox');
    expect(chromiumFlags({ ...options, isRoot: true })).toContain('--no-sandbox');
  });

  it('leads the hosts of JaaS to where it is told, at the size it is told', () => {
    const flags = chromiumFlags(options);
    expect(flags).toContain('--host-resolver-rules=MAP 8x8.vc 127.0.0.1:1');
    expect(flags).toContain('--window-size=1280,800');
  });

  it('puts what a test asks for last, so that it wins', () => {
    const flags = chromiumFlags({ ...options, extraArgs: ['--lang=de'] });
    expect(flags.at(-1)).toBe('--lang=de');
  });
});
