import type { Name, Role } from '~/tests/e2e/support/ax-node';
import type { Surface } from '~/tests/e2e/support/surface';

/** Clicks as a host does, and counts them. */
export class Clicks {
  /** What was clicked, in order. */
  readonly made: string[] = [];

  async on(surface: Surface, role: Role, name: Name): Promise<void> {
    const { name: whole } = await surface.find(role, name);
    await surface.click(role, name);
    this.made.push(whole ?? role);
  }

  /** A choice in a list is two: the list opens, and the choice is made. */
  async choose(surface: Surface, list: string, words: string): Promise<void> {
    await surface.select(list, words);
    this.made.push(list, words);
  }
}
