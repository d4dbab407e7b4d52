/** A click as a person makes it: pressed, let go, and vouched for by the browser. */
export function pressOn(element: HTMLElement, count = 1): void {
  element.dispatchEvent(trusted(new Event('pointerdown', { bubbles: true })));
  const click = new MouseEvent('click', { bubbles: true, cancelable: true, detail: count });
  element.dispatchEvent(trusted(click));
}

/** An event that no script has made. */
export function trusted<E extends Event>(event: E): E {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}
