import type { Changes } from '~/scripts/build/changed';
import type { Run } from '~/tests/e2e/support/attacks';
import type { FirefoxPage } from './page';

/**
 * A panel that does what the page tells it, and answers. Firefox offers nobody a way into the world
 * of a content script, so a copy of the build is given one.
 */
export const TAKEN_OVER: Changes = {
  'content-scripts/panel.js': (panel) => `${panel}
    document.addEventListener('taken-over:run', async ({ detail }) => {
      const { id, code } = JSON.parse(detail);
      const Code = (async () => {}).constructor;
      const value = await new Code(code)().catch((error) => 'refused: ' + error.message);
      const said = JSON.stringify({ id, value });
      document.dispatchEvent(new CustomEvent('taken-over:said', { detail: said }));
    });`,
};

/** Runs code where Gavel's content script runs, in a world with {@link TAKEN_OVER}. */
export function asContentScript(page: FirefoxPage): Run {
  return (code) =>
    page.evaluate(
      (id, text) =>
        new Promise<unknown>((resolve) => {
          document.addEventListener('taken-over:said', function hear(event) {
            const said = JSON.parse((event as CustomEvent<string>).detail);
            if (said.id !== id) return;
            document.removeEventListener('taken-over:said', hear);
            resolve(said.value);
          });
          const detail = JSON.stringify({ id, code: text });
          document.dispatchEvent(new CustomEvent('taken-over:run', { detail }));
        }),
      crypto.randomUUID(),
      code,
    );
}
