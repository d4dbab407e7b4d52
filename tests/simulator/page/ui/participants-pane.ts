import type { StoredKnocker } from '../actions';
import type { Controls } from '../controls';
import type { Session } from '../session';
import { avatar, updateAvatar } from './avatar';
import { el, reconcile, setText } from './dom';
import { icon } from './icons';
import type { Person } from './people';

/** The list at the right, 315 px. Its names differ from those that an extension's tests look for. */
export class ParticipantsPane {
  readonly #count = el('div', { class: 'heading' });
  readonly #rows = el('div', { class: 'rows' });
  readonly #lobby = el('div', { class: 'rows lobby' });
  readonly #lobbyHeading = el('div', { class: 'heading' }, 'Waiting room');
  readonly #search = el('input', {
    type: 'text',
    placeholder: 'Search participants',
    'aria-label': 'Filter people',
  });
  readonly #known = new Map<string, HTMLElement>();
  readonly #knockers = new Map<string, HTMLElement>();
  readonly element: HTMLElement;

  constructor(
    controls: Controls,
    private readonly session: Session,
  ) {
    const close = { class: 'plain', 'aria-label': 'Close people list', click: controls.togglePane };
    this.element = el(
      'div',
      { class: 'participants_pane' },
      el('div', { class: 'pane-header' }, el('button', close, icon('close'))),
      el(
        'div',
        { class: 'pane-content' },
        this.#lobbyHeading,
        this.#lobby,
        this.#count,
        el('button', { class: 'primary' }, icon('invite', 22), 'Invite someone'),
        this.#search,
        this.#rows,
      ),
      el(
        'div',
        { class: 'pane-footer' },
        el('button', { class: 'secondary' }, 'Mute all'),
        el('button', { class: 'secondary square', 'aria-label': 'More actions' }, icon('more')),
      ),
    );
  }

  render(people: readonly Person[], knocking: readonly StoredKnocker[]): void {
    setText(this.#count, `Meeting participants (${people.length})`);
    const wanted = this.#search.value.toLowerCase();
    const shown = people.filter((each) => each.name.toLowerCase().includes(wanted));
    const keys = shown.map((each) => each.id);
    reconcile(this.#rows, this.#known, keys, createRow);
    for (const each of shown) updateRow(this.#known.get(each.id), each);

    this.#lobbyHeading.hidden = knocking.length === 0;
    const waiting = knocking.map((each) => each.id);
    reconcile(this.#lobby, this.#knockers, waiting, (id) => this.#createKnocker(id));
    for (const each of knocking) {
      const row = this.#knockers.get(each.id);
      setText(row?.querySelector('.name') ?? null, each.name);
      updateAvatar(row?.querySelector('.avatar') ?? null, each.name);
    }
  }

  #createKnocker(id: string): HTMLElement {
    const answer = (type: 'admit' | 'deny') => () => this.session.send({ type, id });
    return el(
      'div',
      { class: 'row' },
      avatar(),
      el('div', { class: 'who' }, el('div', { class: 'name' })),
      el('button', { class: 'small primary', click: answer('admit') }, 'Admit'),
      el('button', { class: 'small', click: answer('deny') }, 'Reject'),
    );
  }
}

function createRow(): HTMLElement {
  return el(
    'div',
    { class: 'row' },
    avatar(),
    el('div', { class: 'who' }, el('div', { class: 'name' }), el('div', { class: 'role' })),
    ...(['hand', 'camera', 'cameraOff', 'mic', 'micOff'] as const).map((name) =>
      el('span', { 'data-icon': name }, icon(name, 16)),
    ),
  );
}

function updateRow(row: HTMLElement | undefined, person: Person): void {
  if (row === undefined) return;
  const shown: Readonly<Record<string, boolean>> = {
    hand: person.handRaised,
    camera: !person.videoMuted,
    cameraOff: person.videoMuted,
    mic: !person.audioMuted,
    micOff: person.audioMuted,
  };
  for (const each of row.querySelectorAll<HTMLElement>('[data-icon]')) {
    each.hidden = shown[each.dataset.icon ?? ''] !== true;
  }
  setText(row.querySelector('.name'), person.local ? `${person.name} (you)` : person.name);
  setText(
    row.querySelector('.role'),
    person.moderator ? 'Moderator' : person.dialIn ? 'Phone' : '',
  );
  updateAvatar(row.querySelector('.avatar'), person.name);
}
