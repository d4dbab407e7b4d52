import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** A person at a terminal. Questions to nobody are not asked: see {@link isTerminal}. */
export interface Terminal {
  readonly isTerminal: boolean;
  write(text: string): void;
  ask(question: string): Promise<string>;
  /** Shows nothing of what is typed. */
  askSecret(question: string): Promise<string>;
}

/** The terminal that this process runs in. End of input counts as an empty answer. */
export function processTerminal(): Terminal {
  const { stdin, stdout } = process;
  const write = (text: string) => void stdout.write(text);

  async function answer(question: string, output: Writable): Promise<string> {
    const lines = createInterface({ input: stdin, output, terminal: true });
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    try {
      return await Promise.race([lines.question(question), ended]);
    } finally {
      lines.close();
    }
  }

  return {
    isTerminal: Boolean(stdin.isTTY && stdout.isTTY),
    write,
    ask: (question) => answer(question, stdout),
    async askSecret(question) {
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
      write(question);
      const secret = await answer('', nowhere);
      write('\n');
      return secret;
    },
  };
}
