import type { ReactNode } from 'react';
import { createPortal, useEffect, useState } from './libraries';

interface PortalProps {
  readonly className?: string;
  readonly zIndex?: number;
  /** Set once the size is known. */
  readonly style?: Readonly<Record<string, string>> | undefined;
  readonly measured?: (size: DOMRectReadOnly) => void;
  /** What is measured, instead of the portal itself. */
  readonly measure?: string;
  readonly made?: (element: HTMLElement) => void;
  readonly children: ReactNode;
}

/** Until then the place may change, in milliseconds. */
const SHOWN_AFTER_MS = 100;

/** jitsi-meet `DialogPortal`: a child of the body, which is not seen before it was measured. */
export function Portal(props: PortalProps): ReactNode {
  const { className, zIndex, style, measured, measure, made, children } = props;
  const [target] = useState(() => {
    const element = document.createElement('div');
    element.style.visibility = 'hidden';
    return element;
  });
  useEffect(() => {
    Object.assign(target.style, style);
    if (zIndex !== undefined) target.style.zIndex = String(zIndex);
    if (className !== undefined) target.className = className;
    made?.(target);
    return undefined;
  }, [style]);
  useEffect(() => {
    let timer: number | undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      measured?.(entry.contentRect);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        target.style.visibility = 'visible';
      }, SHOWN_AFTER_MS);
    });
    document.body.append(target);
    observer.observe((measure && target.querySelector(measure)) || target);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
      target.remove();
    };
  }, []);
  return createPortal(children, target);
}
