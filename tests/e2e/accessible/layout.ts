/*
 * What is measured of a surface as it is laid out. Each function runs in the page, on the element that all of the
 * surface is in (of the panel inside its closed shadow root), and so has all that it needs inside itself.
 */

/** What is used by pointer, finger or key. */
export const CONTROLS =
  'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';

/**
 * The controls that can be pressed on less than 24 by 24 pixels (WCAG 2.5.8). A link within a line of text is none of
 * them, and neither is what `alone` names.
 *
 * @param alone small ones with nothing else to press within 24 pixels, as axe measures (the criterion's "spacing")
 */
export function smallTargets(root: Element, controls: string, alone: string): string[] {
  const least = 23.95;
  const isLarge = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width >= least && height >= least;
  };
  const isInText = (element: Element) =>
    getComputedStyle(element).display === 'inline' &&
    [...(element.parentNode?.childNodes ?? [])].some(
      (node) => node instanceof Text && node.data.trim() !== '',
    );
  const tree = root.getRootNode() as Document | ShadowRoot;
  /** A press on its label is one on it, and so is one on what either draws around itself. */
  const isPressedAround = (element: Element) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const reach = [-11.5, 11.5];
    return reach.every((dx) =>
      reach.every((dy) => {
        const hit = tree.elementFromPoint(left + width / 2 + dx, top + height / 2 + dy);
        return hit && (element.contains(hit) || hit.closest('label')?.control === element);
      }),
    );
  };
  return [...root.querySelectorAll<HTMLElement>(controls)]
    .filter((it) => it.checkVisibility({ visibilityProperty: true }) && it.offsetWidth > 1)
    .filter((it) => ![it, ...((it as HTMLInputElement).labels ?? [])].some(isLarge))
    .filter((it) => !it.matches(alone) && !isInText(it) && !isPressedAround(it))
    .map((it) => `${it.offsetWidth}×${it.offsetHeight}: ${it.outerHTML.slice(0, 120)}`);
}

/**
 * What is out of the page at its sides, has to be scrolled sideways, or is cut. What can be opened to be read whole (a
 * row of the panel, of a table) may be cut while it is not.
 *
 * @param elsewhere what can be read whole at another place
 */
export function lost(root: Element, elsewhere: string): string[] {
  const { innerWidth } = window;
  const { scrollWidth } = document.documentElement;
  const isPage = root.getRootNode() === document;
  const found = isPage && scrollWidth > innerWidth ? [`a page of ${scrollWidth} pixels`] : [];
  const isHidden = (element: Element) =>
    element instanceof SVGElement ||
    !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) ||
    // As whatever is only read out is hidden.
    element.closest('.visually-hidden') !== null ||
    getComputedStyle(element).clipPath !== 'none';
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (isHidden(element)) continue;
    const say = (what: string) =>
      found.push(`${what}: ${element.outerHTML.slice(0, 80)} ${element.textContent?.slice(0, 60)}`);
    const { left, right } = element.getBoundingClientRect();
    const isCut = (within: Element | null): boolean =>
      within !== null &&
      (getComputedStyle(within).overflowX !== 'visible' || isCut(within.parentElement));
    if ((left < -1 || right > innerWidth + 1) && !isCut(element.parentElement))
      say(`reaches from ${left} to ${right}`);
    if (element.matches('input, textarea, select') || element.textContent?.trim() === '') continue;
    const opens =
      element.matches('[aria-expanded]') ||
      element.matches(elsewhere) ||
      element.closest('.row, .table__row')?.querySelector('[aria-expanded="false"]');
    const { overflowX, overflowY } = getComputedStyle(element);
    const isWider = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    const isHigher = element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 1;
    if (isWider && /auto|scroll/.test(overflowX)) say('is scrolled sideways');
    if (isWider && /hidden|clip/.test(overflowX) && !opens) say('is cut at its end');
    if (isHigher && /hidden|clip/.test(overflowY) && !opens) say('is cut below');
  }
  return found;
}

/** Puts the focus on the first control, as whoever comes to it by Tab has it. */
export function focusFirst(root: Element, controls: string): void {
  const tree = root.getRootNode() as Document | ShadowRoot;
  (tree.activeElement as HTMLElement | null)?.blur();
  const all = [...root.querySelectorAll<HTMLElement>(controls)];
  all.find((it) => it.checkVisibility())?.focus({ focusVisible: true } as FocusOptions);
}

/** Which control has the focus, and what is wrong with that (WCAG 2.4.7, 2.4.11); null where none of this surface has it. */
export function focused(root: Element): { which: number; wrong: string[] } | null {
  const tree = root.getRootNode() as Document | ShadowRoot;
  const active = tree.activeElement;
  if (!active || active === document.body || !root.contains(active)) return null;
  const wrong: string[] = [];
  const say = (what: string) => wrong.push(`${what}: ${active.outerHTML.slice(0, 120)}`);
  const isOutlined = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  // Of a file's field it is the button drawn behind it that shows the focus.
  const drawn = active.matches('[type="file"]') ? active.nextElementSibling : null;
  if (!isOutlined(drawn ?? active)) say('does not show that it has the focus');
  const box = active.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const isInSight = [0.1, 0.5, 0.9].some((x) =>
    [0.1, 0.5, 0.9].some((y) => {
      const hit = tree.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit && (active.contains(hit) || hit.closest('label')?.control === active);
    }),
  );
  if (!isInSight) say('has the focus and is covered, or out of sight');
  return { which: [...root.querySelectorAll('*')].indexOf(active), wrong };
}

/** What still moves. */
export function moving(root: Element): string[] {
  const all = root.getAnimations({ subtree: true });
  return all
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => `moves: ${(effect as KeyframeEffect).target?.outerHTML.slice(0, 120)}`);
}

/** Sets all text as far apart as a reader may (WCAG 1.4.12). */
export function spread(root: Element): void {
  const style = document.createElement('style');
  style.id = 'spread';
  style.textContent = `* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
  }
  p { margin-block-end: 2em !important; }`;
  const tree = root.getRootNode();
  (tree instanceof ShadowRoot ? tree : document.head).append(style);
}

export function unspread(root: Element): void {
  (root.getRootNode() as Document | ShadowRoot).getElementById('spread')?.remove();
}
