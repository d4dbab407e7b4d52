import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Takes a file that is dropped anywhere on the page, and says whether one is being dragged over it. Nothing that is
 * dropped replaces the page, and with it what was typed.
 *
 * @param canTake whether the page has a use for a file now
 */
export function usePageDrop(canTake: () => boolean, take: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  const now = useRef({ canTake, take });
  now.current = { canTake, take };

  useEffect(() => {
    const bringsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const hover = (event: DragEvent) => {
      if (!bringsFile(event)) return;
      event.preventDefault();
      setOver(now.current.canTake());
    };
    const leave = (event: DragEvent) => {
      // Between two elements of the page it has not left.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!bringsFile(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file && now.current.canTake()) now.current.take(file);
    };
    addEventListener('dragover', hover);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', hover);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);

  return over;
}
