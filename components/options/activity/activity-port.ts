import type { Journal } from '~/utils/journal/journal';
import type { Retention } from '~/utils/journal/retention';

/** A file to be saved where the browser saves downloads. */
export interface ExportFile {
  readonly name: string;
  readonly type: string;
  /** The text in parts, written as UTF-8. */
  readonly parts: readonly string[];
}

/** What the activity reads and does outside itself. */
export interface ActivityPort {
  readonly journal: Pick<Journal, 'keys' | 'read' | 'page' | 'remove'>;
  readRetention(): Promise<Retention>;
  writeRetention(retention: Retention): Promise<void>;
  save(file: ExportFile): void;
  watch(changed: () => void): () => void;
}
