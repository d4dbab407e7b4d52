import { describe, expect, it } from 'vitest';
import { click, openPage, text, until } from './page';

const button = () =>
  [...document.querySelectorAll('button')].find((one) => one.textContent === 'Change these keys');

async function openSettings() {
  location.hash = '#settings';
  await openPage();
  return until(button);
}

describe('the keys of the browser', () => {
  it('are listed with what each does, and the panel’s own beside them', async () => {
    await openSettings();
    expect(text()).toMatch(/Open Gavel's window\s*Alt\+Shift\+G/);
    expect(text()).toMatch(/End this meeting \(Gavel asks first\)\s*not set/);
    expect(text()).toMatch(/Ban the person whose row has the focus\s*B/);
  });

  it('are changed on the browser’s own page, and the way there is said where Gavel cannot open it', async () => {
    const change = await openSettings();
    await click(change);
    expect(text()).not.toContain("Open the browser's list of extensions");
    await click(change);
    await until(() => text().includes("Open the browser's list of extensions"));
    expect(button()).toBeDefined();
  });
});
