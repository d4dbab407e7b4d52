import { useEffect, useRef, useState } from 'preact/hooks';

/** How long something must have been on the screen before it can be agreed to, in milliseconds. */
export const GUARD_MS = 350;

/**
 * Holds a dangerous button back for a moment after what it is about has appeared or changed, so
 * that a click meant for what was there before is not taken for an answer (double click in the
 * page, a window that appears under the pointer).
 *
 * @param content stands for what is shown; when it differs the moment begins anew
 * @returns whether the button may be used now
 */
export function useGuard(content: string): boolean {
  const [open, setOpen] = useState<string | null>(null);
  const shown = useRef(content);
  shown.current = content;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      setOpen(null);
      if (document.visibilityState === 'hidden') return;
      timer = setTimeout(() => setOpen(shown.current), GUARD_MS);
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [content]);
  return open === content;
}
