/** What the demo says, in a shape that is read at a glance. */
export class Printer {
  constructor(private readonly write: (text: string) => void) {}

  heading(text: string): void {
    this.write(`\n${text}\n${'─'.repeat(text.length)}\n`);
  }

  line(text = ''): void {
    this.write(`${text}\n`);
  }

  step(number: number, title: string): void {
    this.write(`\n${String(number).padStart(2)}. ${title}\n`);
  }

  /** A label and its lines, one under the other. */
  detail(label: string, lines: readonly string[]): void {
    lines.forEach((text, index) => {
      this.write(`    ${(index === 0 ? label : '').padEnd(15)}${text}\n`);
    });
  }
}
