import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * A text that changes often, at a pace that can be spoken: at once when it is about something new,
 * else the newest every `ms` milliseconds.
 */
export function useCoalesced(text: string, about: string, ms: number): string {
  const [spoken, setSpoken] = useState(text);
  const last = useRef({ about, at: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const say = () => {
      last.current = { about, at: performance.now() };
      setSpoken(text);
    };
    const wait = last.current.at + ms - performance.now();
    if (about !== last.current.about || wait <= 0) {
      say();
      return;
    }
    const timer = setTimeout(say, wait);
    return () => clearTimeout(timer);
  }, [text, about, ms]);
  return spoken;
}
