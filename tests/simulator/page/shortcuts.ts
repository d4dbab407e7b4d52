import type { Controls } from './controls';

/** Where typing is not a shortcut (jitsi-meet `keyboard-shortcuts/functions.ts`). */
const FOCUSED =
  ':focus:is(input[type="text"],input[type="password"],input[type="search"],input:not([type]),textarea,button,select,' +
  '[role="button"],[role="tab"],[role="log"],[role="listbox"],[role="combobox"],[role="menuitem"])';

/** Global shortcuts, on `window` and by the document's focus only: a closed shadow root is not seen. */
export function startShortcuts(controls: Controls): void {
  const handlers: Record<string, (() => void) | undefined> = {
    m: controls.toggleAudio,
    v: controls.toggleVideo,
    c: controls.toggleChat,
    p: controls.togglePane,
    r: controls.toggleHand,
    w: controls.toggleTiles,
  };
  const typing = () => document.querySelector(FOCUSED) !== null;

  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
    if (event.key !== ' ' || typing() || window.__sim.pushToTalk) return;
    window.__sim.pushToTalk = true;
    window.__sim.shortcuts.push('space');
    controls.setAudioMuted(false);
  });
  window.addEventListener('keyup', (event) => {
    if (event.key === ' ' && window.__sim.pushToTalk) {
      window.__sim.pushToTalk = false;
      controls.setAudioMuted(true);
      return;
    }
    const handler = handlers[event.key.toLowerCase()];
    if (handler === undefined || typing() || event.ctrlKey || event.metaKey || event.altKey) return;
    window.__sim.shortcuts.push(event.key.toLowerCase());
    handler();
  });
}
