import { useEffect, useRef } from 'preact/hooks';

/**
 * Puts the focus on an element when it appears. The attribute `autofocus` does that for the first
 * one of a page only (HTML, "autofocus processed flag").
 */
export function useFirstFocus<T extends HTMLElement>() {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
