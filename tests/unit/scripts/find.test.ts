// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findChromium } from '~/scripts/browser/find';
import { machineWith } from './machine';

describe('finding a browser', () => {
  it('takes what CHROME_PATH names before anything else', () => {
    const env = { CHROME_PATH: '/opt/own/chrome', PATH: '/usr/bin' };
    const machine = machineWith(['/opt/own/chrome', '/usr/bin/chromium'], { env });
    expect(findChromium(machine)).toMatchObject({ kind: 'found', path: '/opt/own/chrome' });
  });

  it('names a CHROME_PATH that cannot be started and does not pass over it', () => {
    const env = { CHROME_PATH: '/opt/gone/chrome', PATH: '/usr/bin' };
    const machine = machineWith(['/usr/bin/chromium'], { env });
    expect(findChromium(machine)).toEqual({ kind: 'bad-chrome-path', path: '/opt/gone/chrome' });
  });

  it('takes an empty CHROME_PATH as not set', () => {
    const machine = machineWith(['/usr/bin/chromium'], { env: { CHROME_PATH: '', PATH: '' } });
    expect(findChromium(machine)).toMatchObject({ kind: 'found', path: '/usr/bin/chromium' });
  });

  it.each([
    ['/usr/bin/chromium', 'Chromium'],
    ['/usr/local/bin/chromium-browser', 'Chromium'],
    ['/opt/google/chrome/google-chrome', 'Google Chrome'],
    ['/usr/bin/microsoft-edge-stable', 'Microsoft Edge'],
    ['/snap/bin/chromium', 'Chromium'],
  ])('finds %s on Linux', (path, name) => {
    expect(findChromium(machineWith([path]))).toEqual({ kind: 'found', path, name });
  });

  it('looks in the folders of PATH, but not in relative ones', () => {
    const env = { PATH: 'bin:/nix/profile/bin' };
    expect(findChromium(machineWith(['/nix/profile/bin/chromium'], { env }))).toMatchObject({
      path: '/nix/profile/bin/chromium',
    });
    expect(findChromium(machineWith(['bin/chromium'], { env }))).toEqual({ kind: 'none' });
  });

  it('prefers Chromium to Chrome, and anything to a snap, which cannot read the build', () => {
    const chrome = '/usr/bin/google-chrome';
    const both = machineWith([chrome, '/usr/bin/chromium']);
    expect(findChromium(both)).toMatchObject({ path: '/usr/bin/chromium' });
    const env = { PATH: '/snap/bin:/usr/bin' };
    const withSnap = machineWith([chrome, '/snap/bin/chromium'], { env });
    expect(findChromium(withSnap)).toMatchObject({ path: chrome });
  });

  it.each([
    ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'Google Chrome'],
    ['/Users/h/Applications/Chromium.app/Contents/MacOS/Chromium', 'Chromium'],
    ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', 'Microsoft Edge'],
  ])('finds %s on macOS', (path, name) => {
    const machine = machineWith([path], { platform: 'darwin', env: { HOME: '/Users/h' } });
    expect(findChromium(machine)).toEqual({ kind: 'found', path, name });
  });

  it.each([
    ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'Google Chrome'],
    ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', 'Microsoft Edge'],
    ['C:\\Users\\h\\AppData\\Local\\Chromium\\Application\\chrome.exe', 'Chromium'],
  ])('finds %s on Windows', (path, name) => {
    const env = {
      PROGRAMFILES: 'C:\\Program Files',
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\h\\AppData\\Local',
    };
    const machine = machineWith([path], { platform: 'win32', env });
    expect(findChromium(machine)).toEqual({ kind: 'found', path, name });
  });

  it.each(['linux', 'darwin', 'win32'] as const)('says when there is none on %s', (platform) => {
    expect(findChromium(machineWith([], { platform, env: {} }))).toEqual({ kind: 'none' });
  });
});
