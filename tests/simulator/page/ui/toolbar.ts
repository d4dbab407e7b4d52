import type { Controls } from '../controls';
import type { Openings, PopupName } from '../opened/openings';
import { el, setText } from './dom';
import { type IconName, icon } from './icons';

interface Button {
  readonly name: string;
  readonly icon: IconName;
  readonly act?: (() => void) | undefined;
  /** Another button in its corner, with a popup of its own or none. */
  readonly caret?: { readonly name: string; readonly popup?: PopupName };
  readonly popup?: PopupName | undefined;
}

/** Those of the premeeting page (jitsi-meet `PREMEETING_BUTTONS`), as far as they have a use here. */
const BEFORE_THE_MEETING = ['Microphone', 'Camera', 'App settings'];

/**
 * The buttons at the bottom centre: 48 px each, 8 apart, 6 of padding: 564 by 60 in all. The premeeting page has a
 * toolbar of its own, with few of them; one of the two is in the page at a time.
 */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #buttons = new Map<string, HTMLElement>();
  readonly #popups = new Map<
    PopupName,
    { readonly place: HTMLElement; readonly button: HTMLElement }
  >();
  readonly #badge = el('span', { class: 'badge' });
  readonly #mode: 'always' | 'auto';
  #idle: number | undefined;

  constructor(
    controls: Controls,
    mode: 'always' | 'auto',
    private readonly openings: Openings,
    place: 'meeting' | 'premeeting' = 'meeting',
  ) {
    this.#mode = mode;
    const all: readonly Button[] = [
      {
        name: 'Microphone',
        icon: 'mic',
        act: controls.toggleAudio,
        caret: { name: 'Audio devices', popup: 'audio' },
      },
      {
        name: 'Camera',
        icon: 'camera',
        act: controls.toggleVideo,
        caret: { name: 'Video devices' },
      },
      { name: 'Share screen', icon: 'share' },
      { name: 'Chat', icon: 'chat', act: controls.toggleChat },
      { name: 'Raise hand', icon: 'hand', act: controls.toggleHand, caret: { name: 'Reactions' } },
      { name: 'People', icon: 'people', act: controls.togglePane },
      { name: 'Tile view', icon: 'tiles', act: controls.toggleTiles },
      { name: 'Invite', icon: 'invite' },
      { name: 'More', icon: 'more', popup: 'more' },
      { name: 'App settings', icon: 'settings', act: () => openings.open('settings') },
      { name: 'Leave the meeting', icon: 'hangup', act: controls.hangup },
    ];
    const before = ({ name }: Button) => BEFORE_THE_MEETING.includes(name);
    const buttons =
      place === 'premeeting'
        ? all.filter(before)
        : all.filter((each) => each.name !== 'App settings');
    this.element = el(
      'div',
      { class: 'new-toolbox', id: 'new-toolbox' },
      el(
        'div',
        { class: 'toolbox-content toolbox-content-items' },
        ...buttons.map((each) => this.#create(each)),
      ),
    );
    if (mode === 'auto') {
      window.addEventListener('mousemove', () => this.#show(4000));
      this.#show(20_000);
    }
  }

  render(state: {
    readonly count: number;
    readonly audioMuted: boolean;
    readonly videoMuted: boolean;
    readonly handRaised: boolean;
    readonly pane: boolean;
    readonly chat: boolean;
    readonly tiles: boolean;
  }): void {
    setText(this.#badge, String(state.count));
    this.#swap('Microphone', state.audioMuted ? 'micOff' : 'mic');
    this.#swap('Camera', state.videoMuted ? 'cameraOff' : 'camera');
    const pressed = {
      People: state.pane,
      Chat: state.chat,
      'Tile view': state.tiles,
      'Raise hand': state.handRaised,
    };
    for (const [name, on] of Object.entries(pressed)) {
      this.#buttons.get(name)?.classList.toggle('toggled', on);
    }
    this.element.classList.toggle('stage-view', !state.tiles);
  }

  /** Called whenever it comes into the page: its buttons are those by which popups open. */
  takeOver(): void {
    for (const [popup, { place, button }] of this.#popups) {
      this.openings.belongsTo(popup, place, button);
    }
  }

  #create(button: Button): HTMLElement {
    const { caret } = button;
    const element = this.#createButton(button);
    if (caret === undefined) return element;
    const corner = el('div', { class: 'caret', ...this.#behaviour(caret) }, icon('caret', 14));
    const both = el('div', { class: 'settings-button-container' }, element, corner);
    if (caret.popup !== undefined) this.#popups.set(caret.popup, { place: both, button: corner });
    return both;
  }

  #createButton({ name, icon: drawing, act, popup }: Button): HTMLElement {
    const hangup = drawing === 'hangup' ? ' hangup-button' : '';
    const button = el(
      'div',
      { class: `toolbox-button${hangup}`, ...this.#behaviour({ name, act, popup }) },
      icon(drawing),
      drawing === 'people' ? this.#badge : undefined,
    );
    button.dataset.icon = drawing;
    this.#buttons.set(name, button);
    if (popup !== undefined) this.#popups.set(popup, { place: button, button });
    return button;
  }

  #behaviour({ name, act, popup }: Pick<Button, 'name' | 'act' | 'popup'>) {
    return {
      role: 'button',
      tabindex: '0',
      'aria-label': name,
      // It takes the focus by Tab only.
      mousedown: (event: Event) => event.preventDefault(),
      click: () => {
        act?.();
        if (popup !== undefined) this.openings.toggle(popup);
      },
    };
  }

  #swap(name: string, drawing: IconName): void {
    const button = this.#buttons.get(name);
    if (button === undefined || button.dataset.icon === drawing) return;
    button.dataset.icon = drawing;
    button.firstElementChild?.replaceWith(icon(drawing));
  }

  /** Slides away when the pointer rests. */
  #show(forMs: number): void {
    if (this.#mode !== 'auto') return;
    this.element.classList.remove('away');
    window.clearTimeout(this.#idle);
    this.#idle = window.setTimeout(() => this.element.classList.add('away'), forMs);
  }
}
