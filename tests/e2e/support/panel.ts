import { type AxNode, textOf } from './ax-node';
import { Surface } from './surface';
import { waitFor } from './wait';

type ListName = 'Participants' | 'Recently left' | 'Waiting in the lobby';

/** A meeting page, with Gavel's panel in it. */
export class MeetingPage extends Surface {
  readonly panel = new Panel(this);
}

/** The card in the meeting page; its shadow root is closed. */
class Panel {
  constructor(private readonly meeting: MeetingPage) {}

  /** Selects everybody who can be, and asks for this. */
  async askForAll(what: 'Ban selected' | 'Remove selected'): Promise<void> {
    await this.meeting.click('button', 'Select');
    await this.meeting.click('checkbox', 'Select all');
    await this.meeting.click('button', what);
  }

  /** Opens the card, if it is not open: one that was left open opens by itself a moment after a reload. */
  async open(): Promise<void> {
    await this.meeting.click('button', 'Open Gavel', { unless: ['complementary', 'Gavel'] });
    await this.meeting.find('complementary', 'Gavel');
  }

  async close(): Promise<void> {
    await this.meeting.click('button', 'Close Gavel');
    await this.meeting.gone('complementary', 'Gavel');
  }

  /** Asks for a ban; nothing is sent before Gavel's own window confirms it. */
  async ban(name: string): Promise<void> {
    await this.meeting.click('button', `Ban ${name}`);
  }

  async remove(name: string): Promise<void> {
    await this.meeting.click('button', `Remove ${name}`);
  }

  async endMeeting(): Promise<void> {
    await this.meeting.click('button', 'End meeting', { within: ['complementary', 'Gavel'] });
  }

  async search(text: string): Promise<void> {
    await this.meeting.fill('Search participants', text, 'searchbox');
  }

  /** All that the row of this person says. Rows are drawn when they come into sight: waits for that. */
  async row(name: string, list: ListName = 'Participants'): Promise<string> {
    const text = await waitFor(async () => {
      const row = await this.#find(name, list);
      return row && (textOf(row) || null);
    });
    return text ?? this.meeting.fail(`has no row of ${name}`, within(list));
  }

  /** Waits until the row of this person reads this; returns all that it says then. */
  async rowReads(
    name: string,
    wanted: string | RegExp,
    list: ListName = 'Participants',
  ): Promise<string> {
    const text = await waitFor(async () => {
      const row = await this.#find(name, list);
      const all = row ? textOf(row) : '';
      return (typeof wanted === 'string' ? all.includes(wanted) : wanted.test(all)) && all;
    });
    return text ?? this.meeting.fail(`has no row of ${name} that reads ${wanted}`, within(list));
  }

  /** Waits until this person has no row in the list any more. */
  async rowGone(name: string, list: ListName = 'Participants'): Promise<void> {
    const gone = await waitFor(async () => !(await this.#find(name, list)));
    if (!gone) await this.meeting.fail(`still has a row of ${name}`, within(list));
  }

  /** The names of a list's rows, from the top. */
  async names(list: ListName = 'Participants'): Promise<string[]> {
    const rows = await this.meeting.all('listitem', undefined, within(list));
    return rows.map(({ name }) => name ?? '');
  }

  /** Waits until the panel reads this. */
  async reads(text: string | RegExp): Promise<string> {
    return this.meeting.reads(text);
  }

  /** A row's name is the participant's, with an id in brackets where it takes one. */
  async #find(name: string, list: ListName): Promise<AxNode | undefined> {
    const rows = await this.meeting.all('listitem', undefined, within(list));
    return (
      rows.find((row) => row.name === name) ?? rows.find((row) => row.name?.startsWith(`${name} (`))
    );
  }
}

function within(list: ListName) {
  return { within: ['list', list] as const };
}
