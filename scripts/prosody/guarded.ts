import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('guard.mjs', import.meta.url));

/** Milliseconds that a program has to listen on its ports. */
const START = 15_000;
const LOOK_EVERY = 50;

/** A server of another program that ends with this process, however this process ends. */
export class Guarded {
  #output = '';
  #exited = false;
  readonly #exit: Promise<void>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    // The guard may be gone before its input is closed.
    child.stdin.on('error', () => undefined);
    this.#exit = new Promise((resolve) => {
      child.once('close', () => {
        this.#exited = true;
        resolve();
      });
    });
  }

  /**
   * Starts the program and waits until it listens on all its ports of 127.0.0.1.
   *
   * @param folder the program's own, deleted when this process dies without ending it
   * @param log more to say when it does not listen
   * @throws when it ends before, or does not in 15 s
   */
  static async start(
    folder: string,
    command: readonly string[],
    ports: readonly number[],
    log: () => string,
  ): Promise<Guarded> {
    const guarded = new Guarded(spawn(process.execPath, [GUARD, folder, ...command]));
    const deadline = performance.now() + START;
    while (!(await Promise.all(ports.map(isOpen))).every(Boolean)) {
      if (!guarded.#exited && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
        continue;
      }
      await guarded.stop();
      const said = [guarded.#output, readOr(log)].filter(Boolean).join('\n');
      throw new Error(`${command[0]} does not listen on ${ports.join(' and ')}.\n${said}`);
    }
    return guarded;
  }

  /** Ends the program, by force when it does not end by itself, and waits for that. */
  async stop(): Promise<void> {
    this.child.stdin.end('end');
    await this.#exit;
  }
}

function readOr(log: () => string): string {
  try {
    return log();
  } catch {
    return '';
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
