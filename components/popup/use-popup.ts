import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { AppId } from '~/utils/jaas/ids';
import type { Base } from '~/utils/jaas/operation';
import type { Action } from '~/utils/journal/action';
import type { RequestOf, ResponseOf } from '~/utils/messages/protocol';
import type { PopupPort } from './browser';
import { type Event, next, START, type View } from './state';

type Staged = ResponseOf<'action.stage'>;
type Answered = ResponseOf<'action.confirm'>;

/**
 * The popup's state and what can be done with it. The background owns the data: it is asked again
 * after every change that it tells of. One request to it at a time, so that a double click is one.
 */
export function usePopup(port: PopupPort) {
  const [model, dispatch] = useReducer(next, START);
  const [busy, setBusy] = useState(false);
  const inHand = useRef(false);
  const load = useMemo(() => loader(port, dispatch), [port]);

  useEffect(() => {
    const stop = port.onChanged(() => void load());
    void load();
    return stop;
  }, [port, load]);

  const once = useCallback(async (work: () => Promise<void>) => {
    if (inHand.current) return;
    inHand.current = true;
    setBusy(true);
    try {
      await work();
    } catch {
      dispatch({ type: 'no-answer' });
    } finally {
      inHand.current = false;
      setBusy(false);
    }
  }, []);

  const actions = useMemo(() => {
    async function staged(answer: Promise<Staged>) {
      const result = await answer;
      if (!result.ok) return dispatch({ type: 'refused', code: result.code, action: null });
      await load();
      dispatch({ type: 'pending', id: result.id });
    }
    async function answered(answer: Promise<Answered>) {
      const result = await answer;
      dispatch(
        result.ok
          ? { type: 'confirmed', action: result.action }
          : { type: 'refused', code: result.code, action: result.action },
      );
      await load();
    }
    return {
      go: (view: View) => dispatch({ type: 'go', view }),
      done: () => dispatch({ type: 'done' }),
      reload: load,
      expired: (id: string) => dispatch({ type: 'expired', id }),
      unlock: async (passphrase: string) => {
        const problem = await port.unlock(passphrase);
        await load();
        return problem;
      },
      stage: (request: RequestOf<'action.stage'>) =>
        once(() => staged(port.ask('action.stage', request))),
      repeat: (id: string, base: Base | null) =>
        once(() => staged(port.ask('action.repeat', { id, base }))),
      stageManual: (request: RequestOf<'manual.stage'>) =>
        once(() => staged(port.ask('manual.stage', request))),
      isOwn: async (asked: RequestOf<'manual.is-own'>) =>
        (await port.ask('manual.is-own', asked)).own,
      ...endActions(port, once, dispatch, load),
      banToken: (ban: RequestOf<'token.ban'>) => once(() => answered(port.ask('token.ban', ban))),
      confirm: (action: Action, choice: { alsoRemove: boolean; note: string }) =>
        once(() =>
          answered(port.ask('action.confirm', { id: action.id, seen: seenOf(action), ...choice })),
        ),
      confirmBatch: (request: RequestOf<'batch.confirm'>) =>
        once(async () => {
          const result = await port.ask('batch.confirm', request);
          dispatch(
            result.ok
              ? { type: 'batch-confirmed', batch: result.batch }
              : { type: 'batch-refused', code: result.code, batch: result.batch },
          );
          await load();
        }),
      cancelBatch: (batch: string) =>
        once(async () => {
          const result = await port.ask('batch.cancel', { batch });
          dispatch(
            result.ok
              ? { type: 'cancelled', id: batch }
              : { type: 'batch-refused', code: result.code, batch: result.batch },
          );
          await load();
        }),
      stopBatch: (batch: string) =>
        once(async () => {
          await port.ask('batch.stop', { batch });
          await load();
        }),
      repeatBatch: (batch: string) => once(() => staged(port.ask('batch.repeat', { batch }))),
      cancel: (id: string) =>
        once(async () => {
          const result = await port.ask('action.cancel', { id });
          dispatch(
            result.ok
              ? { type: 'cancelled', id }
              : { type: 'refused', code: result.code, action: result.action },
          );
          await load();
        }),
    };
  }, [port, load, once]);

  return { model, busy, actions };
}

/** What the person saw when they answered: the background refuses when it is different now. */
function seenOf({ target }: Action): RequestOf<'action.confirm'>['seen'] {
  if (target === null) return null;
  const { participantId, userId, name } = target;
  return { participantId, userId, name };
}

/**
 * Asks for the state. Whoever asks while an answer is on its way may know of something that this
 * answer does not: it is dropped, and one more question is asked, not many.
 */
function loader(port: PopupPort, dispatch: (event: Parameters<typeof next>[1]) => void) {
  let running: Promise<void> | null = null;
  let again = false;

  async function run(): Promise<void> {
    for (;;) {
      again = false;
      const tabId = await port.tabId();
      const data = await port.ask('popup.state', { tabId });
      if (!again) return dispatch({ type: 'loaded', data, now: Date.now() });
    }
  }

  return (): Promise<void> => {
    again = running !== null;
    running ??= run()
      .catch(() => dispatch({ type: 'no-answer' }))
      .finally(() => {
        running = null;
      });
    return running;
  };
}

/** What can be done about scheduled ends. `once`: one request at a time. */
function endActions(
  port: PopupPort,
  once: (work: () => Promise<void>) => Promise<void>,
  dispatch: (event: Event) => void,
  load: () => Promise<void>,
) {
  return {
    locksAt: async (appId: AppId) => (await port.ask('scheduled-end.locks', { appId })).at,
    setEnd: (request: RequestOf<'scheduled-end.set'>) =>
      once(async () => {
        const result = await port.ask('scheduled-end.set', request);
        await load();
        // Set by the same question a moment ago: a double click is one.
        if (result.ok || result.code === 'already-confirmed') dispatch({ type: 'done' });
        else dispatch({ type: 'refused', code: result.code, action: null });
      }),
    cancelEnd: (id: string) =>
      once(async () => {
        const result = await port.ask('scheduled-end.cancel', { id });
        if (!result.ok) dispatch({ type: 'refused', code: result.code, action: null });
        await load();
      }),
    /** The host knows that it came to nothing. */
    knowEnd: (id: string) =>
      once(async () => {
        await port.ask('scheduled-end.acknowledge', { id });
        await load();
      }),
  };
}
