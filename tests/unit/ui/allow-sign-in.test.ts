// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { allowSignIn } from '~/components/ui/host-access';

describe('what opens the login of a token service', () => {
  it('is asked of the browser, and nothing else', async () => {
    const request = vi.spyOn(fakeBrowser.permissions, 'request').mockResolvedValue(true);
    expect(await allowSignIn()).toBe(true);
    expect(request).toHaveBeenCalledExactlyOnceWith({ permissions: ['identity'] });
  });

  it('is not there where the browser refuses to ask', async () => {
    const reason = new Error('This function must be called during a user gesture');
    vi.spyOn(fakeBrowser.permissions, 'request').mockRejectedValue(reason);
    expect(await allowSignIn()).toBe(false);
  });
});
