import type { Action } from './action';

/**
 * Whether a record was asked for together with others, so that it waits and ends with them: a record
 * that is a request by itself has one id for both. Here, for what is injected into pages needs no schema.
 */
export function isOneOfMany({ id, request }: Pick<Action, 'id' | 'request'>): boolean {
  return request !== id;
}
