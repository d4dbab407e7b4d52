import type { Controls } from '../controls';
import { el, setText } from './dom';
import { type IconName, icon } from './icons';

interface Button {
  readonly name: string;
  readonly icon: IconName;
  readonly act?: () => void;
  readonly caret?: true;
}

/** The buttons at the bottom centre: 48 px each, 8 apart, 6 of padding: 564 by 60 in all. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #buttons = new Map<string, HTMLElement>();
  readonly #badge = el('span', { class: 'badge' });
  readonly #mode: 'always' | 'auto';
  #idle: number | undefined;

  constructor(controls: Controls, mode: 'always' | 'auto') {
    this.#mode = mode;
    const buttons: readonly Button[] = [
      { name: 'Microphone', icon: 'mic', act: controls.toggleAudio, caret: true },
      { name: 'Camera', icon: 'camera', act: controls.toggleVideo, caret: true },
      { name: 'Share screen', icon: 'share' },
      { name: 'Chat', icon: 'chat', act: controls.toggleChat },
      { name: 'Raise hand', icon: 'hand', act: controls.toggleHand, caret: true },
      { name: 'People', icon: 'people', act: controls.togglePane },
      { name: 'Tile view', icon: 'tiles', act: controls.toggleTiles },
      { name: 'Invite', icon: 'invite' },
      { name: 'More', icon: 'more' },
      { name: 'Leave the meeting', icon: 'hangup', act: controls.hangup },
    ];
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

  #create({ name, icon: drawing, act, caret }: Button): HTMLElement {
    const hangup = drawing === 'hangup' ? ' hangup-button' : '';
    const button = el(
      'div',
      {
        class: `toolbox-button${hangup}`,
        role: 'button',
        tabindex: '0',
        'aria-label': name,
        // It takes the focus by Tab only.
        mousedown: (event) => event.preventDefault(),
        click: () => act?.(),
      },
      icon(drawing),
      drawing === 'people' ? this.#badge : undefined,
      caret && el('span', { class: 'caret' }, icon('caret', 14)),
    );
    button.dataset.icon = drawing;
    this.#buttons.set(name, button);
    return button;
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
