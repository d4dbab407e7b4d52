import type { Outcome } from './outcome';

/**
 * Whether what was asked for may have been done although JaaS did not accept it: nobody knows, or a
 * server failed, which it may have done after it acted.
 */
export function mayBeDone({ result, code }: Pick<Outcome, 'result' | 'code'>): boolean {
  return result === 'unknown' || code === 'server-fault';
}
