import type { Host } from './host';

/** How often an outline looks where its tile is now, in milliseconds. */
const LOOKS_EVERY_MS = 200;

/** For how long the pointer rests on a tile before its row is marked: on the way to the card it crosses others. */
const RESTS_MS = 200;
/** For how long the row stays marked once the pointer is neither on a tile nor in the card. Both in milliseconds. */
const STAYS_MS = 4000;

/** Of one's own tile, and in front of the id of others' (jitsi-meet `Thumbnail`). */
const OWN_TILE = 'localVideoContainer';
const TILE = 'participant_';
/** What some layouts put behind it, and shared screens. */
const ENDING = /(?:_[a-z]{1,16}|-v\d{1,4})$/;

/**
 * Whose tile an element of Jitsi's is, by its `id`.
 *
 * @param isHere whether this is the participant id of somebody in the room; they can hold any characters
 * @returns the participant id, `own` for the host's own, null for what is no tile
 */
export function personOfTile(elementId: string, isHere: (id: string) => boolean): string | null {
  if (elementId.startsWith(OWN_TILE)) return 'own';
  if (!elementId.startsWith(TILE)) return null;
  const id = elementId.slice(TILE.length);
  return [id, id.replace(ENDING, '')].find(isHere) ?? null;
}

/** Who is in the room, as far as tiles need to know. */
type People = readonly { readonly id: string; readonly me: boolean }[];

/**
 * Lets rows and Jitsi's tiles point at each other: an outline of Gavel's own lies over the tile of whom the host
 * points at or has the focus on in the list, and the row of whose tile they point at is marked. Nothing of Jitsi's
 * is touched, and nothing in here is ever thrown into the page.
 */
export function linkTiles(
  page: Window,
  { root }: Pick<Host, 'root'>,
  people: () => People,
  signal: AbortSignal,
): void {
  const { document } = page;
  const outline = document.createElement('div');
  outline.className = 'root tile-outline';
  outline.hidden = true;
  // Under the card, which may lie over the tile.
  root.before(outline);

  let shown: string | null = null;
  let timer: number | undefined;
  function follow(): void {
    page.clearTimeout(timer);
    const box = shown === null ? null : boxOfTile(document, shown, people());
    outline.hidden = box === null;
    if (box !== null) {
      const { left, top, width, height } = box;
      outline.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
    }
    if (shown !== null) timer = page.setTimeout(follow, LOOKS_EVERY_MS);
  }
  function point(id: string | null): void {
    if (id === shown) return;
    shown = id;
    follow();
  }
  const onRow = ({ target }: Event) => point(rowAt(target)?.dataset.id ?? null);
  root.addEventListener('pointerover', onRow);
  root.addEventListener('focusin', onRow);
  root.addEventListener('focusout', () => point(null));
  root.addEventListener('pointerleave', () => point(null));

  let marked: HTMLElement | null = null;
  function mark(id: string | null): void {
    if ((marked?.dataset.id ?? null) === id && marked?.isConnected) return;
    marked?.removeAttribute('data-pointed');
    const rows = id === null ? [] : root.querySelectorAll<HTMLElement>('.row[data-id]');
    marked = [...rows].find(({ dataset }) => dataset.id === id) ?? null;
    marked?.setAttribute('data-pointed', '');
    // Never under the focus: what is next to be pressed stays where it is.
    if (rowAt((root.getRootNode() as ShadowRoot).activeElement) === null) {
      marked?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }
  }
  // From outside, all that lies in the closed shadow root is its host.
  const { host = root } = root.getRootNode() as ShadowRoot;
  let next: number | undefined;
  function onPointer(event: PointerEvent): void {
    // The page's own scripts point at nothing: a list that moves by them could be under the host's next click.
    if (!event.isTrusted) return;
    page.clearTimeout(next);
    const owner = ownerAt(event, people());
    if (owner !== null) next = page.setTimeout(mark, RESTS_MS, owner);
    else if (!event.composedPath().includes(host)) next = page.setTimeout(mark, STAYS_MS, null);
  }
  page.addEventListener('pointerover', onPointer, { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => {
    page.clearTimeout(next);
    point(null);
    outline.remove();
  });
}

function rowAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.row[data-id]') : null;
}

/** Whose tile the host points at. */
function ownerAt(event: Event, people: People): string | null {
  const isHere = (id: string) => people.some((one) => one.id === id);
  for (const element of event.composedPath()) {
    const owner =
      element instanceof Element ? personOfTile(element.getAttribute('id') ?? '', isHere) : null;
    if (owner !== null) {
      return owner === 'own' ? (people.find(({ me }) => me)?.id ?? null) : owner;
    }
  }
  return null;
}

/** Where somebody's tile is, if they have one. */
function boxOfTile(document: Document, id: string, people: People): DOMRect | null {
  const isMe = people.some((one) => one.me && one.id === id);
  const tile = document.getElementById(isMe ? OWN_TILE : TILE + id);
  const box = tile?.getBoundingClientRect();
  return box?.width ? box : null;
}
