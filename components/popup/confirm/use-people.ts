import { useEffect, useRef, useState } from 'preact/hooks';
import type { Action } from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';

/** While a batch runs its people are read again this often at most, in milliseconds. */
const READ_EVERY_MS = 1000;

export type ReadPeople = (batch: string) => Promise<readonly Action[]>;

/** Everybody of a batch, read again as it changes; null until they were read for the first time. */
export function usePeople(batch: Batch, read: ReadPeople): readonly Action[] | null {
  const [people, setPeople] = useState<readonly Action[] | null>(null);
  const lastRead = useRef(Number.NEGATIVE_INFINITY);
  const turns = useRef({ asked: 0, taken: 0 });
  const { id, state, expiresAt, done, left } = batch;

  useEffect(() => {
    const again = () => {
      lastRead.current = Date.now();
      turns.current.asked += 1;
      const turn = turns.current.asked;
      read(id).then(
        (answer) => {
          if (turn < turns.current.taken) return;
          turns.current.taken = turn;
          setPeople(answer);
        },
        // What is on the screen stays; the next change asks again.
        () => undefined,
      );
    };
    const wait = lastRead.current + READ_EVERY_MS - Date.now();
    if (state !== 'confirmed' || wait <= 0) {
      again();
      return;
    }
    const timer = setTimeout(again, wait);
    return () => clearTimeout(timer);
  }, [id, state, expiresAt, done, left, read]);

  return people;
}
