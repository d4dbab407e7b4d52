import type { ReactNode } from 'react';
import { createElement, FocusLock, useEffect, useRef, useState } from './libraries';
import { Portal } from './portal';

interface PopoverProps {
  readonly title: string;
  /** Its button, with which it does not close: that one closes it by itself. */
  readonly trigger: HTMLElement;
  /** Over the middle of its button, or from its button's right edge. */
  readonly align: 'middle' | 'end';
  readonly close: () => void;
  readonly children: ReactNode;
}

/** By so much it overlaps its button's right edge, in pixels. */
const OVERLAP = 6;

/** jitsi-meet `Popover`: above its button. A press of Escape that it hears ends with it. */
export function Popover({ title, trigger, align, close, children }: PopoverProps): ReactNode {
  const portal = useRef<HTMLElement | undefined>(undefined);
  const [style, setStyle] = useState<Readonly<Record<string, string>> | undefined>(undefined);
  useEffect(() => {
    const onPress = ({ target }: Event) => {
      const within = [trigger, portal.current].some((each) => each?.contains(target as Node));
      if (!within) close();
    };
    for (const type of ['click', 'touchstart']) window.addEventListener(type, onPress);
    return () => {
      for (const type of ['click', 'touchstart']) window.removeEventListener(type, onPress);
    };
  }, [trigger, close]);
  return createElement(
    Portal,
    {
      zIndex: 302,
      style,
      measure: '.popover-content',
      measured: ({ width }: DOMRectReadOnly) => {
        const { left, top, right } = trigger.getBoundingClientRect();
        const middle = (left + right - width) / 2;
        setStyle({
          position: 'absolute',
          bottom: `${innerHeight - top}px`,
          left: `${align === 'middle' ? middle : right - OVERLAP}px`,
        });
      },
      made: (element: HTMLElement) => {
        portal.current = element;
      },
    },
    createElement(
      FocusLock,
      {
        lockProps: { role: 'dialog', 'aria-modal': true, 'aria-label': title },
        returnFocus: true,
      },
      createElement(
        'div',
        { className: 'popover', onKeyDown: closedByEscape(close) },
        createElement('div', { className: 'popover-content' }, children),
      ),
    ),
  );
}

/** Nobody further out hears of that key. */
export function closedByEscape(close: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
}
