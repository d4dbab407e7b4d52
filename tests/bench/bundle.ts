import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '~/scripts/build/extension';

/**
 * One classic script of a module and all that it imports, minified as a page would load it.
 *
 * @param entry relative to `tests/bench/`
 */
export async function bundled(entry: string): Promise<string> {
  const made = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    resolve: { alias: { '~': ROOT } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome148',
      lib: { entry: join(ROOT, 'tests/bench', entry), formats: ['iife'], name: 'bench' },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (!output || !('output' in output)) throw new Error(`${entry} gave no bundle.`);
  return output.output[0].code;
}
