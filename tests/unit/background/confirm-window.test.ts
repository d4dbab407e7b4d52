// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { askedRequest, showConfirmation } from '~/utils/background/confirm-window';
import { ID } from '../actions/samples';

/** What the browser does when it is asked for its popup, one entry a time. */
type Behaviour = 'opens' | 'refuses' | 'opens and closes';

function setUp(behaviours: Behaviour[], open = false) {
  const world = { open, asked: 0, windows: 0, focused: 0 };
  Object.assign(fakeBrowser.action, {
    openPopup: async () => {
      world.asked += 1;
      const behaviour = behaviours.shift() ?? 'refuses';
      if (behaviour === 'refuses') throw new Error('Could not find an active browser window.');
      world.open = behaviour === 'opens';
    },
  });
  Object.assign(fakeBrowser.runtime, {
    getContexts: async () => (world.open ? [{ contextType: 'POPUP' }] : []),
  });
  Object.assign(fakeBrowser.windows, {
    create: async () => {
      world.windows += 1;
      return { id: 77 };
    },
    update: async (id: number) => {
      if (id !== 77 || world.windows === 0) throw new Error(`No window with id: ${id}.`);
      world.focused += 1;
    },
  });
  return world;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Shows what waits, and lets the moments go by in which the popup is looked for. */
async function show(): Promise<void> {
  const shown = showConfirmation(3, ID);
  await vi.runAllTimersAsync();
  await shown;
}

describe('the window that asks', () => {
  it('is the toolbar popup where the browser opens it', async () => {
    const world = setUp(['opens']);
    await show();
    expect(world).toMatchObject({ open: true, asked: 1, windows: 0 });
  });

  it('is not opened twice when the popup is there already', async () => {
    const world = setUp(['refuses'], true);
    await show();
    expect(world).toMatchObject({ asked: 1, windows: 0 });
  });

  it('is opened again when the popup was only just closing', async () => {
    const world = setUp(['refuses', 'opens'], true);
    const shown = showConfirmation(3, ID);
    await vi.advanceTimersByTimeAsync(100);
    world.open = false;
    await vi.runAllTimersAsync();
    await shown;
    expect(world).toMatchObject({ open: true, asked: 2, windows: 0 });
  });

  it('is a small window where the browser refuses the popup', async () => {
    const world = setUp(['refuses', 'refuses']);
    await show();
    expect(world).toMatchObject({ open: false, windows: 1 });
  });

  it('is a small window when the popup closes in the moment it opens', async () => {
    const world = setUp(['opens and closes', 'opens and closes']);
    await show();
    expect(world).toMatchObject({ windows: 1 });
  });

  it('is the same small window for the next request', async () => {
    const world = setUp(['refuses', 'refuses']);
    await show();
    await show();
    expect(world).toMatchObject({ windows: 1, focused: 1 });
  });

  it('knows what it was brought up for before it is there, and when it is there already', async () => {
    const world = setUp(['refuses', 'refuses']);
    let known: string | null = null;
    Object.assign(fakeBrowser.windows, {
      create: async () => {
        known = await askedRequest();
        world.windows += 1;
        return { id: 77 };
      },
    });
    await show();
    expect(known).toBe(ID);
    const other = crypto.randomUUID();
    const shown = showConfirmation(3, other);
    await vi.runAllTimersAsync();
    await shown;
    expect(await askedRequest()).toBe(other);
    expect(world).toMatchObject({ windows: 1, focused: 1 });
  });
});
