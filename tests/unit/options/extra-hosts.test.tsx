import { describe, expect, it, vi } from 'vitest';
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
