import { CHROMIUM_URI } from '~/tests/organisation/requests';
import { createTokenSource, type TokenUse } from '~/utils/background/token-source';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';
import type { TokenService } from '~/utils/organisation/token-service';
import { ID } from '../actions/samples';
import { MEETING } from '../messages/samples';
import { answerWith, NOW, SERVICE, signed } from './tokens';

/** A confirmation that a token is for. */
export const USE: TokenUse = { request: ID, kind: 'ban', meeting: MEETING };

/** A token that no other test has got: a claim that says how many there were before. */
let given = 0;
export function anotherToken(): Promise<string> {
  given += 1;
  return signed({ jti: `token ${given}` });
}

/** What a service answers: another token each time, or why none. */
type Answering = (asked: URLSearchParams) => Promise<string | TokenRefusal>;

/** A source of tokens in a world whose clocks stand still, and its browser. */
export function tokenWorld(
  services: readonly TokenService[] = [SERVICE],
  answering: Answering = anotherToken,
) {
  const world = {
    services,
    answering,
    elapsed: 1_000_000,
    /** Every flow, and whether it was silent. */
    flows: [] as { readonly address: URL; readonly silent: boolean }[],
    /** Every token that was given. */
    tokens: [] as string[],
  };
  const tokens = createTokenSource({
    services: async () => world.services,
    webAuth: {
      redirectUri: () => CHROMIUM_URI,
      run: async (text, { silent }) => {
        const address = new URL(text);
        world.flows.push({ address, silent });
        const answer = await world.answering(address.searchParams);
        if (!answer.includes('.')) return { ok: false, why: answer as TokenRefusal };
        world.tokens.push(answer);
        const state = address.searchParams.get('state');
        return { ok: true, address: answerWith(answer, { state }) };
      },
    },
    now: () => NOW,
    elapsed: () => world.elapsed,
  });
  return { world, tokens };
}

/** A service that answers when it is told to, one question after the other. */
export function gate() {
  const waiting: ((answer: string | TokenRefusal) => void)[] = [];
  /** Answers that came before they were waited for: which of the two is first is the machine's affair. */
  const early: (string | TokenRefusal)[] = [];
  return {
    answering: () =>
      new Promise<string | TokenRefusal>((resolve) => {
        const answer = early.shift();
        if (answer === undefined) waiting.push(resolve);
        else resolve(answer);
      }),
    answer(answer: string | TokenRefusal): void {
      const first = waiting.shift();
      if (first === undefined) early.push(answer);
      else first(answer);
    },
  };
}
