import { spawn } from 'node:child_process';

/** Counts, and looks now and then whether whoever started it is still there. */
const BUSY = `
  const parent = process.ppid;
  while (process.ppid === parent) for (let n = 0; n < 5e7; n += 1);
`;

/**
 * Keeps the machine busy with so many endless loops, each a process of its own. They end with this
 * process, however that ends.
 *
 * @returns what ends them
 */
export function startLoad(loops: number): () => void {
  const children = Array.from({ length: loops }, () =>
    spawn(process.execPath, ['-e', BUSY], { stdio: 'ignore' }),
  );
  return () => {
    for (const child of children) child.kill('SIGKILL');
  };
}
