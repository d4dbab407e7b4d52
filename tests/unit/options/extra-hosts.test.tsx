import { describe, expect, it, vi } from 'vitest';
import { REGIONAL_HOSTS } from '~/utils/jaas/room';
import { click, find, get, openPage, text, type, until } from './page';

async function openSettings() {
  location.hash = '#settings';
  const page = await openPage();
  const field = await until(() => find('textbox', 'Host'));
  return { page, field };
}

describe('other hosts of 8x8', () => {
  it('are off; one is allowed by its name or link, listed, and stopped again', async () => {
    const { page, field } = await openSettings();
    expect(text()).not.toContain('Stop');
    await type(field, 'https://stage.8x8.vc/vpaas-magic-cookie-1/Room?jwt=e30');
    await click(get('button', 'Allow this host'));
    expect(page.ports.extraHosts.allow).toHaveBeenCalledWith('stage.8x8.vc');
    const stop = await until(() => find('button', 'Stop using stage.8x8.vc'));
    await click(stop);
    await until(() => !find('button', 'Stop using stage.8x8.vc'));
    expect([...page.allowed]).toEqual(['https://8x8.vc/*', 'https://api-vo.jitsi.net/*']);
  });

  it('are under 8x8.vc: anything else is refused before the browser is asked', async () => {
    const { page, field } = await openSettings();
    await type(field, 'meet.example');
    await click(get('button', 'Allow this host'));
    await until(() => text().includes('This is not a host under 8x8.vc.'));
    expect(page.ports.extraHosts.allow).not.toHaveBeenCalled();
  });

  it('stay off, and say so, where the browser keeps the permission', async () => {
    const { page, field } = await openSettings();
    vi.mocked(page.ports.extraHosts.allow).mockResolvedValueOnce(false);
    await type(field, 'stage');
    await click(get('button', 'Allow this host'));
    await until(() => text().includes('The browser did not grant the permission'));
    expect(find('button', 'Stop using stage.8x8.vc')).toBeNull();
  });
});

describe('the regional hosts', () => {
  const box = (name: string) => get('checkbox', name) as HTMLInputElement;
  const FRANKFURT = 'Frankfurt, Germany frankfurt.8x8.vc';

  it('are choices, each of which asks the browser for its own host and no other', async () => {
    const { page } = await openSettings();
    const names = [...document.querySelectorAll('.regions label')].map((it) => text(it));
    expect(names.map((name) => name.split(' ').at(-1))).toEqual([...REGIONAL_HOSTS]);
    await click(box(FRANKFURT));
    expect(vi.mocked(page.ports.extraHosts.allow).mock.calls).toEqual([['frankfurt.8x8.vc']]);
    await until(() => box(FRANKFURT).checked);
    expect(box('Sydney, Australia sydney.8x8.vc').checked).toBe(false);
    // It stands in one place.
    expect(find('button', 'Stop using frankfurt.8x8.vc')).toBeNull();
  });

  it('are given back where they were chosen', async () => {
    const { page } = await openSettings();
    await click(box(FRANKFURT));
    await until(() => box(FRANKFURT).checked);
    await click(box(FRANKFURT));
    await until(() => !box(FRANKFURT).checked);
    expect([...page.allowed]).toEqual(['https://8x8.vc/*', 'https://api-vo.jitsi.net/*']);
  });

  it('stay off, and say so, where the browser keeps the permission', async () => {
    const { page } = await openSettings();
    vi.mocked(page.ports.extraHosts.allow).mockResolvedValueOnce(false);
    await click(box(FRANKFURT));
    await until(() => text().includes('The browser did not grant the permission'));
    expect(box(FRANKFURT).checked).toBe(false);
  });
});
