import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { HelpLink } from '~/components/ui/HelpLink';
import { tokenRefusalLabel } from '~/components/ui/labels/token';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';
import type { ResponseOf } from '~/utils/messages/protocol';

type Answer = ResponseOf<'token.prepare'>;

/** How the popup has a token service asked. The token itself never comes here. */
export interface TokenPort {
  /** Has it asked silently for a request's token. */
  readonly prepare: (request: string) => Promise<Answer>;
  /** Has it asked in a window of the browser's, where the host can sign in. Works only inside a click. */
  readonly signIn: (request: string) => Promise<Answer>;
}

type TokenState = 'asking' | 'ready' | TokenRefusal;

/** The token that a request would be sent with. */
export interface RequestToken {
  readonly state: TokenState;
  readonly signIn: () => void;
  readonly again: () => void;
}

/**
 * Has the token of a request asked for as soon as its question is on the screen.
 *
 * @param service the host of the token service; null where a key signs, and there is nothing to ask
 */
export function useToken(
  request: string,
  service: string | null,
  { prepare, signIn }: TokenPort,
): RequestToken {
  const [state, setState] = useState<TokenState>('asking');
  const turn = useRef(0);
  const run = useCallback((answer: Promise<Answer>) => {
    turn.current += 1;
    const mine = turn.current;
    setState('asking');
    answer
      // The background was stopped meanwhile; the next one can be asked again.
      .catch((): Answer => ({ ok: false, why: 'no-answer' }))
      .then((given) => {
        if (mine === turn.current) setState(given.ok ? 'ready' : given.why);
      });
  }, []);
  useEffect(() => {
    if (service !== null) run(prepare(request));
  }, [request, service, prepare, run]);
  return {
    state: service === null ? 'ready' : state,
    signIn: () => run(signIn(request)),
    again: () => run(prepare(request)),
  };
}

/** Where another try without a login would meet the same: the host is to sign in, or to see what stands there. */
const SIGN_IN_HELPS: ReadonlySet<TokenState> = new Set([
  'signed-out',
  'dismissed',
  'no-redirect',
  'no-permission',
]);

/** Whose token the request is sent with, or why there is none and what helps. */
export function TokenLine({
  service,
  token,
}: {
  readonly service: string;
  readonly token: RequestToken;
}) {
  const { state } = token;
  const host = <bdi>{service}</bdi>;
  if (state === 'asking' || state === 'ready') {
    return (
      <p class="hint" role="status">
        {state === 'asking' ? (
          <Phrase text={(name) => i18n.t('token.asking', [name])}>{host}</Phrase>
        ) : (
          <Phrase text={(name) => i18n.t('token.ready', [name])}>{host}</Phrase>
        )}
      </p>
    );
  }
  return (
    <Notice tone="warn" role="alert">
      <p>
        {tokenRefusalLabel(state)} <HelpLink topic="organisation" />
      </p>
      {SIGN_IN_HELPS.has(state) ? (
        <Button look="primary" onClick={token.signIn}>
          {i18n.t('token.signIn', [service])}
        </Button>
      ) : (
        <Button onClick={token.again}>{i18n.t('token.again', [service])}</Button>
      )}
    </Notice>
  );
}
