/*
 * guard.mjs <folder> <program> <arguments…>
 *
 * Runs the program and lets it live no longer than whoever holds the other end of standard input: that
 * closes by itself when a process dies, however it dies. Then the program's folder is deleted too,
 * unless a word came before: whoever says that it ends the program cares for the folder itself.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folder = '', file = '', ...args] = process.argv.slice(2);
const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/** Milliseconds that the program has to end by itself. */
const PATIENCE = 3000;

child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code, signal) => {
  if (abandoned) rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? (signal === 'SIGTERM' ? 0 : 1));
});

let told = false;
let abandoned = false;
process.stdin.once('data', () => {
  told = true;
});
process.stdin.once('close', () => {
  abandoned = !told;
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), PATIENCE);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill());
