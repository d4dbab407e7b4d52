/** What Jitsi opens over itself. */
export type DialogName = 'settings' | 'security' | 'kicked';
export type PopupName = 'audio' | 'more';
export type OpeningName = DialogName | PopupName;
/** Those that the host can open. */
export type OpeningToOpen = Exclude<OpeningName, 'kicked'>;

const DIALOGS: ReadonlySet<string> = new Set<DialogName>(['settings', 'security', 'kicked']);

const isDialog = (name: OpeningName): name is DialogName => DIALOGS.has(name);

/** Which dialogs and popups are open; drawing them is React's, which is loaded when there is something to draw. */
export class Openings {
  /** By a popup: what it stands above, and the button in it that opens it. */
  readonly #triggers = new Map<PopupName, { readonly place: HTMLElement; button: HTMLElement }>();
  readonly #subscribers = new Set<() => void>();
  /** Called when something is to be drawn, or when the window has become so narrow that there are drawers. */
  onNeeded: (() => void) | undefined;

  /** The same list always, so that a test can hold it. */
  constructor(private readonly list: OpeningName[]) {}

  get dialog(): DialogName | undefined {
    return this.list.find(isDialog);
  }

  isOpen(name: OpeningName): boolean {
    return this.list.includes(name);
  }

  trigger(name: PopupName): HTMLElement | undefined {
    return this.#triggers.get(name)?.place;
  }

  /** Called by each toolbar that comes into the page: there is one at a time. */
  belongsTo(name: PopupName, place: HTMLElement, button: HTMLElement): void {
    this.#triggers.set(name, { place, button });
  }

  /** Does what a press of its button does. */
  press(name: PopupName): void {
    this.#triggers.get(name)?.button.click();
  }

  /** There is one dialog at a time, whose place a second one takes. */
  open(name: OpeningName): void {
    if (this.isOpen(name)) return;
    const kept = isDialog(name) ? this.list.filter((each) => !isDialog(each)) : this.list;
    this.#set([...kept, name]);
  }

  close(name: OpeningName): void {
    if (this.isOpen(name)) this.#set(this.list.filter((each) => each !== name));
  }

  toggle(name: OpeningName): void {
    if (this.isOpen(name)) this.close(name);
    else this.open(name);
  }

  /** Resolves when it is open no more. */
  closed(name: OpeningName): Promise<void> {
    return new Promise((resolve) => {
      const off = this.subscribe(() => {
        if (this.isOpen(name)) return;
        off();
        resolve();
      });
    });
  }

  subscribe(listener: () => void): () => void {
    this.#subscribers.add(listener);
    return () => this.#subscribers.delete(listener);
  }

  #set(next: readonly OpeningName[]): void {
    this.list.splice(0, this.list.length, ...next);
    this.onNeeded?.();
    for (const each of [...this.#subscribers]) each();
  }
}
