import type { Controls } from './controls';

/** What keeps its keys while it has the focus (jitsi-meet `keyboard-shortcuts/functions.ts`). */
const FOCUSED =
  ':focus:is(input[type="text"],input[type="password"],input[type="search"],input:not([type]),textarea,button,select,' +
  '[role="button"],[role="tab"],[role="log"],[role="listbox"],[role="combobox"],[role="menuitem"],' +
  '[role="switch"],[role="range"],[role="option"])';

/**
 * Global shortcuts, on `window` and by the document's focus only: a closed shadow root is not seen. A key acts
 * when it is let go; of those that are pressed only Space and Escape count. Space mutes when it is let go,
 * whoever heard it pressed.
 */
export function startShortcuts(controls: Controls): void {
  const handlers: Record<string, (() => void) | undefined> = {
    m: controls.toggleAudio,
    v: controls.toggleVideo,
    c: controls.toggleChat,
    p: controls.togglePane,
    r: controls.toggleHand,
    w: controls.toggleTiles,
  };
  const focused = () => document.querySelector<HTMLElement>(FOCUSED);

  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') focused()?.blur();
    if (event.key !== ' ' || focused() || window.__sim.pushToTalk) return;
    window.__sim.pushToTalk = true;
    window.__sim.shortcuts.push('space');
    controls.setAudioMuted(false);
  });
  window.addEventListener('keyup', (event) => {
    if (focused()) return;
    if (event.key === ' ') {
      window.__sim.pushToTalk = false;
      controls.setAudioMuted(true);
      return;
    }
    const handler = handlers[event.key.toLowerCase()];
    if (handler === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    window.__sim.shortcuts.push(event.key.toLowerCase());
    handler();
  });
}
