import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { coalesce } from '~/utils/async';
import type { AppId } from '~/utils/jaas/ids';
import type { Base } from '~/utils/jaas/operation';
import type { RequestOf, ResponseOf } from '~/utils/messages/protocol';
import type { PopupPort } from './browser';
import { type Event, next, START, type View } from './state';

type Staged = ResponseOf<'request.stage'>;
type Answered = ResponseOf<'request.confirm'>;

/** How often it is asked what has become of what is under way, where nobody tells, in milliseconds. */
const ASKS_EVERY_MS = 5000;

/** What the browser lets Gavel do. */
export interface Access {
  /** See meetings on 8x8.vc. */
  readonly sees: boolean;
  /** Reach all hosts that requests go to. */
  readonly reaches: boolean;
}

/**
 * The popup's state and what can be done with it. The background owns the data: it is asked again
 * after every change that it tells of. One request to it at a time, so that a double click is one.
 */
export function usePopup(port: PopupPort) {
  const [model, dispatch] = useReducer(next, START);
  const [busy, setBusy] = useState(false);
  const inHand = useRef(false);
  /** How often the host has done something. */
  const acts = useRef(0);
  const [access, setAccess] = useState<Access>({ sees: true, reaches: true });
  const load = useMemo(() => loader(port, dispatch, setAccess, () => acts.current), [port]);

  useEffect(() => {
    const stops = [port.onChanged(() => void load()), port.onAccess(() => void load())];
    void load();
    return () => {
      for (const stop of stops) stop();
    };
  }, [port, load]);

  // A background that the browser has stopped tells of nothing: asked again, it starts and sees what is left to do.
  const isUnderWay = model.view.at === 'result' && model.view.request.state === 'confirmed';
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(() => void load(), ASKS_EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, load]);

  /** What the host did and what came of it, which an answer that is on its way does not know. */
  const act = useCallback((event: Event) => {
    acts.current += 1;
    dispatch(event);
  }, []);

  const once = useCallback(
    async (work: () => Promise<void>) => {
      if (inHand.current) return;
      inHand.current = true;
      setBusy(true);
      try {
        await work();
      } catch {
        act({ type: 'no-answer' });
        // It may have been heard all the same, by a background that was stopped before it could answer.
        void load();
      } finally {
        inHand.current = false;
        setBusy(false);
      }
    },
    [act, load],
  );

  const actions = useMemo(() => {
    async function staged(answer: Promise<Staged>) {
      const result = await answer;
      if (!result.ok) return act({ type: 'refused', code: result.code, request: null });
      await load();
      act({ type: 'pending', id: result.id });
    }
    async function answered(answer: Promise<Answered>) {
      const result = await answer;
      act(
        result.ok
          ? { type: 'confirmed', request: result.request }
          : { type: 'refused', code: result.code, request: result.request },
      );
      await load();
    }
    return {
      go: (view: View) => dispatch({ type: 'go', view }),
      done: () => dispatch({ type: 'done' }),
      reload: load,
      expired: (id: string) => act({ type: 'expired', id }),
      unlock: async (passphrase: string) => {
        const problem = await port.unlock(passphrase);
        await load();
        return problem;
      },
      tokens: {
        prepare: (id: string) => port.ask('token.prepare', { id }),
        signIn: async (id: string) => {
          // Asked for inside the click; where it is there already the browser says so at once.
          if (!(await port.allowSignIn())) return { ok: false, why: 'no-permission' } as const;
          return port.ask('token.sign-in', { id });
        },
      },
      stage: (request: RequestOf<'request.stage'>) =>
        once(() => staged(port.ask('request.stage', request))),
      repeat: (id: string, base: Base | null) =>
        once(() => staged(port.ask('request.repeat', { id, base }))),
      confirm: (request: RequestOf<'request.confirm'>) =>
        once(() => answered(port.ask('request.confirm', request))),
      cancel: (id: string) =>
        once(async () => {
          const result = await port.ask('request.cancel', { id });
          act(
            result.ok
              ? { type: 'cancelled', id }
              : { type: 'refused', code: result.code, request: result.request },
          );
          await load();
        }),
      stop: (id: string) =>
        once(async () => {
          await port.ask('request.stop', { id });
          await load();
        }),
      records: async (id: string) => (await port.ask('request.records', { id })).records,
      isOwn: async (asked: RequestOf<'user-id.is-own'>) =>
        (await port.ask('user-id.is-own', asked)).own,
      readMarks: async (asked: RequestOf<'marks.of'>) => (await port.ask('marks.of', asked)).marks,
      banToken: (ban: RequestOf<'token.ban'>) => once(() => answered(port.ask('token.ban', ban))),
      ...meetingActions(port, once, act),
      dismiss: (id: string) =>
        once(async () => {
          await port.ask('request.dismiss', { id });
          await load();
        }),
      ...endActions(port, once, act, load),
    };
  }, [port, load, once, act]);

  return { model, access, busy, actions };
}

/**
 * Asks for the state, one question at a time; whoever asks meanwhile has one more follow. Each answer is
 * newer than what is on the screen, and is drawn: what keeps changing never keeps it from that. Only one
 * that the host has overtaken does not know what they did, and is asked for once more.
 *
 * @param setAccess told, at the same moment, what the browser lets Gavel do
 * @param acts how often the host has done something
 */
function loader(
  port: PopupPort,
  dispatch: (event: Event) => void,
  setAccess: (access: Access) => void,
  acts: () => number,
): () => Promise<void> {
  return coalesce(async () => {
    try {
      for (;;) {
        const before = acts();
        const [tabId, sees, reaches] = await Promise.all([
          port.tabId(),
          port.seesMeetings(),
          port.reaches8x8(),
        ]);
        const data = await twice(() => port.ask('popup.state', { tabId }));
        if (acts() !== before) continue;
        setAccess({ sees, reaches });
        return dispatch({ type: 'loaded', data, now: Date.now() });
      }
    } catch {
      dispatch({ type: 'no-answer' });
    }
  });
}

/**
 * Asks once more where no answer came: a browser that stops an idle background at that moment starts it
 * for the second question. Only for what changes nothing.
 */
function twice<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch(ask);
}

/** What is asked of a meeting's page. Who is there changes nothing, so it is asked again and again. */
function meetingActions(
  port: PopupPort,
  once: (work: () => Promise<void>) => Promise<void>,
  act: (event: Event) => void,
) {
  return {
    people: ({ frame, meeting }: Place) => port.ask('meeting.people', { frame, meeting }),
    openPanel: ({ frame, meeting }: Place) =>
      once(async () => {
        const { opened } = await port.ask('meeting.open-panel', { frame, meeting });
        if (opened) port.leave();
        else act({ type: 'refused', code: 'not-in-meeting', request: null });
      }),
  };
}

type Place = RequestOf<'meeting.people'>;

/** What can be done about scheduled ends, and about meetings that are kept closed. `once`: one request at a time. */
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
        else dispatch({ type: 'refused', code: result.code, request: null });
      }),
    cancelEnd: (id: string) =>
      once(async () => {
        const result = await port.ask('request.cancel', { id });
        if (!result.ok) dispatch({ type: 'refused', code: result.code, request: null });
        await load();
      }),
    stopClosure: (id: string) =>
      once(async () => {
        await port.ask('closure.stop', { id });
        await load();
      }),
    /** Although the host is in the meeting. */
    goOnClosing: (id: string) =>
      once(async () => {
        await port.ask('closure.go-on', { id });
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
