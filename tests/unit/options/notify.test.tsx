import { describe, expect, it, vi } from 'vitest';
import { click, openPage, settle, text, until } from './page';

async function openSettings() {
  location.hash = '#settings';
  const page = await openPage();
  const label = await until(() =>
    [...document.querySelectorAll('label')].find((one) => one.textContent?.includes('Notify me')),
  );
  return { page, box: label.control as HTMLInputElement, ...page.ports.notify };
}

describe('the notifications of banned people', () => {
  it('are off until the person asks for them', async () => {
    const { box, switchOn } = await openSettings();
    expect(box.checked).toBe(false);
    expect(switchOn).not.toHaveBeenCalled();
  });

  it('are switched on by the browser’s permission, and off by giving it back', async () => {
    const { box, switchOn, switchOff } = await openSettings();
    await click(box);
    expect(switchOn).toHaveBeenCalledTimes(1);
    await until(() => box.checked);
    await click(box);
    expect(switchOff).toHaveBeenCalledTimes(1);
    await until(() => !box.checked);
  });

  it('stay off, and say so, where the browser keeps the permission', async () => {
    const { page, box } = await openSettings();
    vi.mocked(page.ports.notify.switchOn).mockResolvedValueOnce(false);
    await click(box);
    await until(() => text().includes('The browser did not grant the permission'));
    expect(box.checked).toBe(false);
  });

  it('follow what the person changes in the browser itself', async () => {
    const { page, box } = await openSettings();
    await page.ports.notify.switchOn();
    await page.change();
    await settle();
    expect(box.checked).toBe(true);
  });
});
