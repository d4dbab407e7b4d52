/** How long a question must have been left alone before it can be answered, in milliseconds. */
export const QUIET_MS = 1000;

/** A click so soon after another one is one of a run of clicks, in milliseconds. */
export const RUN_MS = 500;

/**
 * What is known of the input around a question. All times are milliseconds on one clock that never
 * goes back.
 */
export interface Guard {
  /** Since when nothing about the question has changed, and nobody has clicked at it too soon. */
  readonly quietSince: number;
  /** Whether its document is visible and has the focus. */
  readonly isWatched: boolean;
  readonly clickedAt: number | null;
  /** When the press began whose click is still to come. */
  readonly pressedAt: number | null;
  /** Whether a key is held down, which the browser makes many presses of. */
  readonly isHeld: boolean;
}

export type GuardEvent =
  /** Its content, its place on the screen or its window changed. */
  | { readonly type: 'disturbed' }
  | { readonly type: 'watched'; readonly isWatched: boolean }
  | { readonly type: 'pressed'; readonly isRepeat: boolean }
  | { readonly type: 'released' }
  | Click;

interface Click {
  readonly type: 'clicked';
  /** Which one of a run of clicks it is, as the browser counts; 0 by the keyboard. */
  readonly count: number;
  readonly isTrusted: boolean;
}

export function newGuard(isWatched: boolean, now: number): Guard {
  return { quietSince: now, isWatched, clickedAt: null, pressedAt: null, isHeld: false };
}

/** Whether the question may be answered now. */
export function isArmed({ isWatched, quietSince }: Guard, now: number): boolean {
  return isWatched && now - quietSince >= QUIET_MS;
}

/**
 * Returns the guard after something happened. Whoever clicks or types before it is armed, or clicks on
 * and on, has the quiet begin anew: they are busy with something else.
 */
export function guarded(guard: Guard, event: GuardEvent, now: number): Guard {
  const anew = isArmed(guard, now) ? {} : { quietSince: now };
  switch (event.type) {
    case 'disturbed':
      return { ...guard, quietSince: now };
    case 'watched':
      return { ...guard, isWatched: event.isWatched, quietSince: now };
    case 'pressed':
      return event.isRepeat
        ? { ...guard, isHeld: true, quietSince: now }
        : { ...guard, isHeld: false, pressedAt: now, ...anew };
    case 'released':
      return { ...guard, isHeld: false };
    case 'clicked': {
      const after = { ...guard, clickedAt: now, pressedAt: null, ...anew };
      return isOneOfARun(guard, event, now) ? { ...after, quietSince: now } : after;
    }
  }
}

/**
 * Whether a click is an answer: a person's own, by itself, on a question that has been quiet for long
 * enough, and begun after that. Assistive technology may click without a press.
 *
 * Modelled on Chromium's `InputEventActivationProtector` and Firefox's `security.dialog_enable_delay`.
 */
export function isAnswer(guard: Guard, click: Click, now: number): boolean {
  const { pressedAt, quietSince, isHeld } = guard;
  return (
    click.isTrusted &&
    isArmed(guard, now) &&
    !isHeld &&
    !isOneOfARun(guard, click, now) &&
    (pressedAt === null || pressedAt - quietSince >= QUIET_MS)
  );
}

function isOneOfARun({ clickedAt }: Guard, { count }: Click, now: number): boolean {
  return count > 1 || (clickedAt !== null && now - clickedAt < RUN_MS);
}

export interface GuardWatch {
  /** Whether this click, which is just being dispatched, is an answer. */
  readonly accepts: (event: Event) => boolean;
  readonly stop: () => void;
}

/** How often it is looked whether the button that works has moved, in milliseconds. */
const LOOKS_EVERY_MS = 50;

/**
 * Watches the document of a question's button until it is stopped.
 *
 * @param told whether the button works, at first and whenever that changes or the quiet begins anew
 */
export function watchGuard(button: HTMLElement, told: (armed: boolean) => void): GuardWatch {
  const { ownerDocument: document } = button;
  const window = document.defaultView ?? globalThis.window;
  const now = () => performance.now();
  const isWatched = () => document.visibilityState !== 'hidden' && document.hasFocus();
  const answers = new WeakSet<Event>();
  const ended = new AbortController();
  let guard = newGuard(isWatched(), now());
  let place = placeOf(button, window);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(event: GuardEvent): void {
    const before = guard;
    guard = guarded(before, event, now());
    if (guard.quietSince !== before.quietSince || guard.isWatched !== before.isWatched) begin();
  }

  function begin(): void {
    told(false);
    wait();
  }

  function wait(): void {
    clearTimeout(timer);
    if (!guard.isWatched) return;
    const left = Math.ceil(guard.quietSince + QUIET_MS - now());
    timer = setTimeout(() => {
      if (lookForMoves()) return;
      // A timer may be a fraction of a millisecond early.
      if (!isArmed(guard, now())) return wait();
      told(true);
      goOnLooking();
    }, left);
  }

  /** So that what moves the button later is over when the host presses it, and does not begin with that press. */
  function goOnLooking(): void {
    timer = setTimeout(() => {
      if (!lookForMoves()) goOnLooking();
    }, LOOKS_EVERY_MS);
  }

  /** No event tells that a window was moved, or that what stands above the button went away. Returns whether it was. */
  function lookForMoves(): boolean {
    const placed = placeOf(button, window);
    if (placed === place) return false;
    place = placed;
    take({ type: 'disturbed' });
    return true;
  }

  function on<E extends Event>(target: EventTarget, type: string, react: (event: E) => void): void {
    // Before anything else hears of it.
    target.addEventListener(type, (event) => react(event as E), {
      capture: true,
      signal: ended.signal,
    });
  }

  on(document, 'pointerdown', () => {
    lookForMoves();
    take({ type: 'pressed', isRepeat: false });
  });
  on(document, 'keydown', ({ repeat }: KeyboardEvent) => {
    lookForMoves();
    take({ type: 'pressed', isRepeat: repeat });
  });
  on(document, 'keyup', () => take({ type: 'released' }));
  on(document, 'click', (event: MouseEvent) => {
    lookForMoves();
    const click = { type: 'clicked', count: event.detail, isTrusted: event.isTrusted } as const;
    if (isAnswer(guard, click, now())) answers.add(event);
    take(click);
  });
  // Firefox tells its toolbar's popup of a size whenever anything in it was drawn anew, also of the one it has: it
  // would begin the quiet anew by what shows that it began.
  on(window, 'resize', () => lookForMoves());
  on(document, 'scroll', () => lookForMoves());
  for (const [target, type] of [
    [window, 'focus'],
    [window, 'blur'],
    [document, 'visibilitychange'],
  ] as const) {
    on(target, type, ({ target: origin }) => {
      // The focus of a field is heard here too, for it is captured.
      if (!(origin instanceof Element)) take({ type: 'watched', isWatched: isWatched() });
    });
  }
  begin();

  return {
    accepts: (event) => answers.has(event),
    stop() {
      clearTimeout(timer);
      ended.abort();
    },
  };
}

/** Where the button is on the screen, and how large its window is. */
function placeOf(button: HTMLElement, window: Window): string {
  const { left, top, width, height } = button.getBoundingClientRect();
  const { screenX, screenY, innerWidth, innerHeight } = window;
  return [left, top, width, height, screenX, screenY, innerWidth, innerHeight]
    .map(Math.round)
    .join();
}
