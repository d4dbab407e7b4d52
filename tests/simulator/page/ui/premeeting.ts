import type { Session } from '../session';
import type { State } from '../store';
import { avatar, updateAvatar } from './avatar';
import { el, setText } from './dom';
import type { Toolbar } from './toolbar';

/** What stands before the meeting: the prejoin form, the waiting room, the password, at the left. */
export class Premeeting {
  readonly #title = el('h1');
  readonly #hint = el('p');
  readonly #name = el('input', { type: 'text', 'aria-label': 'Your name' });
  readonly #password = el('input', {
    type: 'password',
    autocomplete: 'off',
    'aria-label': 'Meeting password',
  });
  readonly #join = el('button', { class: 'primary', type: 'submit' }, 'Join meeting');
  readonly #preview = el('div', { class: 'preview' }, avatar());
  readonly #content = el(
    'div',
    { class: 'premeeting-content' },
    this.#title,
    this.#hint,
    el(
      'form',
      { class: 'form', submit: (event) => this.#act(event) },
      this.#name,
      this.#password,
      this.#join,
    ),
  );
  /** As Jitsi's: the first box has no name at all. */
  readonly element = el(
    'div',
    { class: 'premeeting-screen' },
    el('div', {}, this.#content),
    this.#preview,
  );

  constructor(
    private readonly session: Session,
    name: string,
    private readonly toolbar: Toolbar,
  ) {
    this.#name.value = name;
    updateAvatar(this.#preview.firstElementChild, name);
  }

  /** Whether it is what the page shows. */
  render(state: State): boolean {
    const { passwordRequired } = state['features/base/conference'];
    const waiting = state['features/lobby'].lobbyVisible;
    const prejoin = state['features/prejoin'].showPrejoin;
    const needsPassword = passwordRequired !== undefined;
    this.element.hidden = !(prejoin || waiting || needsPassword);
    setText(this.#title, waiting ? 'Asking to join…' : needsPassword ? 'Password' : 'Join meeting');
    const room = decodeRoom(state['features/base/conference'].room ?? '');
    setText(this.#hint, waiting ? 'Somebody will let you in soon.' : room);
    this.#name.hidden = !prejoin;
    this.#password.hidden = !needsPassword;
    this.#join.hidden = waiting;
    return !this.element.hidden;
  }

  holdToolbar(held: boolean): void {
    if (held) this.#content.append(this.toolbar.element);
    else this.toolbar.element.remove();
  }

  #act(event: Event): void {
    event.preventDefault();
    if (this.#password.hidden) this.session.connect(this.#name.value);
    else this.session.send({ type: 'password', password: this.#password.value });
  }
}

/** A room's name as it is shown. */
export function decodeRoom(room: string): string {
  try {
    return decodeURIComponent(room);
  } catch {
    return room;
  }
}
