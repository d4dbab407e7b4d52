import { avatar, updateAvatar } from './avatar';
import { camera, updateCamera } from './camera';
import { el, reconcile, setText } from './dom';
import { icon } from './icons';
import type { Person } from './people';

/** Most tiles at once; the rest is in the pane. */
const MOST = 25;
const GAP = 4;
const MARGIN = 9;

/** The video tiles in the middle. */
export class Stage {
  readonly element = el('div', { id: 'videospace', class: 'stage' });
  readonly #tiles = new Map<string, HTMLElement>();

  render(people: readonly Person[], width: number, height: number, tileView: boolean): void {
    const shown = tileView ? people.slice(0, MOST) : people.slice(0, 1);
    const keys = shown.map((each) => each.id);
    reconcile(this.element, this.#tiles, keys, (key) =>
      createTile(shown.some((each) => each.local && each.id === key) ? undefined : key),
    );
    for (const each of shown) updateTile(this.#tiles.get(each.id), each);
    this.#layOut(shown.length, width, height);
  }

  #layOut(count: number, width: number, height: number): void {
    const most = width < 500 ? 1 : width < 740 ? 2 : 5;
    const columns = Math.max(1, Math.min(Math.ceil(Math.sqrt(count)), most));
    const rows = Math.ceil(count / columns);
    const tileWidth = (width - 2 * MARGIN - (columns - 1) * GAP) / columns;
    const fitting = (height - 2 * MARGIN - (rows - 1) * GAP) / rows;
    const tileHeight = Math.max(fitting, 120);
    this.element.style.setProperty(
      '--avatar',
      `${Math.min(tileHeight / 2, tileWidth / 1.8, 200)}px`,
    );
    this.element.style.setProperty('--width', `${tileWidth}px`);
    this.element.style.setProperty('--height', `${tileHeight}px`);
  }
}

/** With the ids of jitsi-meet's `Thumbnail`. @param id undefined for one's own */
function createTile(id: string | undefined): HTMLElement {
  const count = () => {
    window.__sim.tileClicks += 1;
  };
  return el(
    'div',
    {
      class: 'tile',
      id: id === undefined ? 'localVideoContainer' : `participant_${id}`,
      click: count,
    },
    camera(),
    avatar(),
    el('div', { class: 'hand' }, icon('hand', 16)),
    el(
      'div',
      { class: 'label' },
      el('span', { class: 'muted' }, icon('micOff', 16)),
      el('span', { class: 'moderator' }, icon('moderator', 16)),
      el('span', { class: 'name' }),
    ),
  );
}

function updateTile(tile: HTMLElement | undefined, person: Person): void {
  if (tile === undefined) return;
  tile.classList.toggle('is-muted', person.audioMuted);
  tile.classList.toggle('is-moderator', person.moderator);
  tile.classList.toggle('is-raised', person.handRaised);
  tile.classList.toggle('has-video', !person.videoMuted);
  updateCamera(tile.querySelector('.video'), person.id);
  setText(tile.querySelector('.name'), person.name);
  updateAvatar(tile.querySelector('.avatar'), person.name);
}
