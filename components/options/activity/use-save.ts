import { useState } from 'preact/hooks';
import type { ExportFile } from './journal-index';

/** What became of saving a file; `T` is what there is to say of it. */
export type SaveState<T> =
  | { readonly state: 'idle' | 'busy' | 'failed' }
  | { readonly state: 'done'; readonly name: string; readonly said: T };

/** Saves a file that is made on demand. Where it cannot be made nothing is saved. */
export function useSave<T>(
  save: (file: ExportFile) => void,
): [SaveState<T>, (make: () => Promise<{ file: ExportFile; said: T }>) => Promise<void>] {
  const [state, setState] = useState<SaveState<T>>({ state: 'idle' });

  async function run(make: () => Promise<{ file: ExportFile; said: T }>): Promise<void> {
    setState({ state: 'busy' });
    try {
      const { file, said } = await make();
      save(file);
      setState({ state: 'done', name: file.name, said });
    } catch {
      setState({ state: 'failed' });
    }
  }

  return [state, run];
}
