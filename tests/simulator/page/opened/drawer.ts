import type { ReactNode } from 'react';
import { isInTheViewport } from './dialog';
import { createElement, FocusOn } from './libraries';
import { closedByEscape } from './popover';
import { Portal } from './portal';

interface DrawerProps {
  readonly name: string;
  readonly title: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** jitsi-meet `JitsiPortal` and `Drawer`: the portal is in the body whether something is open in it or not. */
export function Drawer({ name, title, isOpen, close, children }: DrawerProps): ReactNode {
  const stops = (event: Event) => event.stopPropagation();
  const shade = () =>
    createElement(
      'div',
      {
        className: 'drawer-menu-container',
        'data-opened': name,
        onClick: (event: Event) => {
          event.stopPropagation();
          close();
        },
        onKeyDown: closedByEscape(close),
      },
      createElement(
        'div',
        { className: 'drawer', onClick: stops },
        createElement(
          FocusOn,
          { returnFocus: isInTheViewport },
          createElement(
            'div',
            {
              role: 'dialog',
              'aria-modal': true,
              'aria-label': title,
              'data-autofocus': true,
              tabIndex: -1,
            },
            children,
          ),
        ),
      ),
    );
  return createElement(Portal, { className: 'drawer-portal' }, isOpen ? shade() : null);
}
