/** The panel's own `z-index` (`view/base.css`). */
const OURS = 1010;

/** What draws by itself, whatever its style. */
const DRAWN = /^(img|picture|canvas|video|iframe|svg|object|embed)$/i;

/**
 * Whether something of the page lies over the panel at this point, for where the browser does not
 * say it. `elementFromPoint` finds what takes the mouse; what lets it through, as a cover for stealing
 * clicks must, is looked for among all elements. Closed shadow roots and what only `::before` draws
 * stay unseen.
 */
export function isCoveredAt(page: Window, host: Element, x: number, y: number): boolean {
  const { document } = page;
  if (document.elementFromPoint(x, y) !== host) return true;
  for (const element of document.querySelectorAll('*')) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (x < left || x > right || y < top || y > bottom) continue;
    const style = page.getComputedStyle(element);
    if (style.pointerEvents !== 'none' || !isDrawn(element, style)) continue;
    if (isOver(page, element)) return true;
  }
  return false;
}

function isDrawn(element: Element, style: CSSStyleDeclaration): boolean {
  const { backgroundColor, backgroundImage, backdropFilter, visibility } = style;
  if (visibility !== 'visible') return false;
  if (DRAWN.test(element.localName) || backgroundImage !== 'none') return true;
  const clear = /^transparent$|^rgba\(.*, 0\)$/.test(backgroundColor);
  return !clear || (backdropFilter ?? 'none') !== 'none';
}

/** Whether it, or what it is in, is in the top layer or as high as the panel. */
function isOver(page: Window, element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (at.matches(':modal, :popover-open')) return true;
    const { position, zIndex } = page.getComputedStyle(at);
    if (position !== 'static' && Number(zIndex) >= OURS) return true;
  }
  return false;
}
