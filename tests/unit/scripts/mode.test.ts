// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { demoMode } from '~/scripts/demo/mode';

const here = { args: [], env: {}, platform: 'linux' } as const;

describe('how the demo runs', () => {
  it('plays by itself where nothing can be shown', () => {
    expect(demoMode(here)).toBe('story');
    expect(demoMode({ ...here, env: { DISPLAY: '' } })).toBe('story');
  });

  it.each([
    ['X11', { env: { DISPLAY: ':0' } }],
    ['Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }],
    ['macOS', { platform: 'darwin' }],
    ['Windows', { platform: 'win32' }],
  ] as const)('opens a window on %s', (_name, also) => {
    expect(demoMode({ ...here, ...also })).toBe('window');
    expect(demoMode({ ...here, ...also, args: ['--headless'] })).toBe('story');
  });

  it('plays the organisation’s story by itself, with or without a display', () => {
    for (const args of [['--organisation'], ['--organisation', '--headless']]) {
      expect(demoMode({ ...here, args })).toBe('organisation');
      expect(demoMode({ ...here, args, platform: 'darwin' })).toBe('organisation');
    }
  });

  it('does not guess what an unknown argument means', () => {
    expect(demoMode({ ...here, args: ['--headles'] })).toBeNull();
    expect(demoMode({ ...here, args: ['--organisation', '--headles'] })).toBeNull();
  });
});
