import { DRAWERS_BELOW } from './drawers-below';
import { type OpeningName, Openings, type PopupName } from './openings';

/** React is loaded at the first need: a page in which nothing is ever opened does without it. */
export function startOpenings(): Openings {
  const openings = new Openings(window.__sim.opened);
  let begun = false;
  const begin = async () => {
    if (begun) return;
    begun = true;
    const { draw } = await import('./draw');
    draw(openings);
  };
  openings.onNeeded = begin;
  // Drawers' places are in the body while nothing is in them.
  const look = () => {
    if (innerWidth < DRAWERS_BELOW) begin();
  };
  window.addEventListener('resize', look);
  look();

  window.__sim.open = (name) => {
    if (openings.isOpen(name)) return;
    if (isPopup(name)) openings.press(name);
    else openings.open(name);
  };
  return openings;
}

const isPopup = (name: OpeningName): name is PopupName => name === 'audio' || name === 'more';
